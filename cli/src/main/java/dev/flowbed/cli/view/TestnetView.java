package dev.flowbed.cli.view;

import dev.flowbed.cli.follow.Moments;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A testnet, on this machine or in a cluster. */
public interface TestnetView extends AutoCloseable {
    String name();

    /** Its status now. */
    StatusReport report() throws IOException, InterruptedException;

    /** The line above its status: its name, and whether it runs. */
    String headline(StatusReport report, Terminal terminal) throws IOException;

    /** All its resources with their status. */
    List<HasMetadata> resources(StatusReport report) throws IOException;

    /**
     * Where to look at it while it changes.
     *
     * @param since statuses from before this are not believed
     */
    Moments moments(Instant since);

    /** What its processes write. */
    ProcessLogs logs() throws IOException;

    /** Its full nodes, to be asked. */
    NodeAccess nodes() throws IOException;

    /** What is worth knowing of it once it is Ready, beside nodes and accounts; a line each. */
    List<String> beside() throws IOException;

    /** Whether the addresses in its status lead there from here. */
    boolean reachable();

    /** The start of commands that are about it, such as {@code flowbed -n dev}. */
    String command();

    /** What names it as the argument of a command; empty where it need not be named. */
    String argument() throws IOException;

    @Override
    default void close() {
        // nothing is held
    }
}
