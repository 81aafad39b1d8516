package dev.flowbed.rill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.net.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Typed reading of resolved HOCON; every failure names file, line and key, and says what would be right. */
final class Settings {
    private final Config config;
    private final String prefix;

    Settings(Config config, String prefix) {
        this.config = config;
        this.prefix = prefix;
    }

    int integer(String key, int least, int most) {
        return checked(key, "a whole number from " + least + " to " + most, c -> {
            long value = c.getLong(key);
            return value >= least && value <= most ? Optional.of((int) value) : Optional.empty();
        });
    }

    long millis(String key) {
        return checked(key, "milliseconds since 1970, such as 1643500800000", c -> {
            long value = c.getLong(key);
            return value >= 0 ? Optional.of(value) : Optional.empty();
        });
    }

    int port(String key) {
        return checked(key, "a port: 0 (any free one) or 1 to 65535", c -> {
            int value = c.getInt(key);
            return value >= 0 && value <= 65535 ? Optional.of(value) : Optional.empty();
        });
    }

    boolean flag(String key) {
        return checked(key, "true or false", c -> Optional.of(c.getBoolean(key)));
    }

    /** Durations of zero and more, to the millisecond. */
    Duration duration(String key) {
        return checked(key, "a duration such as 2 seconds, 500 ms or 10 minutes", c -> {
            long millis = c.getDuration(key, TimeUnit.MILLISECONDS);
            return millis >= 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
        });
    }

    String text(String key, String expected) {
        return checked(key, expected, c -> Optional.of(c.getString(key)));
    }

    /** A text read further; a {@link FormatException} of the reading is part of the message. */
    <T> T parsed(String key, String expected, Function<String, T> parse) {
        String text = text(key, expected);
        try {
            return parse.apply(text);
        } catch (FormatException e) {
            throw invalid(key, "is \"" + text + "\" (" + e.getMessage() + "), must be " + expected);
        }
    }

    HostPort hostPort(String key) {
        return parsed(key, HostPort.FORM, HostPort::parse);
    }

    Optional<HostPort> optionalHostPort(String key) {
        return isSet(key) ? Optional.of(hostPort(key)) : Optional.empty();
    }

    /** Texts given as a list, or as one text with commas between. */
    List<String> texts(String key, String expected) {
        return checked(key, expected, c -> {
            if (c.getValue(key).valueType() == ConfigValueType.STRING) {
                String text = c.getString(key);
                return Optional.of(text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*")));
            }
            return Optional.of(List.copyOf(c.getStringList(key)));
        });
    }

    /** Where to connect to, in order. */
    List<HostPort> targets(String key) {
        List<HostPort> parsed = new ArrayList<>();
        String expected = "a list of HOST:PORT, such as [\"127.0.0.1:9973\", \"[::1]:9973\"], or []";
        for (String text : texts(key, expected)) {
            try {
                parsed.add(HostPort.parseTarget(text));
            } catch (FormatException e) {
                throw invalid(key, "has \"" + text + "\" (" + e.getMessage() + "), must be " + expected);
            }
        }
        return List.copyOf(parsed);
    }

    /** Objects of a list, each with its own position. */
    List<Settings> objects(String key, String expected) {
        List<? extends Config> entries =
                this.<List<? extends Config>>checked(key, expected, c -> Optional.of(c.getConfigList(key)));
        List<Settings> settings = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            settings.add(new Settings(entries.get(i), prefix + key + "[" + i + "]."));
        }
        return settings;
    }

    Settings at(String key) {
        return new Settings(config.getConfig(key), prefix + key + ".");
    }

    /** Whether a key has a value other than null. */
    boolean isSet(String key) {
        return config.hasPath(key);
    }

    InvalidSettingException invalid(String key, String what) {
        return new InvalidSettingException(place(key) + prefix + key + ": " + what);
    }

    private String place(String key) {
        if (config.hasPathOrNull(key)) {
            ConfigValue value = config.hasPath(key) ? config.getValue(key) : null;
            if (value != null) {
                return place(value.origin());
            }
        }
        return place(config.root().origin());
    }

    /** {@code FILE:LINE: } of an origin, or what else is known of it. */
    static String place(ConfigOrigin origin) {
        String filename = origin.filename();
        if (filename == null) {
            return origin.lineNumber() > 0 || origin.description().startsWith("merge")
                    ? ""
                    : origin.description() + ": ";
        }
        return Path.of(filename).getFileName() + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "") + ": ";
    }

    private <T> T checked(String key, String expected, Function<Config, Optional<T>> read) {
        try {
            return read.apply(config).orElseThrow(() -> invalid(key, "is " + shown(key) + ", must be " + expected));
        } catch (ConfigException.Missing e) {
            throw invalid(key, "is missing, must be " + expected);
        } catch (ConfigException e) {
            throw invalid(key, "is " + shown(key) + ", must be " + expected);
        }
    }

    private String shown(String key) {
        String text = config.getValue(key).render(com.typesafe.config.ConfigRenderOptions.concise());
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }
}
