package dev.flowbed.observer;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is remembered of a chain in a clique from one pass to the next. */
final class ChainTrack {
    /** Block intervals are measured over this many blocks at most. */
    private static final int WINDOW = 32;

    private record Seen(int height, long timestamp) {}

    private final Deque<Seen> window = new ArrayDeque<>();
    private final Instant firstSeen;
    private int height = -1;
    private int read = -1;
    private Optional<Tip> tip = Optional.empty();
    private Optional<Instant> lastGrowth = Optional.empty();
    private Totals totals = Totals.NONE;

    ChainTrack(Instant firstSeen) {
        this.firstSeen = firstSeen;
    }

    /** The height at the last pass; -1 before the first. */
    int height() {
        return height;
    }

    /** The height of the newest block that was read, which may be lower than that of the chain; -1 when none was. */
    int read() {
        return read;
    }

    /** The height above which blocks are new: that of the newest one read, or of the chain when only its height was looked at; else -1. */
    int known() {
        return read < 0 ? height : read;
    }

    /**
     * Takes a new height and the newest blocks down to the height that was known, newest first; perhaps not all of them, and none where
     * there was no time for them: they are taken later. A lower height (a chain that was wiped) starts the measuring anew.
     */
    void moveTo(int newHeight, List<Block> newestFirst, Instant now) {
        int known = newHeight < height ? newHeight - 1 : known();
        if (newHeight < height) {
            window.clear();
            read = -1;
        } else if (height >= 0 && newHeight > height) {
            lastGrowth = Optional.of(now);
        }
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Block block = newestFirst.get(i);
            int others = Math.max(0, block.transactions().size() - 1);
            if (known >= 0 && newHeight - i > known) {
                totals = totals.plus(Totals.of(block));
            }
            if (!block.header().isGenesis()) {
                window.addLast(new Seen(newHeight - i, block.header().timestamp()));
                if (window.size() > WINDOW) {
                    window.removeFirst();
                }
            }
            if (i == 0) {
                tip = block.header().isGenesis() ? Optional.empty() : Optional.of(tipOf(block, others));
            }
        }
        height = newHeight;
        read = newestFirst.isEmpty() ? read : newHeight;
    }

    private static Tip tipOf(Block block, int others) {
        return new Tip(
                block.hash(),
                Instant.ofEpochMilli(block.header().timestamp()),
                block.header().target(),
                others);
    }

    /** The chain as it stands; without its height when that could not be read in this pass. */
    ChainView view(Watched watched, WatchedNode node, ChainIndex chain, boolean known) {
        Optional<BigInteger> hashRate = tip.map(
                newest -> newest.target().hashRate(watched.blockTargetTime().toMillis(), watched.groups()));
        return new ChainView(
                chain,
                node.clique(),
                node.name(),
                known ? height : -1,
                tip,
                firstSeen,
                lastGrowth,
                blockInterval(),
                hashRate,
                totals);
    }

    private Optional<Duration> blockInterval() {
        if (window.size() < 2) {
            return Optional.empty();
        }
        Seen oldest = window.getFirst();
        Seen newest = window.getLast();
        int blocks = newest.height() - oldest.height();
        return blocks <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((newest.timestamp() - oldest.timestamp()) / blocks));
    }
}
