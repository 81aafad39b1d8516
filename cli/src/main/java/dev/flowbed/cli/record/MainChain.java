package dev.flowbed.cli.record;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Which branch of a chain is its main one. Pure. */
final class MainChain {
    private MainChain() {}

    /**
     * The blocks of each height with the one on the main chain first: that of the highest branch, and of equally high ones that with
     * the larger hash in its official order (flow/.../BlockHashChain.scala).
     *
     * @param heights from genesis on, none of them empty; a block's parent stands at the height below
     */
    static <T> List<List<T>> first(
            List<List<T>> heights, Function<T, BlockHash> hash, UnaryOperator<BlockHash> parent) {
        List<List<T>> ordered = new ArrayList<>(heights);
        if (heights.isEmpty()) {
            return ordered;
        }
        int top = heights.size() - 1;
        BlockHash main = heights.get(top).stream()
                .map(hash)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (int height = top; height >= 0; height--) {
            BlockHash here = main;
            List<T> blocks = new ArrayList<>(heights.get(height));
            blocks.sort(Comparator.comparing(block -> !hash.apply(block).equals(here)));
            ordered.set(height, List.copyOf(blocks));
            main = parent.apply(main);
        }
        return ordered;
    }
}
