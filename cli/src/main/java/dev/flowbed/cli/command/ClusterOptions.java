package dev.flowbed.cli.command;

import dev.flowbed.cli.cluster.ClusterAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say which cluster is meant, before or after the command's name. Without them it is this machine. */
public final class ClusterOptions {
    /** All their names; each takes a value. */
    public static final List<String> NAMES = List.of("--context", "-n", "--namespace", "--kubeconfig");

    private static final String CONTEXT_VARIABLE = "FLOWBED_CONTEXT";
    private static final String NAMESPACE_VARIABLE = "FLOWBED_NAMESPACE";

    private @Nullable String context;
    private @Nullable String namespace;
    private @Nullable Path kubeconfig;

    /** Whether a cluster is meant. */
    boolean isAsked(Map<String, String> environment) {
        return Stream.of(context, namespace, kubeconfig).anyMatch(value -> value != null)
                || variable(environment, CONTEXT_VARIABLE) != null;
    }

    /** Which one. */
    ClusterAddress address(Map<String, String> environment) {
        boolean chosen = context != null || kubeconfig != null;
        return new ClusterAddress(
                kubeconfig,
                chosen ? context : variable(environment, CONTEXT_VARIABLE),
                namespace != null ? namespace : variable(environment, NAMESPACE_VARIABLE));
    }

    private static @Nullable String variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? null : value;
    }

    /** Adds the options to a command that has none of their names; after a command's name they are not shown in its help. */
    public void addTo(CommandSpec command, boolean hidden) {
        if (command.findOption("--context") != null) {
            // a command is met once more under each further name
            return;
        }
        add(
                command,
                hidden,
                "CONTEXT",
                "A context of the kubeconfig; " + CONTEXT_VARIABLE + " of the environment says one too.",
                text -> context = text,
                "--context");
        add(
                command,
                hidden,
                "NAMESPACE",
                "A namespace (default: the context's).",
                text -> namespace = text,
                command.findOption("-n") == null ? new String[] {"-n", "--namespace"} : new String[] {"--namespace"});
        add(
                command,
                hidden,
                "FILE",
                "Which kubeconfig (default: KUBECONFIG, or ~/.kube/config).",
                text -> kubeconfig = Path.of(text),
                "--kubeconfig");
    }

    private static void add(
            CommandSpec command, boolean hidden, String label, String description, Setting setting, String... names) {
        command.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .hidden(hidden)
                .setter(setting)
                .build());
    }

    /** What an option says; it is not taken back when picocli resets a command that does not name it. */
    @FunctionalInterface
    private interface Setting extends ISetter {
        void take(String text);

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        default <T> @Nullable T set(@Nullable T value) {
            if (value != null) {
                take((String) value);
            }
            return null;
        }
    }
}
