package dev.flowbed.cli.cluster;

import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why a cluster did not do what it was asked. Pure.
 *
 * @param server base URL of its API server
 * @param context what it is called in the kubeconfig
 */
record Rejections(String server, String context) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final String GROUP = "flowbed.dev";

    /**
     * The failure.
     *
     * @param deed what was asked, such as {@code apply Testnet net}
     */
    ClusterFailure of(KubernetesClientException e, String deed) {
        if (e.getCode() <= 0) {
            // there was no answer that could have a code
            return unreachable(e);
        }
        return switch (e.getCode()) {
            case UNAUTHORIZED ->
                new ClusterFailure(
                        Kind.FAILED,
                        "the cluster at " + server + " does not accept the credentials of " + context,
                        "Log in again, or choose another context with --context.");
            case FORBIDDEN -> forbidden(e, deed);
            case NOT_FOUND -> notFound(e, deed);
            case CONFLICT -> conflict(e, deed);
            case BAD_REQUEST, UNPROCESSABLE -> invalid(e, deed);
            default -> new ClusterFailure(Kind.FAILED, "cannot " + deed + ": " + words(e));
        };
    }

    private ClusterFailure unreachable(KubernetesClientException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new ClusterFailure(
                Kind.FAILED,
                "the cluster at " + server + " (" + context + ") cannot be reached: " + reason(root),
                "`kubectl config get-contexts` lists the clusters that are known here; --context chooses one.");
    }

    private static String reason(Throwable root) {
        String message = Objects.requireNonNullElse(root.getMessage(), "");
        if (root instanceof UnknownHostException
                || root.getClass().getSimpleName().equals("UnresolvedAddressException")) {
            return "its name is not known";
        } else if (root instanceof HttpConnectTimeoutException || root instanceof TimeoutException) {
            return "it does not answer";
        } else if (root instanceof ConnectException
                || root.getClass().getSimpleName().equals("ClosedChannelException")) {
            return message.isEmpty() ? "nothing listens there" : message;
        } else if (root instanceof SSLException || root instanceof java.security.GeneralSecurityException) {
            return "its certificate is not trusted: " + message;
        }
        return message.isEmpty() ? root.getClass().getSimpleName() : message;
    }

    private ClusterFailure forbidden(KubernetesClientException e, String deed) {
        String words = words(e);
        if (words.contains("exceeded quota")) {
            return new ClusterFailure(Kind.FAILED, "cannot " + deed + ": the namespace's quota is used up", words);
        }
        if (!words.contains(" cannot ")) {
            return new ClusterFailure(Kind.FAILED, "cannot " + deed + ": " + words);
        }
        // User "x" cannot patch resource "testnets" in API group "flowbed.dev" in the namespace "y"
        String permission = words.replaceFirst("(?s).*? cannot ", "").replace("resource ", "");
        return new ClusterFailure(
                Kind.FAILED,
                "cannot " + deed + ": this user may not " + permission.strip(),
                "The permission is given by a Role and a RoleBinding; the API server says: " + words);
    }

    private ClusterFailure notFound(KubernetesClientException e, String deed) {
        Optional<StatusDetails> details = Optional.ofNullable(e.getStatus()).map(Status::getDetails);
        Optional<String> name = details.map(StatusDetails::getName).filter(text -> !text.isEmpty());
        if (name.isPresent()
                && details.map(StatusDetails::getKind)
                        .filter("namespaces"::equals)
                        .isPresent()) {
            return new ClusterFailure(
                    Kind.NOT_FOUND,
                    "there is no namespace " + name.get() + " in the cluster at " + server,
                    "Make it with: kubectl create namespace " + name.get());
        }
        if (name.isEmpty()) {
            return notInstalled();
        }
        return new ClusterFailure(Kind.NOT_FOUND, "cannot " + deed + ": " + words(e));
    }

    /** The API server does not know the kinds of Flowbed. */
    ClusterFailure notInstalled() {
        return new ClusterFailure(
                Kind.FAILED,
                "Flowbed is not installed in the cluster at " + server + " (" + context
                        + "): it does not know the kinds of " + GROUP + "/v1alpha1",
                "Somebody who may change the whole cluster installs it with the chart:",
                "  helm install flowbed helm/flowbed --namespace flowbed --create-namespace",
                "Does another context have it? --context chooses one.");
    }

    private static ClusterFailure conflict(KubernetesClientException e, String deed) {
        List<StatusCause> causes = causes(e);
        if (causes.isEmpty()) {
            return new ClusterFailure(Kind.FAILED, "cannot " + deed + ": " + words(e));
        }
        List<String> lines = new java.util.ArrayList<>(causes.stream()
                .map(cause -> field(cause.getField()) + ": " + cause.getMessage())
                .toList());
        lines.add("--force-conflicts takes these fields over.");
        return new ClusterFailure(Kind.FAILED, "cannot " + deed + ": others have set what it says differently", lines);
    }

    private static ClusterFailure invalid(KubernetesClientException e, String deed) {
        List<String> lines = causes(e).stream()
                .map(cause -> field(cause.getField()) + ": " + cause.getMessage())
                .distinct()
                .toList();
        return new ClusterFailure(
                Kind.INVALID,
                "the cluster refuses to " + deed + (lines.isEmpty() ? ": " + words(e) : "; nothing was changed"),
                lines);
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of());
    }

    private static String field(@Nullable String field) {
        return field == null || field.equals("<nil>") ? "the whole resource" : field.replaceFirst("^\\.", "");
    }

    private static String words(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> Objects.requireNonNullElse(e.getMessage(), "HTTP status " + e.getCode()));
    }
}
