package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every request to the API server: counts it by verb and resource, and tells of those that {@link Access} does not speak of.
 */
public final class ApiRequests implements Interceptor {
    /** The name of the counter. */
    public static final String METRIC = "flowbed.operator.api.requests";

    private static final Logger LOG = LoggerFactory.getLogger(ApiRequests.class);

    private final MeterRegistry meters;
    private final boolean strict;
    private final Set<ApiRequest> told = ConcurrentHashMap.newKeySet();

    /** @param strict whether a request beyond {@link Access} fails at once, as it would under the chart's roles */
    public ApiRequests(MeterRegistry meters, boolean strict) {
        this.meters = meters;
        this.strict = strict;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        Optional<ApiRequest> asked = ApiRequest.of(request.method(), request.uri());
        if (asked.isEmpty()) {
            count("get", "", "discovery");
        } else if (Access.of(asked.get()).isPresent()) {
            count(asked.get().verb(), asked.get().group(), asked.get().resource());
        } else {
            // whatever it is, the labels stay bounded
            count("other", "", "other");
            beyond(asked.get());
        }
    }

    private void count(String verb, String group, String resource) {
        Counter.builder(METRIC)
                .description("Requests to the API server")
                .tags("verb", verb, "group", group, "resource", resource)
                .register(meters)
                .increment();
    }

    private void beyond(ApiRequest asked) {
        String message = "Access does not speak of: " + asked.verb() + " " + asked.resource() + " of API group '"
                + asked.group() + "'";
        if (strict) {
            throw new IllegalStateException(message);
        }
        if (told.add(asked)) {
            LOG.warn("{}; the chart's roles do not grant it", message);
        }
    }
}
