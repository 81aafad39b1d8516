package dev.flowbed.cli.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster is meant, and where in it.
 *
 * @param kubeconfig the file that describes it; absent: as kubectl finds one
 * @param context the entry of that file; absent: its current one
 * @param namespace absent: the context's
 */
public record ClusterAddress(
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String namespace) {
    /** How the command is called to mean the same again. */
    public String command() {
        StringBuilder command = new StringBuilder("flowbed");
        option(command, "--kubeconfig", kubeconfig);
        option(command, "--context", context);
        option(command, "-n", namespace);
        return command.toString();
    }

    private static void option(StringBuilder command, String name, @Nullable Object value) {
        if (value != null) {
            command.append(' ').append(name).append(' ').append(value);
        }
    }
}
