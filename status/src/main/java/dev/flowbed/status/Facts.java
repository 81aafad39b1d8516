package dev.flowbed.status;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.testnet.HealingStatus;
import dev.flowbed.crds.testnet.MiningStatus;
import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Picture;
import dev.flowbed.status.mining.PoolSaying;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a status is made from.
 *
 * @param resources what is wanted
 * @param blueprint what runs for it
 * @param picture what the observer saw
 * @param conditions what the observer makes of that
 * @param processes how each process is, by name
 * @param readySince when it was first Ready
 * @param lastActivity when the last transaction was seen
 * @param expiresAt when its lifetime ends
 * @param healings restarts that healing made and that are remembered
 * @param reach where it is reached, where that is another place than its processes
 * @param mining how much its pools mine
 */
public record Facts(
        TestnetResources resources,
        Blueprint blueprint,
        Picture picture,
        List<Condition> conditions,
        Map<String, ProcessFacts> processes,
        @Nullable Instant readySince,
        @Nullable Instant lastActivity,
        @Nullable Instant expiresAt,
        List<HealingStatus> healings,
        Reach reach,
        Mining mining) {

    /** Of a testnet that nobody heals and that is reached at its processes themselves. */
    public Facts(
            TestnetResources resources,
            Blueprint blueprint,
            Picture picture,
            List<Condition> conditions,
            Map<String, ProcessFacts> processes,
            @Nullable Instant readySince,
            @Nullable Instant lastActivity,
            @Nullable Instant expiresAt,
            Mining mining) {
        this(
                resources,
                blueprint,
                picture,
                conditions,
                processes,
                readySince,
                lastActivity,
                expiresAt,
                List.of(),
                Reach.DIRECT,
                mining);
    }

    /**
     * How much is mined.
     *
     * @param pools what is said of each pool, by its name
     * @param network what is said of all together; absent before anything was measured
     * @param conditions of the Testnet that follow from it
     */
    public record Mining(
            Map<String, PoolSaying> pools, @Nullable MiningStatus network, List<Condition> conditions) {
        /** Before anything is known. */
        public static final Mining UNKNOWN = new Mining(Map.of(), null, List.of());

        PoolSaying of(String pool) {
            return pools.getOrDefault(pool, PoolSaying.NOTHING);
        }
    }

    /**
     * Where a testnet is reached.
     *
     * @param clients what clients of the network use; absent: the first node
     * @param nodes each node by its name; absent ones where their processes listen
     */
    public record Reach(@Nullable Endpoints clients, Map<String, Endpoints> nodes) {
        /** At the processes themselves. */
        public static final Reach DIRECT = new Reach(null, Map.of());
    }

    /**
     * How a process is, as what runs it says.
     *
     * @param runs whether it is alive
     * @param since when it was started or taken over
     * @param restarts how often it was started again
     * @param trouble why it does not run, or cannot serve though it runs; absent when nothing is known against it
     * @param held why clients are not led to it though it runs; absent when they are, or when nobody judges that. It counts only
     *     once the process itself is ready: until then it says better what it lacks
     */
    public record ProcessFacts(
            boolean runs,
            Instant since,
            int restarts,
            @Nullable Trouble trouble,
            @Nullable Trouble held) {
        static final ProcessFacts UNKNOWN = new ProcessFacts(false, Instant.EPOCH, 0, null);

        /** Of a process that clients are led to whenever it runs. */
        public ProcessFacts(boolean runs, Instant since, int restarts, @Nullable Trouble trouble) {
            this(runs, since, restarts, trouble, null);
        }
    }

    /**
     * What ails a process.
     *
     * @param reason a word, as conditions have them
     * @param message a sentence without a full stop, with the way out where there is one
     */
    public record Trouble(String reason, String message) {
        /** The reason of a process that is held by a signal. */
        public static final String SUSPENDED = "Suspended";
    }

    ProcessFacts process(String name) {
        return processes.getOrDefault(name, ProcessFacts.UNKNOWN);
    }
}
