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
 * @param peers of all nodes
 * @param blocks accepted and rejected ones of all miners
 * @param hashRate of all miners, as people read it
 */
record Figures(List<Integer> heights, List<Integer> peers, List<Long> blocks, String hashRate) {

    static Figures of(Picture picture) {
        return new Figures(
                picture.chains().stream().map(ChainView::height).toList(),
                picture.nodes().stream().map(NodeView::peers).toList(),
                picture.miners().stream()
                        .map((MinerView miner) -> miner.accepted() * 31 + miner.rejected())
                        .toList(),
                new HashRate(picture.minedHashRate()).toString());
    }
}
