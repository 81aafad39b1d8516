package dev.flowbed.operator.observation;

import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import java.util.Optional;

/** Whether a node fell silent. Pure. */
final class Silence {
    private Silence() {}

    /** Whether a node that answered before, at the same address, or of which nothing was known does not answer now. */
    static boolean isNew(Optional<Picture> before, Picture now) {
        return now.nodes().stream()
                .filter(view -> !view.reachable())
                .anyMatch(view -> before.flatMap(
                                picture -> picture.node(view.node().name()))
                        .filter(known -> known.node().rest().equals(view.node().rest()))
                        .map(NodeView::reachable)
                        .orElse(before.isEmpty()));
    }
}
