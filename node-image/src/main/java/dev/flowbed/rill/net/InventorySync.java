package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.net.wire.HeightRange;
import dev.flowbed.rill.net.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The first version of sync, for peers of other cliques that speak no other: one tells hashes of its best chains at sample heights,
 * the other answers with the hashes that follow the highest that both have, and the blocks are asked for by hash
 * (flow/.../interclique/BrokerHandler.scala, core/BlockFlow.scala). Belongs to the network thread.
 */
final class InventorySync {
    private static final int HEIGHTS_PER_ANSWER = 51;
    private static final int SAMPLED_DEPTH = 400;
    private static final int MAX_LOCATORS = 64;
    private static final int BLOCKS_PER_REQUEST = 64;
    private static final long ANSWER_MILLIS = 5_000;
    private static final long BLOCKS_MILLIS = 3_000;

    private final PeerContext context;
    private final Ledger ledger;
    private final BlockIntake intake;
    private final Consumer<Peer> whenSynced;
    private final Map<Peer, Remote> remotes = new LinkedHashMap<>();

    /** What is under way with a peer. */
    private static final class Remote {
        final List<ChainIndex> chains;
        final Set<BlockHash> awaited = new LinkedHashSet<>();
        long asked;
        boolean answered = true;
        long requested;

        Remote(List<ChainIndex> chains) {
            this.chains = chains;
        }
    }

    /** @param whenSynced hears that this broker has everything that a peer has */
    InventorySync(PeerContext context, Ledger ledger, BlockIntake intake, Consumer<Peer> whenSynced) {
        this.context = context;
        this.ledger = ledger;
        this.intake = intake;
        this.whenSynced = whenSynced;
    }

    /** A peer that speaks the first version is there. */
    void joined(Peer peer) {
        int groups = context.settings().groups();
        List<Integer> shared = context.settings().share().shared(peer.broker().share(), groups);
        Remote remote = new Remote(ChainIndex.all(groups).stream()
                .filter(chain -> shared.contains(chain.from()))
                .toList());
        remotes.put(peer, remote);
        ask(peer, remote, context.clock().millis());
    }

    void left(Peer peer) {
        remotes.remove(peer);
    }

    /** Asks peers for what follows, at once when what was asked for is here, else in the usual rhythm. */
    void tick(long now) {
        remotes.forEach((peer, remote) -> {
            remote.awaited.removeIf(ledger::contains);
            boolean follow = remote.answered && remote.requested > 0 && remote.awaited.isEmpty();
            boolean lost = remote.requested > 0 && now - remote.requested > BLOCKS_MILLIS && !intake.isBusy();
            boolean idle =
                    remote.requested == 0 && now - remote.asked >= rhythm(peer).toMillis();
            boolean silent = !remote.answered && now - remote.asked < ANSWER_MILLIS;
            if ((follow || lost || idle) && !silent) {
                ask(peer, remote, now);
            }
        });
    }

    private Duration rhythm(Peer peer) {
        NetSettings.Timing timing = context.settings().timing();
        return peer.isSynced() ? timing.stableSync() : timing.fastSync();
    }

    private void ask(Peer peer, Remote remote, long now) {
        remote.asked = now;
        remote.answered = false;
        remote.requested = 0;
        remote.awaited.clear();
        List<List<BlockHash>> locators =
                remote.chains.stream().map(this::locators).toList();
        peer.request(
                id -> new Payload.InvRequest(id, locators),
                Payload.InvResponse.class,
                answer -> answered(peer, answer.hashes()));
    }

    /** Hashes of the best chain at heights ever farther apart from its end, lowest first (core/HistoryLocators.scala). */
    private List<BlockHash> locators(ChainIndex chain) {
        int top = ledger.bestTip(chain).height();
        List<BlockHash> hashes = new ArrayList<>();
        int lowest = Math.max(1, top - SAMPLED_DEPTH);
        for (int back = 0; top - back >= lowest; back = back == 0 ? 1 : 2 * back) {
            int height = top - back;
            hashes.add(ledger.hashes(HeightRange.all(chain, height, height)).get(0));
        }
        Collections.reverse(hashes);
        return hashes;
    }

    private void answered(Peer peer, List<List<BlockHash>> hashes) {
        Remote remote = remotes.get(peer);
        if (remote == null) {
            return;
        }
        if (hashes.size() != remote.chains.size()) {
            peer.punish(
                    Misbehavior.INVALID_RESPONSE,
                    "hashes of " + hashes.size() + " chains instead of " + remote.chains.size());
            return;
        }
        remote.answered = true;
        peer.setChainsTold();
        List<BlockHash> lacking = hashes.stream()
                .flatMap(List::stream)
                .filter(hash -> !ledger.contains(hash))
                .toList();
        if (lacking.isEmpty()) {
            setSynced(peer);
            return;
        }
        remote.awaited.addAll(lacking);
        remote.requested = context.clock().millis();
        List<BlockHash> wanted =
                lacking.stream().filter(hash -> !intake.contains(hash)).toList();
        for (int from = 0; from < wanted.size(); from += BLOCKS_PER_REQUEST) {
            List<BlockHash> batch = wanted.subList(from, Math.min(wanted.size(), from + BLOCKS_PER_REQUEST));
            peer.request(
                    id -> new Payload.BlocksRequest(id, batch),
                    Payload.BlocksResponse.class,
                    answer -> answer.blocks()
                            .forEach(block -> intake.offer(
                                    FlowItem.of(block), peer, context.clock().millis())));
        }
    }

    private void setSynced(Peer peer) {
        if (!peer.isSynced()) {
            peer.setSynced();
            whenSynced.accept(peer);
        }
    }

    /** A peer asks for what it lacks. */
    void requested(Peer peer, Payload.InvRequest request) {
        Remote remote = remotes.get(peer);
        if (remote == null) {
            return;
        }
        boolean fits = request.locators().size() == remote.chains.size()
                && request.locators().stream().allMatch(chain -> chain.size() <= MAX_LOCATORS);
        if (!fits) {
            peer.punish(Misbehavior.INVALID_CHAIN_STATE, "locators of other chains than both serve");
            return;
        }
        List<List<BlockHash>> following = new ArrayList<>();
        for (int i = 0; i < remote.chains.size(); i++) {
            following.add(following(remote.chains.get(i), request.locators().get(i)));
        }
        peer.send(new Payload.InvResponse(request.id(), following));
    }

    private List<BlockHash> following(ChainIndex chain, List<BlockHash> locators) {
        int agreed = locators.isEmpty() ? 0 : -1;
        for (int i = locators.size() - 1; i >= 0 && agreed < 0; i--) {
            OptionalInt height = ledger.bestChainHeight(locators.get(i));
            agreed = height.orElse(-1);
        }
        int top = ledger.bestTip(chain).height();
        if (agreed < 0 || agreed >= top) {
            return List.of();
        }
        return ledger.hashes(HeightRange.all(chain, agreed + 1, Math.min(top, agreed + HEIGHTS_PER_ANSWER)));
    }
}
