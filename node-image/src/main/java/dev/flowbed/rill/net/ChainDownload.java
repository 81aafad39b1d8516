package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.net.wire.ChainTip;
import dev.flowbed.rill.net.wire.HeightRange;
import dev.flowbed.rill.net.wire.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Fetches one chain from one peer, up to the tip that the peer has told: first finds the highest height up to which both agree,
 * then gets what follows in batches, a few at a time. Belongs to the network thread.
 */
final class ChainDownload {
    private static final int BATCHES_UNDER_WAY = 2;
    private static final int FIRST_BATCH = 64;
    private static final int MAX_BATCH = 128;
    private static final int SMALL_BATCH = 16;
    private static final int MAX_WAITING = 320;
    private static final int TARGET_COST = 768 * 1024;
    private static final int GOOD_ENOUGH = 64;
    private static final int SAMPLES = 16;

    private final ChainIndex chain;
    private final Peer peer;
    private final ChainTip target;
    private final boolean whole;
    private final Ledger ledger;
    private final BlockIntake intake;
    private final Sink sink;
    private boolean fetching;
    private int next;
    private int underWay;
    private int batch = FIRST_BATCH;
    private boolean over;

    /** Takes what a download brings. */
    interface Sink {
        /** Takes an item in; returns false when there is no room. */
        boolean take(FlowItem item, Peer source);

        /** The download has ended: all was fetched, or the peer did not give it. */
        void ended(ChainDownload download);

        /** How many of so many blocks the peer may be asked for now. */
        int allowed(Peer peer, int blocks);
    }

    ChainDownload(
            ChainIndex chain, Peer peer, ChainTip target, boolean whole, Ledger ledger, BlockIntake intake, Sink sink) {
        this.chain = chain;
        this.peer = peer;
        this.target = target;
        this.whole = whole;
        this.ledger = ledger;
        this.intake = intake;
        this.sink = sink;
    }

    ChainIndex chain() {
        return chain;
    }

    Peer peer() {
        return peer;
    }

    ChainTip target() {
        return target;
    }

    void start() {
        int common = Math.min(ledger.bestTip(chain).height(), target.height());
        if (common == 0) {
            fetchFrom(1);
            return;
        }
        TreeSet<Integer> heights = new TreeSet<>();
        heights.add(0);
        for (int back = 0; back <= common; back = back == 0 ? 1 : 2 * back) {
            heights.add(common - back);
        }
        compare(new ArrayList<>(heights));
    }

    private void compare(List<Integer> heights) {
        List<HeightRange> ranges =
                heights.stream().map(h -> HeightRange.all(chain, h, h)).toList();
        request(
                id -> new Payload.HeadersByHeightsRequest(id, ranges),
                Payload.HeadersByHeightsResponse.class,
                answer -> compared(heights, answer.headers()));
    }

    private void compared(List<Integer> heights, List<List<BlockHeader>> headers) {
        if (headers.size() != heights.size()) {
            invalid("headers of " + headers.size() + " instead of " + heights.size() + " heights");
            return;
        }
        int agreed = -1;
        int differing = target.height() + 1;
        for (int i = 0; i < heights.size(); i++) {
            boolean known = headers.get(i).stream().anyMatch(h -> ledger.contains(h.hash()));
            if (known) {
                agreed = heights.get(i);
            } else if (agreed >= 0 || i == 0) {
                differing = heights.get(i);
                break;
            }
        }
        if (agreed < 0) {
            if (heights.get(0) == 0) {
                invalid("another genesis block of chain " + chain);
            } else {
                end();
            }
        } else if (differing - agreed <= GOOD_ENOUGH || agreed == heights.get(heights.size() - 1)) {
            fetchFrom(agreed + 1);
        } else {
            TreeSet<Integer> between = new TreeSet<>();
            for (int i = 0; i <= SAMPLES; i++) {
                between.add(agreed + (int) ((long) (differing - 1 - agreed) * i / SAMPLES));
            }
            compare(new ArrayList<>(between));
        }
    }

    private void fetchFrom(int height) {
        fetching = true;
        next = Math.max(1, height);
        proceed();
    }

    /** Asks for more, when there is more and room for it. */
    void proceed() {
        if (!fetching || over) {
            return;
        }
        while (underWay < BATCHES_UNDER_WAY && next <= target.height()) {
            boolean urgent = underWay == 0 && intake.size(chain) == 0;
            boolean room = intake.size(chain) < MAX_WAITING && !intake.isFull();
            if (!urgent && !room) {
                return;
            }
            int wanted = Math.min(room ? batch : Math.min(batch, SMALL_BATCH), target.height() - next + 1);
            int count = sink.allowed(peer, wanted);
            if (count == 0) {
                return;
            }
            ask(HeightRange.all(chain, next, next + count - 1));
            next += count;
        }
        if (underWay == 0 && next > target.height()) {
            end();
        }
    }

    private void ask(HeightRange range) {
        underWay++;
        if (whole) {
            request(
                    id -> new Payload.BlocksAndUnclesByHeightsRequest(id, List.of(range)),
                    Payload.BlocksAndUnclesByHeightsResponse.class,
                    answer -> gotBlocks(answer.blocks()));
        } else {
            request(
                    id -> new Payload.HeadersByHeightsRequest(id, List.of(range)),
                    Payload.HeadersByHeightsResponse.class,
                    answer -> gotHeaders(answer.headers()));
        }
    }

    private <T extends Payload> void request(IntFunction<Payload> request, Class<T> answer, Consumer<T> handler) {
        peer.request(request, answer, payload -> {
            if (!over) {
                handler.accept(payload);
            }
        });
    }

    private void gotBlocks(List<List<Block>> blocks) {
        got(blocks.stream().flatMap(List::stream).map(FlowItem::of).toList());
    }

    private void gotHeaders(List<List<BlockHeader>> headers) {
        got(headers.stream().flatMap(List::stream).map(FlowItem::of).toList());
    }

    private void got(List<FlowItem> items) {
        underWay--;
        if (items.isEmpty()) {
            end();
            return;
        }
        long cost = 0;
        for (FlowItem item : items) {
            if (!item.header().isGenesis() && !item.chain().equals(chain)) {
                invalid("a block of chain " + item.chain() + " for one of " + chain);
                return;
            }
            cost += item.cost();
            BlockHash hash = item.hash();
            if (!sink.take(item, peer) && !intake.contains(hash) && !ledger.contains(hash)) {
                end();
                return;
            }
        }
        batch = (int) Math.max(2, Math.min(MAX_BATCH, TARGET_COST / Math.max(1, cost / items.size())));
        proceed();
    }

    private void invalid(String what) {
        over = true;
        peer.punish(Misbehavior.INVALID_FLOW_DATA, what);
        sink.ended(this);
    }

    private void end() {
        if (!over) {
            over = true;
            sink.ended(this);
        }
    }

    /** Ends the download without a word to the sink. */
    void abandon() {
        over = true;
    }
}
