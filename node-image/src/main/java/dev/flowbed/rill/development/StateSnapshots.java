package dev.flowbed.rill.development;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of all that a node knows of its network: chains, world states, indexes, waiting transactions and how far time was
 * moved. They outlive the process. Thread-safe.
 */
public final class StateSnapshots {
    private static final int MAX_NAME = 64;

    private final Store store;
    private final BlockFlow flow;
    private final TxIntake intake;
    private final NodeTime time;
    private final LoneNode node;

    /**
     * A snapshot.
     *
     * @param id its number, 1 or more
     * @param name what it was called, empty for nothing
     * @param time the node's time when it was taken, milliseconds since 1970
     */
    public record Snapshot(int id, String name, long time) {}

    public StateSnapshots(Store store, BlockFlow flow, TxIntake intake, NodeTime time, LoneNode node) {
        this.store = store;
        this.flow = flow;
        this.intake = intake;
        this.time = time;
        this.node = node;
    }

    /** Takes a snapshot, called by a name or not. */
    public Snapshot take(String name) {
        node.require("snapshots can be taken by");
        if (name.length() > MAX_NAME || name.matches("[0-9]+")) {
            throw new RefusedException("a snapshot's name has at most " + MAX_NAME
                    + " characters, not only digits: found \"" + name + "\"");
        }
        long now = time.read().now();
        byte[] description = new ByteWriter()
                .int64(now)
                .raw(name.getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        int id = intake.replacing(() -> flow.betweenAdditions(() -> store.takeSnapshot(description)));
        return new Snapshot(id, name, now);
    }

    /** All snapshots, the oldest first. */
    public List<Snapshot> all() {
        List<Snapshot> all = new ArrayList<>();
        store.snapshots().forEach((id, description) -> all.add(read(id, description)));
        return all;
    }

    private static Snapshot read(int id, byte[] description) {
        ByteReader in = new ByteReader(description);
        long at = in.int64();
        return new Snapshot(id, new String(in.raw(in.remaining()), StandardCharsets.UTF_8), at);
    }

    /** The snapshot of a number, or the last one of a name. */
    public Optional<Snapshot> find(String idOrName) {
        return all().stream()
                .filter(snapshot -> idOrName.equals(String.valueOf(snapshot.id()))
                        || (!idOrName.isEmpty() && idOrName.equals(snapshot.name())))
                .reduce((first, second) -> second);
    }

    /** Goes back to a snapshot, which stays; those taken after it are gone. */
    public void revert(Snapshot snapshot) {
        node.require("snapshots can be gone back to by");
        intake.replacing(() -> {
            flow.reopen(() -> {
                intake.clear();
                store.revert(snapshot.id());
            });
            time.reload();
            return intake.restore();
        });
    }

    /** Forgets a snapshot; nothing else changes. */
    public void drop(Snapshot snapshot) {
        store.dropSnapshot(snapshot.id());
    }

    /** Forgets all snapshots of a store, the youngest first. Returns how many there were. */
    public static int dropAll(Store store) {
        List<Integer> ids = new ArrayList<>(store.snapshots().keySet());
        for (int id : ids) {
            store.dropSnapshot(id);
        }
        return ids.size();
    }
}
