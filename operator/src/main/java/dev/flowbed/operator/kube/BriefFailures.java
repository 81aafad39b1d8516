package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.logging.LoggingFilter;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Requests that failed take a line each in the log, with what the API server said: the framework writes the stack of each pass that
 * failed, a screen for a resource that was deleted meanwhile, and where it was in the program tells nothing about a refusal.
 */
@LoggingFilter(name = BriefFailures.NAME)
public final class BriefFailures implements Filter {
    /** As {@code application.properties} names it. */
    static final String NAME = "brief-failures";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord known) {
            request(known.getThrown()).ifPresent(failure -> {
                known.setMessage(
                        known.getFormattedMessage() + ": " + said(failure), ExtLogRecord.FormatStyle.NO_FORMAT);
                known.setThrown(null);
            });
        }
        return true;
    }

    private static Optional<KubernetesClientException> request(Throwable thrown) {
        return causes(thrown)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .findFirst();
    }

    private static String said(KubernetesClientException failure) {
        Status status = failure.getStatus();
        if (status != null && status.getMessage() != null) {
            return failure.getCode() + " " + status.getMessage();
        }
        return causes(failure)
                .reduce((one, deeper) -> deeper)
                .map(last -> Objects.requireNonNullElse(last.getMessage(), last.toString()))
                .orElseThrow();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }
}
