package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.process.ProcessTable.Marked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The marks in the environment of every process of a testnet. They say whose it is even when a supervisor was killed before it
 * could write down what it had started.
 */
public final class Marks {
    private static final String TESTNET = "FLOWBED_TESTNET_DIR";
    private static final String PROCESS = "FLOWBED_PROCESS";
    private static final String REVISION = "FLOWBED_REVISION";

    private Marks() {}

    /** The marks of one process. */
    public static Map<String, String> of(Path testnet, String process, String revision) {
        return Map.of(TESTNET, testnet.toString(), PROCESS, process, REVISION, revision);
    }

    /**
     * The processes of a testnet that run now.
     *
     * @param leaders the ones that were started for it
     * @param others what those started in turn
     */
    public record Found(List<Leader> leaders, List<ProcessId> others) {
        /** All of them. */
        public List<ProcessId> all() {
            List<ProcessId> all = new ArrayList<>(others);
            leaders.forEach(leader -> all.add(leader.id()));
            return all;
        }

        /** The processes of a unit that run as its plan says, by name. */
        public Map<String, ProcessId> of(UnitPlan plan) {
            Map<String, ProcessId> found = new HashMap<>();
            for (Leader leader : leaders) {
                boolean planned = plan.launches().stream()
                        .anyMatch(launch -> launch.name().equals(leader.process()));
                if (planned && leader.revision().equals(plan.revision())) {
                    found.putIfAbsent(leader.process(), leader.id());
                }
            }
            return found;
        }
    }

    /** A process that was started for a testnet. */
    public record Leader(ProcessId id, String process, String revision) {}

    /** Looks for the processes of a testnet among all of this user's. */
    public static Found find(ProcessTable table, Path testnet) {
        List<Leader> leaders = new ArrayList<>();
        List<ProcessId> others = new ArrayList<>();
        for (Marked marked : table.marked(TESTNET, testnet.toString())) {
            if (marked.leader()) {
                leaders.add(new Leader(marked.id(), marked.variable(PROCESS), marked.variable(REVISION)));
            } else {
                others.add(marked.id());
            }
        }
        return new Found(List.copyOf(leaders), List.copyOf(others));
    }
}
