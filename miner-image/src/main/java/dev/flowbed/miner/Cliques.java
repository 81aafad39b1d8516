package dev.flowbed.miner;

import java.util.List;

/**
 * The cliques to mine for, in order of preference. All are kept connected, so that failing over costs nothing: work goes to
 * the first clique that has a job for every chain, and while none has, to the one with the most.
 */
final class Cliques {

    private final List<Clique> cliques;

    Cliques(List<Clique> cliques) {
        this.cliques = List.copyOf(cliques);
    }

    List<Clique> all() {
        return cliques;
    }

    /** The clique to work for now. */
    Clique active() {
        Clique best = cliques.get(0);
        double most = -1;
        for (Clique clique : cliques) {
            double completeness = clique.completeness();
            if (completeness > most) {
                best = clique;
                most = completeness;
            }
        }
        return best;
    }
}
