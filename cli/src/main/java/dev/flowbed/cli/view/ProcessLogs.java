package dev.flowbed.cli.view;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** What the processes of a testnet write. */
public interface ProcessLogs {
    /** The processes that have a log, in order. */
    List<String> names() throws IOException;

    /** The last lines of one. */
    List<String> last(String process, int lines) throws IOException;

    /**
     * Tells lines as they are written, each with its process, until the thread is interrupted.
     *
     * @param processes which are meant
     */
    void follow(List<String> processes, BiConsumer<String, String> told) throws IOException, InterruptedException;
}
