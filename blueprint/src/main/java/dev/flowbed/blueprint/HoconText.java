package dev.flowbed.blueprint;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.stream.Collectors;

/** Writes HOCON, one setting a line, below {@code alephium.}. */
final class HoconText {
    private final StringBuilder text = new StringBuilder();

    void comment(String words) {
        text.append("# ").append(words).append('\n');
    }

    void set(String key, long value) {
        line(key, Long.toString(value));
    }

    void set(String key, boolean value) {
        line(key, Boolean.toString(value));
    }

    void set(String key, String value) {
        line(key, ConfigUtil.quoteString(value));
    }

    void set(String key, List<String> values) {
        line(key, values.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(", ", "[", "]")));
    }

    void millis(String key, long millis) {
        line(key, millis + " ms");
    }

    void verbatim(String lines) {
        text.append(lines);
        if (!lines.endsWith("\n")) {
            text.append('\n');
        }
    }

    private void line(String key, String value) {
        text.append("alephium.").append(key).append(" = ").append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
