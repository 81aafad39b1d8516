package dev.flowbed.rill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a node's settings as the official node does: system properties win over {@code user.conf}, that over the template of the
 * network's kind, that over the node's own defaults; {@code ${?NAME}} means the environment (flow/.../setting/Configs.scala).
 */
public final class ConfigLoader {
    private static final String RESOURCES = "dev/flowbed/rill/config/";
    private static final String NETWORK_ID = "alephium.network.network-id";

    private final Map<String, String> environment;
    private final Properties properties;
    private final Clock clock;

    /** A loader for the given environment variables and system properties; the clock tells which hard forks are past. */
    public ConfigLoader(Map<String, String> environment, Properties properties, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.properties = properties;
        this.clock = clock;
    }

    /** The folder named by ALEPHIUM_HOME, or {@code .alephium} in the user's home. */
    public Path home() {
        String home = environment.get("ALEPHIUM_HOME");
        return (home == null || home.isBlank()
                        ? Path.of(properties.getProperty("user.home", "."), ".alephium")
                        : Path.of(home))
                .toAbsolutePath()
                .normalize();
    }

    /** The settings of the node that lives in {@link #home()}; {@link InvalidSettingException} for what it cannot start with. */
    public RillConfig load() {
        return load(home());
    }

    /** The settings of the node that lives in a folder. A folder without {@code user.conf} has only defaults. */
    public RillConfig load(Path home) {
        try {
            return read(home);
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw new InvalidSettingException(place(e) + "a substitution has no value: " + firstLine(e));
        } catch (ConfigException.Parse e) {
            throw new InvalidSettingException(place(e) + "not HOCON: " + firstLine(e));
        } catch (ConfigException e) {
            throw new InvalidSettingException(place(e) + firstLine(e));
        }
    }

    private RillConfig read(Path home) {
        Path file = home.resolve("user.conf");
        Config user = Files.exists(file)
                ? ConfigFactory.parseFile(
                        file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                : ConfigFactory.empty(file.toString());
        Config overrides = ConfigFactory.parseProperties(
                properties, ConfigParseOptions.defaults().setOriginDescription("system properties"));
        Config given = resolved(overrides.withFallback(user));
        Config known = only(given, "alephium").withFallback(only(given, "flowbed.dev"));
        int networkId = networkId(known, file);
        Config template = resource("network-" + kind(networkId) + ".conf");
        Config defaults = resolved(resource("node.conf"));
        Config all = known.withFallback(template).withFallback(defaults);
        List<String> warnings = new KeyCensus(template, defaults).unknown(known);
        return new SettingsCheck(home, networkId, clock)
                .check(
                        new Settings(all.getConfig("alephium"), "alephium."),
                        new Settings(all.getConfig("flowbed"), "flowbed."),
                        warnings);
    }

    private static Config only(Config config, String root) {
        return config.hasPath(root) ? config.withOnlyPath(root) : ConfigFactory.empty();
    }

    private static int networkId(Config given, Path file) {
        if (!given.hasPath(NETWORK_ID)) {
            throw new InvalidSettingException(file.getFileName() + ": " + NETWORK_ID
                    + ": is missing, must be set: 4 is what development networks use");
        }
        return new Settings(given.getConfig("alephium"), "alephium.").integer("network.network-id", -128, 127);
    }

    /** The kind of network that an id means (protocol/.../NetworkId.scala); negative ids are of none. */
    static String kind(int networkId) {
        return switch (networkId % 3) {
            case 0 -> "mainnet";
            case 1 -> "testnet";
            case 2 -> "devnet";
            default ->
                throw new InvalidSettingException(NETWORK_ID + ": is " + networkId
                        + ", which is of no kind of network: must be 2 to 127, 4 for a development network");
        };
    }

    private Config resolved(Config config) {
        Map<String, String> usable = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                usable.put(name, value);
            }
        });
        Config variables = ConfigFactory.parseMap(usable, "environment");
        return config.withFallback(variables)
                .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    }

    private static Config resource(String name) {
        InputStream in = ConfigLoader.class.getClassLoader().getResourceAsStream(RESOURCES + name);
        if (in == null) {
            throw new IllegalStateException(RESOURCES + name + " is missing from the build");
        }
        // not parseResources: it asks for the content type of a URL, for which Java reads a table of all types
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(
                    reader, ConfigParseOptions.defaults().setOriginDescription(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(ConfigException e) {
        return e.origin() == null ? "" : Settings.place(e.origin());
    }

    private static String firstLine(ConfigException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        String line = Stream.of(message.split("\n")).findFirst().orElse(message);
        int colon = line.indexOf(": ");
        return e.origin() != null && colon >= 0 && line.startsWith(e.origin().description())
                ? line.substring(colon + 2)
                : line;
    }
}
