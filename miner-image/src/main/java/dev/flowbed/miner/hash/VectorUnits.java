package dev.flowbed.miner.hash;

import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What this CPU's vector units can do at most, as this JVM uses them: Blake3's mix of additions, xors and rotations on values that
 * stay in registers, as many chains at a time as there are registers for, without loads, stores or ends. The bound of {@link
 * VectorEngine}.
 */
public final class VectorUnits {
    /** Additions, xors and rotations in a mixing function: 6, 4 and 4. */
    public static final int OPERATIONS_A_MIX = 14;

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    /** Vectors of 16 come with 32 registers, others with 16. */
    private static final int CHAINS = SPECIES.length() == 16 ? 3 : 2;

    private VectorUnits() {}

    /** Mixing functions in one turn of {@link #run}, of all lanes. */
    public static int mixesATurn() {
        return CHAINS * SPECIES.length();
    }

    /** Makes turns; what it returns says nothing, but keeps the work from being left out. */
    public static int run(int seed, int turns) {
        return CHAINS == 3 ? three(seed, turns) : two(seed, turns);
    }

    private static int three(int seed, int turns) {
        IntVector x = IntVector.broadcast(SPECIES, seed);
        IntVector a0 = x.add(1);
        IntVector b0 = x.add(2);
        IntVector c0 = x.add(3);
        IntVector d0 = x.add(4);
        IntVector a1 = x.add(5);
        IntVector b1 = x.add(6);
        IntVector c1 = x.add(7);
        IntVector d1 = x.add(8);
        IntVector a2 = x.add(9);
        IntVector b2 = x.add(10);
        IntVector c2 = x.add(11);
        IntVector d2 = x.add(12);
        for (int turn = 0; turn < turns; turn++) {
            a0 = a0.add(b0).add(x);
            a1 = a1.add(b1).add(x);
            a2 = a2.add(b2).add(x);
            d0 = d0.lanewise(XOR, a0).lanewise(ROR, 16);
            d1 = d1.lanewise(XOR, a1).lanewise(ROR, 16);
            d2 = d2.lanewise(XOR, a2).lanewise(ROR, 16);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            c2 = c2.add(d2);
            b0 = b0.lanewise(XOR, c0).lanewise(ROR, 12);
            b1 = b1.lanewise(XOR, c1).lanewise(ROR, 12);
            b2 = b2.lanewise(XOR, c2).lanewise(ROR, 12);
            a0 = a0.add(b0).add(x);
            a1 = a1.add(b1).add(x);
            a2 = a2.add(b2).add(x);
            d0 = d0.lanewise(XOR, a0).lanewise(ROR, 8);
            d1 = d1.lanewise(XOR, a1).lanewise(ROR, 8);
            d2 = d2.lanewise(XOR, a2).lanewise(ROR, 8);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            c2 = c2.add(d2);
            b0 = b0.lanewise(XOR, c0).lanewise(ROR, 7);
            b1 = b1.lanewise(XOR, c1).lanewise(ROR, 7);
            b2 = b2.lanewise(XOR, c2).lanewise(ROR, 7);
        }
        IntVector all = a0.add(b0).add(c0).add(d0).add(a1).add(b1).add(c1).add(d1);
        return all.add(a2).add(b2).add(c2).add(d2).reduceLanes(XOR);
    }

    private static int two(int seed, int turns) {
        IntVector x = IntVector.broadcast(SPECIES, seed);
        IntVector a0 = x.add(1);
        IntVector b0 = x.add(2);
        IntVector c0 = x.add(3);
        IntVector d0 = x.add(4);
        IntVector a1 = x.add(5);
        IntVector b1 = x.add(6);
        IntVector c1 = x.add(7);
        IntVector d1 = x.add(8);
        for (int turn = 0; turn < turns; turn++) {
            a0 = a0.add(b0).add(x);
            a1 = a1.add(b1).add(x);
            d0 = d0.lanewise(XOR, a0).lanewise(ROR, 16);
            d1 = d1.lanewise(XOR, a1).lanewise(ROR, 16);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            b0 = b0.lanewise(XOR, c0).lanewise(ROR, 12);
            b1 = b1.lanewise(XOR, c1).lanewise(ROR, 12);
            a0 = a0.add(b0).add(x);
            a1 = a1.add(b1).add(x);
            d0 = d0.lanewise(XOR, a0).lanewise(ROR, 8);
            d1 = d1.lanewise(XOR, a1).lanewise(ROR, 8);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            b0 = b0.lanewise(XOR, c0).lanewise(ROR, 7);
            b1 = b1.lanewise(XOR, c1).lanewise(ROR, 7);
        }
        IntVector all = a0.add(b0).add(c0).add(d0).add(a1).add(b1).add(c1).add(d1);
        return all.reduceLanes(XOR);
    }
}
