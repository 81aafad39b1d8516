package dev.flowbed.cli;

import dev.flowbed.cli.cluster.ClusterFailure;
import dev.flowbed.cli.command.AccountsCommand;
import dev.flowbed.cli.command.BenchmarkCommand;
import dev.flowbed.cli.command.BundleCommand;
import dev.flowbed.cli.command.ClusterOptions;
import dev.flowbed.cli.command.CommandFailure;
import dev.flowbed.cli.command.Context;
import dev.flowbed.cli.command.DevCommand;
import dev.flowbed.cli.command.DownCommand;
import dev.flowbed.cli.command.ExitCode;
import dev.flowbed.cli.command.IoMessage;
import dev.flowbed.cli.command.ListCommand;
import dev.flowbed.cli.command.LogsCommand;
import dev.flowbed.cli.command.RecordCommand;
import dev.flowbed.cli.command.ReplayCommand;
import dev.flowbed.cli.command.RestartCommand;
import dev.flowbed.cli.command.SendCommand;
import dev.flowbed.cli.command.StartCommand;
import dev.flowbed.cli.command.StatusCommand;
import dev.flowbed.cli.command.StopCommand;
import dev.flowbed.cli.command.SuperviseCommand;
import dev.flowbed.cli.command.UpCommand;
import dev.flowbed.cli.command.ValidateCommand;
import dev.flowbed.cli.command.WaitCommand;
import dev.flowbed.cli.command.WarmUpCommand;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.local.Machine;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.state.StateRoot;
import dev.flowbed.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.InitializationException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code flowbed}. */
@Command(
        name = "flowbed",
        versionProvider = Flowbed.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Raises whole Alephium networks from custom resources, as processes of this machine. With --context, -n or"
                    + " --kubeconfig it is about a Kubernetes cluster where Flowbed's operator runs.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "A tour:",
            "  flowbed up examples/quickstart.yaml            two cliques of two brokers, a miner, four funded accounts",
            "  flowbed status                                 how it is (in another terminal)",
            "  flowbed send 14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF 1.5",
            "  flowbed down --wipe                            leave nothing behind",
            "",
            "In CI:",
            "  flowbed up net.yaml --detach --timeout 60s && run-the-tests || flowbed bundle; flowbed down --wipe",
            "",
            "On a cluster, the same commands:",
            "  flowbed -n dev up examples/quickstart.yaml     apply it, and come back once it is Ready",
            "  flowbed -n dev status --watch                  options of the cluster may also come last",
            "",
            "Exit codes, of all commands: 0 done, 1 failed, or not as wished, 2 wrong usage or resources, 3 not in time,",
            "  4 no such testnet or node. With -o json or yaml only what was asked for is on standard output.",
            "Environment: FLOWBED_STATE_DIR (where testnets are remembered; else XDG_STATE_HOME/flowbed or",
            "  ~/.local/state/flowbed), FLOWBED_ALEPHIUM_JAR, FLOWBED_CONTEXT and FLOWBED_NAMESPACE (a cluster),",
            "  KUBECONFIG, JAVA_HOME, NO_COLOR."
        })
public final class Flowbed {
    /** Says which Flowbed this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Flowbed.class.getPackage().getImplementationVersion();
            return new String[] {
                "flowbed " + (version == null ? "(not packaged)" : version),
                "Java " + Runtime.version() + " at " + System.getProperty("java.home")
            };
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean helpAsked;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show which Flowbed and which Java this is.")
    private boolean versionAsked;

    /** What picocli takes at least. */
    private static final int LEAST_WIDTH = 55;

    private Flowbed() {}

    /** The commands by name, in the order of the help. */
    static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("logs", LogsCommand.class);
        commands.put("wait", WaitCommand.class);
        commands.put("list", ListCommand.class);
        commands.put("accounts", AccountsCommand.class);
        commands.put("send", SendCommand.class);
        commands.put("dev", DevCommand.class);
        commands.put("restart", RestartCommand.class);
        commands.put("stop", StopCommand.class);
        commands.put("start", StartCommand.class);
        commands.put("down", DownCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("bundle", BundleCommand.class);
        commands.put("record", RecordCommand.class);
        commands.put("benchmark", BenchmarkCommand.class);
        commands.put("replay", ReplayCommand.class);
        commands.put("supervise", SuperviseCommand.class);
        commands.put("warm-up", WarmUpCommand.class);
        return commands;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        Machine machine = new Machine(
                StateRoot.of(environment, Path.of(System.getProperty("user.home"))),
                Installation.of(System::getProperty),
                new ProcessTable(),
                Clock.systemUTC());
        Terminal terminal = Terminal.of(System::getProperty, environment);
        System.exit(run(new Context(machine, environment, terminal, System.out, System.err), args));
    }

    /** Runs one command. */
    public static int run(Context context, String... args) {
        String[] words = words(args);
        Factory factory = new Factory(context);
        Map<String, Object> asked = asked(factory, words);
        CommandLine commands = new CommandLine(new Flowbed(), factory);
        asked.forEach(commands::addSubcommand);
        context.options().addTo(commands.getCommandSpec(), false);
        commands.getSubcommands().values().forEach(one -> context.options().addTo(one.getCommandSpec(), true));
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(context.terminal().colour() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(
                Math.max(LEAST_WIDTH, Math.min(120, context.terminal().columns())));
        commands.setUsageHelpLongOptionsMaxWidth(34);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.getSubcommands().values().forEach(Flowbed::space);
        commands.setOut(new java.io.PrintWriter(context.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        commands.setErr(new java.io.PrintWriter(context.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler((failure, parsed) -> told(context, failure));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> told(context, failure));
        if (words.length == 0) {
            commands.usage(context.err());
            return ExitCode.INVALID;
        }
        try {
            return commands.execute(words);
        } catch (OutOfMemoryError e) {
            context.err()
                    .println(context.terminal().red("flowbed: ") + "this is too large for the memory of this command ("
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB)");
            return ExitCode.FAILED;
        }
    }

    /** {@code flowbed help up} is {@code flowbed up --help}, as in other tools. */
    private static String[] words(String... args) {
        if (args.length == 1 && args[0].equals("--warm-up")) {
            return new String[] {"warm-up"};
        }
        return args.length > 0 && args[0].equals("help")
                ? args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"}
                : args;
    }

    /** A blank line after the description. */
    private static void space(CommandLine command) {
        boolean positional = !command.getCommandSpec().positionalParameters().isEmpty();
        if (positional) {
            command.getCommandSpec().usageMessage().parameterListHeading("%n");
        } else {
            command.getCommandSpec().usageMessage().optionListHeading("%n");
        }
    }

    /** What is wrong, and where to read more: the whole help would hide it. */
    private static int told(Context context, ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        context.err().println(context.terminal().red("flowbed: ") + failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
        }
        context.err().println("  `" + command.getCommandSpec().qualifiedName() + " --help` tells what there is");
        return ExitCode.INVALID;
    }

    /**
     * The command that is asked for, else all: reading what seventeen commands take would cost each start 0.1 s. One that is made
     * may get ready on another core while picocli does.
     */
    private static Map<String, Object> asked(Factory factory, String[] words) {
        Map<String, Class<?>> commands = commands();
        String asked = command(words);
        Map<String, Object> made = new LinkedHashMap<>();
        if (commands.containsKey(asked)) {
            try {
                made.put(asked, factory.create(commands.get(asked)));
            } catch (Exception e) {
                throw new InitializationException(asked + " cannot be made", e);
            }
        } else {
            made.putAll(commands);
        }
        return made;
    }

    /** The word that names the command: options of the cluster, with their values, may stand before it. */
    private static String command(String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("-")) {
                return words[i];
            }
            if (ClusterOptions.NAMES.contains(words[i])) {
                i++;
            }
        }
        return "";
    }

    private static int told(Context context, Exception failure) throws Exception {
        if (failure instanceof CommandFailure known) {
            context.err().println(context.terminal().red("flowbed: ") + known.getMessage());
            known.details().forEach(line -> context.err().println("  " + line));
            return known.exitCode();
        }
        if (failure instanceof ClusterFailure cluster) {
            context.err().println(context.terminal().red("flowbed: ") + cluster.getMessage());
            cluster.details().forEach(line -> context.err().println("  " + line));
            return switch (cluster.kind()) {
                case INVALID -> ExitCode.INVALID;
                case FAILED -> ExitCode.FAILED;
                case TIMEOUT -> ExitCode.TIMEOUT;
                case NOT_FOUND -> ExitCode.NOT_FOUND;
            };
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            context.err().println(context.terminal().red("flowbed: ") + IoMessage.of(failure));
            return ExitCode.FAILED;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
        throw failure;
    }

    /** Makes commands with the context that they work in. */
    private record Factory(Context context) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
