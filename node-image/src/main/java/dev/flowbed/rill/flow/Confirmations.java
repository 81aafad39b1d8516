package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How firmly transactions stand (flow/.../TxUtils.scala). */
final class Confirmations {
    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;

    Confirmations(FlowGraph graph, FlowOrder order, FlowArchive archive) {
        this.graph = graph;
        this.order = order;
        this.archive = archive;
    }

    /** Where a transaction stands on the canonical branch of a chain. */
    Optional<TransactionPlace> place(Hash transaction, ChainIndex chain) {
        for (TransactionPlace place : archive.places(transaction)) {
            FlowNode node = graph.find(place.block());
            if (node != null && node.chain().equals(chain) && graph.isCanonical(node)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    Optional<TransactionStatus> status(Hash transaction, ChainIndex chain) {
        return place(transaction, chain).map(place -> status(transaction, place));
    }

    private TransactionStatus status(Hash transaction, TransactionPlace place) {
        FlowNode node = graph.node(place.block());
        ChainIndex chain = node.chain();
        int onChain = bestHeight(chain) - node.height() + 1;
        if (chain.isIntraGroup()) {
            return new TransactionStatus(place, onChain, onChain, onChain, false);
        }
        return new TransactionStatus(
                place, onChain, fromGroup(node), toGroup(node), conflicted(node).contains(transaction));
    }

    private int bestHeight(ChainIndex chain) {
        return graph.node(graph.bestTip(chain)).height();
    }

    private int fromGroup(FlowNode node) {
        ChainIndex chain = node.chain();
        int start = graph.node(node.outTip(chain.from())).height() + 1;
        return confirmations(
                new ChainIndex(chain.from(), chain.from()),
                start,
                intra -> graph.isBefore(node.hash(), intra.outDep(chain.to())));
    }

    private int toGroup(FlowNode node) {
        ChainIndex chain = node.chain();
        ChainIndex toChain = new ChainIndex(chain.to(), chain.to());
        if (node.isGenesis()) {
            return bestHeight(toChain) + 1;
        }
        int start = graph.node(node.groupTip(chain.to())).height() + 1;
        return confirmations(toChain, start, intra -> order.isExtending(intra.groupTip(chain.from()), node.hash()));
    }

    /** Canonical intra-group blocks from the first one on that meets a condition. */
    private int confirmations(ChainIndex chain, int start, Predicate<FlowNode> confirms) {
        int height = start;
        List<BlockHash> hashes = graph.hashes(chain, height);
        while (!hashes.isEmpty()) {
            if (confirms.test(graph.node(hashes.get(0)))) {
                return bestHeight(chain) - height + 1;
            }
            height++;
            hashes = graph.hashes(chain, height);
        }
        return 0;
    }

    /** The transactions of an inter-group block that have no effect, by the canonical branch. */
    List<Hash> conflicted(FlowNode node) {
        if (node.chain().isIntraGroup()) {
            return List.of();
        }
        for (ConflictedTransactions conflict : archive.conflicts(node.hash())) {
            if (graph.isCanonical(graph.node(conflict.checkpoint()))) {
                return conflict.transactions();
            }
        }
        return List.of();
    }
}
