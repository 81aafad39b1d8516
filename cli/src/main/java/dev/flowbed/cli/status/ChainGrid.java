package dev.flowbed.cli.status;

import dev.flowbed.cli.terminal.Table;
import dev.flowbed.crds.ChainStatus;
import java.util.ArrayList;
import java.util.List;

/** The heights of all chains, a row a from-group, a column a to-group. */
public final class ChainGrid {
    private ChainGrid() {}

    /** The lines; none when no chain is known. */
    public static List<String> lines(List<ChainStatus> chains) {
        int groups = 1 + chains.stream().mapToInt(ChainStatus::fromGroup).max().orElse(-1);
        if (groups == 0) {
            return List.of();
        }
        String[] heads = new String[groups + 1];
        heads[0] = "heights";
        for (int to = 0; to < groups; to++) {
            heads[to + 1] = "to " + to;
        }
        Table table = new Table(heads);
        for (int from = 0; from < groups; from++) {
            List<Object> row = new ArrayList<>(List.of("from " + from));
            for (int to = 0; to < groups; to++) {
                row.add(height(chains, from, to));
            }
            table.row(row.toArray());
        }
        return table.lines();
    }

    private static String height(List<ChainStatus> chains, int from, int to) {
        return chains.stream()
                .filter(chain -> chain.fromGroup() == from && chain.toGroup() == to)
                .findFirst()
                .map(chain -> Long.toString(chain.height()))
                .orElse("-");
    }
}
