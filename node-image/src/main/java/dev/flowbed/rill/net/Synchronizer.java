package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.net.wire.ChainTip;
import dev.flowbed.rill.net.wire.GroupShare;
import dev.flowbed.rill.net.wire.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings in what peers have and this broker lacks. Peers tell their best blocks; a chain whose best block elsewhere is not known
 * here is fetched, whatever its weight, since blocks of other chains may depend on it. A rill tells of all chains, and gives the
 * blocks and headers of every chain that it holds; the official node those of the groups that both serve. Belongs to the network
 * thread.
 */
final class Synchronizer implements ChainDownload.Sink {
    private static final int NEAR = 4;
    private static final long RELAY_PATIENCE_MILLIS = 400;
    private static final long PENDING_PATIENCE_MILLIS = 1000;
    private static final long RETRY_MILLIS = 3000;
    private static final long LACKING_RETRY_MILLIS = 1000;
    private static final long STALLED_MILLIS = 700;
    private static final int LACKING_AT_ONCE = 128;
    private static final long OFFICIAL_WINDOW_MILLIS = 10_500;
    private static final int OFFICIAL_BLOCKS_PER_WINDOW = 760;
    private static final int OFFICIAL_BATCH = 24;

    private final PeerContext context;
    private final Ledger ledger;
    private final BlockIntake intake;
    private final Consumer<Peer> whenSynced;
    private final InventorySync inventories;
    private final GroupShare own;
    private final List<ChainIndex> chains;
    private final Map<Peer, Remote> remotes = new LinkedHashMap<>();
    private final Map<ChainIndex, ChainDownload> downloads = new HashMap<>();
    private final Map<BlockHash, Long> askedFor = new HashMap<>();
    private long additions;
    private long lastAddition;

    /** What is known of a peer's chains. */
    private static final class Remote {
        final Map<ChainIndex, Seen> tips = new HashMap<>();
        long told;
        long toldAdditions = -1;
        final Deque<Asked> asked = new ArrayDeque<>();
        int askedBlocks;
    }

    private record Asked(long at, int blocks) {}

    private static final class Seen {
        final ChainTip tip;
        final long since;
        long notBefore;

        Seen(ChainTip tip, long since) {
            this.tip = tip;
            this.since = since;
        }
    }

    /** @param whenSynced hears that this broker has everything that a peer told of */
    Synchronizer(PeerContext context, Ledger ledger, BlockIntake intake, Consumer<Peer> whenSynced) {
        this.context = context;
        this.ledger = ledger;
        this.intake = intake;
        this.whenSynced = whenSynced;
        this.inventories = new InventorySync(context, ledger, intake, whenSynced);
        this.own = context.settings().share();
        this.chains = ChainIndex.all(context.settings().groups());
    }

    /** A peer is there: it is told of this broker's chains at once. */
    void joined(Peer peer) {
        remotes.put(peer, new Remote());
        if (peer.syncsByChainStates()) {
            tell(peer, context.clock().millis());
        } else {
            inventories.joined(peer);
        }
    }

    void left(Peer peer) {
        inventories.left(peer);
        remotes.remove(peer);
        List<ChainDownload> lost =
                downloads.values().stream().filter(d -> d.peer() == peer).toList();
        for (ChainDownload download : lost) {
            download.abandon();
            downloads.remove(download.chain());
        }
    }

    /** The chains that a peer tells of, in the order of its message. */
    private List<ChainIndex> toldBy(Peer peer) {
        if (peer.isRill()) {
            return chains;
        }
        List<Integer> shared =
                own.shared(peer.broker().share(), context.settings().groups());
        return chains.stream().filter(c -> shared.contains(c.from())).toList();
    }

    /** Whether a peer can give a chain in the form in which this broker holds it. */
    private boolean gives(Peer peer, ChainIndex chain) {
        GroupShare share = peer.broker().share();
        if (peer.isRill()) {
            return share.holdsBlocks(chain) || !own.holdsBlocks(chain);
        }
        return !peer.isSibling() && share.serves(chain.from()) && own.serves(chain.from());
    }

    private void tell(Peer peer, long now) {
        Remote remote = remotes.get(peer);
        if (remote != null && peer.syncsByChainStates() && (peer.isRill() || !peer.isSibling())) {
            remote.told = now;
            remote.toldAdditions = additions;
            peer.send(new Payload.ChainState(
                    toldBy(peer).stream().map(ledger::bestTip).toList()));
        }
    }

    /** A peer tells its best blocks. */
    void chainState(Peer peer, Payload.ChainState state) {
        List<ChainIndex> told = toldBy(peer);
        Remote remote = remotes.get(peer);
        if (remote == null || !peer.syncsByChainStates()) {
            return;
        }
        if (state.tips().size() != told.size()) {
            peer.punish(Misbehavior.INVALID_CHAIN_STATE, state.tips().size() + " tips for " + told.size() + " chains");
            return;
        }
        long now = context.clock().millis();
        // what it has when it comes was made before, so nobody will pass it on: no reason to wait for that
        long since = remote.tips.isEmpty() ? now - RELAY_PATIENCE_MILLIS : now;
        for (int i = 0; i < told.size(); i++) {
            ChainTip tip = state.tips().get(i);
            ChainIndex chain = told.get(i);
            boolean right = tip.height() == 0
                    || ChainIndex.of(tip.hash(), context.settings().groups()).equals(chain);
            if (!right) {
                peer.punish(Misbehavior.INVALID_CHAIN_STATE, "a tip that is not of chain " + chain);
                return;
            }
            Seen before = remote.tips.get(chain);
            if (before == null || !before.tip.hash().equals(tip.hash())) {
                Seen seen = new Seen(tip, since);
                // a chain that keeps growing must not look new for ever
                remote.tips.put(
                        chain, before == null || ledger.contains(before.tip.hash()) ? seen : carry(before, seen));
            }
        }
        peer.setChainsTold();
        checkSynced(peer, remote);
        fetchUnknown(now);
    }

    private static Seen carry(Seen before, Seen now) {
        Seen carried = new Seen(now.tip, before.since);
        carried.notBefore = before.notBefore;
        return carried;
    }

    private void checkSynced(Peer peer, Remote remote) {
        if (peer.isSynced() || remote.tips.isEmpty()) {
            return;
        }
        for (Map.Entry<ChainIndex, Seen> told : remote.tips.entrySet()) {
            ChainIndex chain = told.getKey();
            boolean counts = peer.isSibling() ? gives(peer, chain) : own.serves(chain.from());
            ChainTip tip = told.getValue().tip;
            if (counts
                    && tip.height() > 0
                    && ledger.bestTip(chain).weight().compareTo(tip.weight()) < 0
                    && !ledger.contains(tip.hash())) {
                return;
            }
        }
        peer.setSynced();
        whenSynced.accept(peer);
    }

    /** Starts what should be fetched and is not yet. */
    private void fetchUnknown(long now) {
        for (ChainIndex chain : chains) {
            if (!downloads.containsKey(chain)) {
                Peer best = null;
                Seen wanted = null;
                for (Map.Entry<Peer, Remote> entry : remotes.entrySet()) {
                    Seen seen = entry.getValue().tips.get(chain);
                    if (seen != null
                            && gives(entry.getKey(), chain)
                            && (wanted == null || seen.tip.weight().compareTo(wanted.tip.weight()) > 0)
                            && isDue(chain, seen, now)) {
                        best = entry.getKey();
                        wanted = seen;
                    }
                }
                if (best != null && wanted != null) {
                    fetch(chain, best, wanted, now);
                }
            }
        }
    }

    private boolean isDue(ChainIndex chain, Seen seen, long now) {
        if (now < seen.notBefore || seen.tip.height() == 0 || ledger.contains(seen.tip.hash())) {
            return false;
        }
        if (seen.tip.height() - ledger.bestTip(chain).height() > NEAR) {
            return true;
        }
        long patience = intake.contains(seen.tip.hash()) ? PENDING_PATIENCE_MILLIS : RELAY_PATIENCE_MILLIS;
        return now - seen.since >= patience;
    }

    private void fetch(ChainIndex chain, Peer peer, Seen wanted, long now) {
        wanted.notBefore = now + RETRY_MILLIS;
        ChainDownload download =
                new ChainDownload(chain, peer, wanted.tip, own.holdsBlocks(chain), ledger, intake, this);
        downloads.put(chain, download);
        download.start();
    }

    @Override
    public boolean take(FlowItem item, Peer source) {
        return intake.offer(item, source, context.clock().millis());
    }

    @Override
    public void ended(ChainDownload download) {
        downloads.remove(download.chain(), download);
        Remote remote = remotes.get(download.peer());
        Seen seen = remote == null ? null : remote.tips.get(download.chain());
        long now = context.clock().millis();
        if (seen != null && !seen.tip.hash().equals(download.target().hash())) {
            // the chain grew meanwhile: what is new may be fetched at once
            seen.notBefore = now;
        } else if (seen != null) {
            seen.notBefore = now + RETRY_MILLIS;
            askForTarget(download, now);
        }
    }

    /** A best block that is not the canonical one of its height, as with another of the same height, comes by its hash alone. */
    private void askForTarget(ChainDownload download, long now) {
        BlockHash hash = download.target().hash();
        if (!askedFor.containsKey(hash) && !intake.contains(hash) && !ledger.contains(hash)) {
            askedFor.put(hash, now);
            if (own.holdsBlocks(download.chain())) {
                askForBlocks(download.peer(), List.of(hash));
            } else {
                askForHeaders(download.peer(), List.of(hash));
            }
        }
    }

    /** The official node leaves requests unanswered that go beyond 800 blocks in ten seconds. */
    @Override
    public int allowed(Peer peer, int blocks) {
        Remote remote = remotes.get(peer);
        if (remote == null || peer.isRill()) {
            return remote == null ? 0 : blocks;
        }
        long now = context.clock().millis();
        while (!remote.asked.isEmpty() && now - remote.asked.peek().at() > OFFICIAL_WINDOW_MILLIS) {
            remote.askedBlocks -= remote.asked.remove().blocks();
        }
        int count = Math.min(Math.min(blocks, OFFICIAL_BATCH), OFFICIAL_BLOCKS_PER_WINDOW - remote.askedBlocks);
        if (count > 0) {
            remote.asked.add(new Asked(now, count));
            remote.askedBlocks += count;
        }
        return Math.max(0, count);
    }

    /** Something was added to the chains: there may be room for more. */
    void added() {
        additions++;
        lastAddition = context.clock().millis();
        List.copyOf(downloads.values()).forEach(ChainDownload::proceed);
        remotes.forEach(this::checkSynced);
    }

    /** Regular work: tells peers of changes, starts what is due, asks for what blocks wait for. */
    void tick(boolean nodeSynced) {
        long now = context.clock().millis();
        NetSettings.Timing timing = context.settings().timing();
        intake.expire(now - timing.dependencyExpiry().toMillis());
        remotes.forEach((peer, remote) -> {
            boolean news = remote.toldAdditions != additions || !peer.isSynced() || !nodeSynced;
            long rhythm = (news ? timing.fastSync() : timing.stableSync()).toMillis();
            if (now - remote.told >= rhythm) {
                tell(peer, now);
            }
            checkSynced(peer, remote);
        });
        inventories.tick(now);
        List.copyOf(downloads.values()).forEach(ChainDownload::proceed);
        fetchUnknown(now);
        askForLacking(now);
    }

    private void askForLacking(long now) {
        askedFor.values().removeIf(at -> now - at > LACKING_RETRY_MILLIS);
        if (intake.size() == 0 || intake.isBusy()) {
            return;
        }
        // a fork that others build upon never comes with its chain: only the best branch is fetched by height
        boolean stalled = now - lastAddition > STALLED_MILLIS;
        Map<Peer, List<BlockHash>> blocks = new LinkedHashMap<>();
        Map<Peer, List<BlockHash>> headers = new LinkedHashMap<>();
        for (BlockHash hash : intake.lacking(LACKING_AT_ONCE).keySet()) {
            ChainIndex chain = ChainIndex.of(hash, context.settings().groups());
            if (!askedFor.containsKey(hash) && (stalled || !downloads.containsKey(chain))) {
                Peer peer = anyGiving(chain, hash, now);
                if (peer != null) {
                    askedFor.put(hash, now);
                    (own.holdsBlocks(chain) ? blocks : headers)
                            .computeIfAbsent(peer, key -> new ArrayList<>())
                            .add(hash);
                }
            }
        }
        blocks.forEach(this::askForBlocks);
        headers.forEach(this::askForHeaders);
    }

    private @Nullable Peer anyGiving(ChainIndex chain, BlockHash hash, long now) {
        List<Peer> able = remotes.keySet().stream().filter(p -> gives(p, chain)).toList();
        // another one each time, since not everybody has every fork
        long turn = hash.hashCode() + now / LACKING_RETRY_MILLIS;
        return able.isEmpty() ? null : able.get(Math.floorMod(turn, able.size()));
    }

    private void askForBlocks(Peer peer, List<BlockHash> hashes) {
        peer.request(
                id -> new Payload.BlocksRequest(id, hashes),
                Payload.BlocksResponse.class,
                answer -> answer.blocks().forEach(b -> take(FlowItem.of(b), peer)));
    }

    private void askForHeaders(Peer peer, List<BlockHash> hashes) {
        peer.request(
                id -> new Payload.HeadersRequest(id, hashes),
                Payload.HeadersResponse.class,
                answer -> answer.headers().forEach(h -> take(FlowItem.of(h), peer)));
    }

    /** The first version of sync, for peers that speak no other. */
    InventorySync inventories() {
        return inventories;
    }

    /** A peer announces a block: it is fetched unless it is known or on its way. */
    void announced(Peer peer, BlockHash hash) {
        long now = context.clock().millis();
        Long asked = askedFor.get(hash);
        boolean onItsWay = asked != null && now - asked < LACKING_RETRY_MILLIS;
        if (!onItsWay && !intake.contains(hash) && !ledger.contains(hash)) {
            askedFor.put(hash, now);
            askForBlocks(peer, List.of(hash));
        }
    }

    /** How many chains are being fetched. */
    int downloads() {
        return downloads.size();
    }
}
