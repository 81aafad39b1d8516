package dev.flowbed.cli.supervise;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A process that ended without being asked to.
 *
 * @param process its name
 * @param exitCode 128 + n for signal n; empty when it was not started by this supervisor
 * @param lastLines the end of its log
 */
public record Death(String process, Instant at, OptionalInt exitCode, List<String> lastLines) {
    public Death {
        lastLines = List.copyOf(lastLines);
    }

    /** "exited with code 2" and the like. */
    public String how() {
        if (exitCode.isEmpty()) {
            return "ended";
        }
        int code = exitCode.getAsInt();
        return code > 128 ? "was ended by signal " + (code - 128) : "exited with code " + code;
    }
}
