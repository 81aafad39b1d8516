package dev.flowbed.cli.terminal;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What standard output is.
 *
 * @param live a terminal, on which lines can be drawn anew
 * @param colour colours may be used
 * @param columns its width
 */
public record Terminal(boolean live, boolean colour, int columns) {
    /** Anything but a terminal. */
    public static final Terminal PLAIN = new Terminal(false, false, 120);

    private static final int COMMON_WIDTH = 100;

    /**
     * What the {@code flowbed} script found: {@code flowbed.terminal} is set, to the number of columns, only when standard
     * output is a terminal. {@code NO_COLOR} of any value takes the colours away.
     */
    public static Terminal of(Function<String, @Nullable String> properties, Map<String, String> environment) {
        String found = properties.apply("flowbed.terminal");
        if (found == null) {
            return PLAIN;
        }
        int columns = found.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(found) : COMMON_WIDTH;
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(true, colour, Math.max(40, columns));
    }

    public String green(String text) {
        return coloured("32", text);
    }

    public String yellow(String text) {
        return coloured("33", text);
    }

    public String red(String text) {
        return coloured("31", text);
    }

    public String bold(String text) {
        return coloured("1", text);
    }

    public String faint(String text) {
        return coloured("2", text);
    }

    private String coloured(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
