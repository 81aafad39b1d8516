package dev.flowbed.rill.development;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The node's time, which blocks, locks and contracts go by, moved ahead of the real one. How far is stored: it outlives the process
 * and goes back with a snapshot. Thread-safe.
 */
public final class NodeTime {
    private static final byte[] OFFSET = "time".getBytes(StandardCharsets.US_ASCII);
    private static final Duration FARTHEST = Duration.ofDays(365 * 100);

    private final MovableClock clock;
    private final Store store;
    private final BlockFlow flow;
    private final LoneNode node;
    private final Runnable moved;

    /**
     * What it is now.
     *
     * @param now the node's time, milliseconds since 1970
     * @param offset milliseconds by which that is ahead of the real time
     * @param newestBlock timestamp of the newest block of all chains: time cannot go back before it
     */
    public record Reading(long now, long offset, long newestBlock) {}

    /**
     * The time of a node, moved as it was when the node stopped.
     *
     * @param clock the clock that all of the node goes by
     * @param moved told after the clock was moved
     */
    public NodeTime(MovableClock clock, Store store, BlockFlow flow, LoneNode node, Runnable moved) {
        this.clock = clock;
        this.store = store;
        this.flow = flow;
        this.node = node;
        this.moved = moved;
        reload();
    }

    /** Takes up what is stored. */
    void reload() {
        clock.setOffsetMillis(stored(store));
    }

    /** By how many milliseconds time was moved, as a store knows it. */
    static long stored(Store store) {
        byte[] stored = store.get(Table.DEVELOPMENT, OFFSET);
        return stored == null ? 0 : new ByteReader(stored).int64();
    }

    public Reading read() {
        return new Reading(clock.millis(), clock.offsetMillis(), newestBlock());
    }

    /** Moves time forward. */
    public Reading forward(long millis) {
        if (millis < 0) {
            throw new RefusedException("time moves forward by 0 ms or more, not by " + millis);
        }
        return flow.betweenAdditions(() -> move(Math.addExact(clock.offsetMillis(), checked(millis))));
    }

    /** Moves time to an instant, from where it runs on. */
    public Reading to(long instant) {
        return flow.betweenAdditions(
                () -> move(Math.subtractExact(instant, clock.base().millis())));
    }

    private static long checked(long millis) {
        return Math.min(millis, FARTHEST.toMillis() + 1);
    }

    private Reading move(long offset) {
        node.require("time can be moved by");
        if (offset > FARTHEST.toMillis()) {
            throw new RefusedException("time moves at most 100 years ahead of the real time");
        }
        long target = clock.base().millis() + offset;
        long newest = newestBlock();
        if (target < newest) {
            throw new RefusedException("time cannot go to " + target + ", before the newest block at " + newest
                    + ": revert to a snapshot to get rid of blocks");
        }
        StoreBatch batch = new StoreBatch();
        batch.put(Table.DEVELOPMENT, OFFSET, new ByteWriter().int64(offset).toByteArray());
        store.write(batch);
        clock.setOffsetMillis(offset);
        moved.run();
        return read();
    }

    private long newestBlock() {
        return ChainIndex.all(flow.broker().groups()).stream()
                .map(flow::tip)
                .flatMap(tip -> flow.header(tip.hash()).stream())
                .mapToLong(header -> header.timestamp())
                .max()
                .orElse(0);
    }
}
