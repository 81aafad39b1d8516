package dev.flowbed.operator.observation;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import java.util.List;

/**
 * What of a look stands in a status and changes by itself.
 *
 * @param heights of all chains in all cliques
 * @param tips how many newest blocks are known: they may come to be known later than the heights
 * @param peers of all nodes
 * @param blocks accepted and rejected ones of all miners
 * @param hashRate of all miners, as people read it
 */
record Figures(List<Integer> heights, long tips, List<Integer> peers, List<Long> blocks, String hashRate) {

    static Figures of(Picture picture) {
        return new Figures(
                picture.chains().stream().map(ChainView::height).toList(),
                picture.chains().stream()
                        .filter(chain -> chain.tip().isPresent())
                        .count(),
                picture.nodes().stream().map(NodeView::peers).toList(),
                picture.miners().stream()
                        .map((MinerView miner) -> miner.accepted() * 31 + miner.rejected())
                        .toList(),
                new HashRate(picture.minedHashRate()).toString());
    }
}
