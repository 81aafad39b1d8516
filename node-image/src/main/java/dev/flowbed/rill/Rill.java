package dev.flowbed.rill;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.rill.config.ConfigLoader;
import dev.flowbed.rill.config.InvalidSettingException;
import dev.flowbed.rill.config.RillConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command that runs a node: settings from {@code user.conf} in the folder ALEPHIUM_HOME. Exits 2 for settings it cannot start
 * with, 1 for what else keeps it from starting, 143 after SIGTERM.
 */
public final class Rill {
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final String USAGE = """
            rill, a small Alephium full node

            usage: ALEPHIUM_HOME=FOLDER java -jar rill.jar [--help | --version]
                   java -jar rill.jar replay FILE     a recording of other chains through all rules; the result as JSON

            FOLDER holds user.conf (HOCON, the official node's keys) and gets the chains, under network-<id>.
            Any key can also be given as a system property: java -Dalephium.network.rest-port=22973 -jar rill.jar
            Environment: ALEPHIUM_HOME, ALEPHIUM_API_KEY, ALEPHIUM_API_KEY_ENABLED, RILL_LOG_LEVEL (info, debug, warning).
            """;

    private Rill() {}

    /** Runs a node until it is told to stop. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        if (words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            System.out.print(USAGE);
        } else if (words.equals(List.of("--version"))) {
            System.out.println("rill " + version());
        } else if (words.isEmpty() || words.equals(List.of("--warm-up"))) {
            run(!words.isEmpty());
        } else if (words.size() == 2 && words.get(0).equals("replay")) {
            replay(Path.of(words.get(1)));
        } else {
            System.err.println("rill: unknown argument " + words.get(0) + " (try --help)");
            System.exit(WRONG_SETTINGS);
        }
    }

    /** The version of this build. */
    static String version() {
        String version = Rill.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    private static void run(boolean warmUp) {
        LogFormat.install(logLevel());
        SmallFootprint.configure();
        try {
            if (warmUp) {
                new WarmUp().run();
                System.exit(0);
            } else {
                serve();
            }
        } catch (InvalidSettingException e) {
            System.err.println("rill: " + e.getMessage());
            System.exit(WRONG_SETTINGS);
        } catch (StartFailure e) {
            System.err.println("rill: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void replay(Path recording) {
        LogFormat.install(Level.SEVERE);
        try {
            System.exit(new ReplayCommand(System.out, System.err).run(recording) ? 0 : FAILED);
        } catch (FormatException e) {
            System.err.println("rill: " + recording + ": " + e.getMessage());
            System.exit(WRONG_SETTINGS);
        } catch (IOException e) {
            System.err.println("rill: " + e);
            System.exit(FAILED);
        }
    }

    private static void serve() {
        Logger log = LoggerFactory.getLogger(Rill.class);
        RillConfig config = new ConfigLoader(System.getenv(), System.getProperties(), Clock.systemUTC()).load();
        config.warnings().forEach(log::warn);
        RillNode node = RillNode.start(config);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            log.info("stopping");
                            node.close();
                            log.info("stopped");
                        },
                        "rill-stop"));
        log.info(
                "rill {} serves broker {} of {} on {}:{}",
                version(),
                config.broker().brokerId(),
                config.broker().brokerNum(),
                config.api().networkInterface(),
                node.restPort());
    }

    private static Level logLevel() {
        String name = System.getenv().getOrDefault("RILL_LOG_LEVEL", "info").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "DEBUG" -> Level.FINE;
            case "WARN", "WARNING" -> Level.WARNING;
            case "ERROR" -> Level.SEVERE;
            default -> Level.INFO;
        };
    }
}
