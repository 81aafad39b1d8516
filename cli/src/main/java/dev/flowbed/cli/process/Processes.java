package dev.flowbed.cli.process;

import java.io.IOException;
import java.util.Collection;
import java.util.OptionalInt;

/** What a supervisor needs of the machine. */
public interface Processes {
    /** Starts a process that outlives this one. */
    ProcessId start(Launch launch) throws IOException;

    /** Whether exactly this process still runs. */
    boolean isAlive(ProcessId id);

    /** The exit code of a process that this one started and that has ended; 128 + n when signal n ended it. */
    OptionalInt exitCode(ProcessId id);

    /** Asks processes, and all that they started, to end. */
    void terminate(Collection<ProcessId> ids);

    /** Ends processes, and all that they started, at once. */
    void kill(Collection<ProcessId> ids);
}
