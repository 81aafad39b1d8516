package dev.flowbed.cli.process;

import java.util.List;

/**
 * What a process is started with that is to run only while nothing else wants a CPU. SCHED_IDLE alone holds among the processes of one
 * session: Linux shares CPUs out among sessions first, where autogroups are on (sched(7)), and each of Flowbed's processes has one of
 * its own. So the session gets the least share too. Others than the superuser may set that ten times a second, all together: hence
 * another try.
 */
public final class LowestPriority {
    private static final String LEAST_SHARE =
            "if [ -w /proc/self/autogroup ]; then for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do"
                    + " { echo 19 >/proc/self/autogroup; } 2>/dev/null && break; sleep 0.1; done; fi; exec \"$@\"";

    /** Goes before the command; it ends in {@code exec}, so that the process stays the same. */
    public static final List<String> COMMAND =
            List.of("sh", "-c", LEAST_SHARE, "flowbed", "chrt", "--idle", "0", "nice", "-n", "19");

    private LowestPriority() {}
}
