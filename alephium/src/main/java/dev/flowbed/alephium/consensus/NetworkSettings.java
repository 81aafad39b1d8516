package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What all nodes of a network must agree on.
 *
 * @param genesisLeastZeros zero bits that genesis targets stand for ({@code consensus.num-zeros-at-least-in-hash})
 * @param leastZeros zero bits that every block hash has at least; differs from the former where the testnet patch is set
 * @param mainnet block times before Rhone, on which emission is based
 * @param noPreMineProof what the first allocation of each group carries as data
 */
public record NetworkSettings(
        int networkId,
        int groups,
        int genesisLeastZeros,
        int leastZeros,
        BlockTime mainnet,
        BlockTime rhone,
        BlockTime danube,
        long lemanTimestamp,
        long rhoneTimestamp,
        long danubeTimestamp,
        Bytes noPreMineProof,
        List<Allocation> allocations) {
    /** When the main network was launched: emission and genesis locks count from here (protocol/.../ALPH.scala). */
    public static final long LAUNCH_TIMESTAMP = 1636379973000L;

    private static final long MINUTE = 60_000;

    public NetworkSettings {
        allocations = List.copyOf(allocations);
    }

    /** The data in genesis outputs made from the proofs in the configuration: hashed twice as one text. */
    public static Bytes noPreMineProof(List<String> proofs) {
        byte[] text = String.join("", proofs).getBytes(StandardCharsets.UTF_8);
        return Hash.blake2b(Hash.blake2b(text).toArray()).toBytes();
    }

    public int chains() {
        return groups * groups;
    }

    public List<ChainIndex> chainIndexes() {
        return ChainIndex.all(groups);
    }

    /** The upgrade in force at a time. */
    public HardFork hardFork(long timestamp) {
        if (timestamp >= danubeTimestamp) {
            return HardFork.DANUBE;
        } else if (timestamp >= rhoneTimestamp) {
            return HardFork.RHONE;
        }
        return timestamp >= lemanTimestamp ? HardFork.LEMAN : HardFork.MAINNET;
    }

    /** The block times in force under an upgrade. */
    public BlockTime blockTime(HardFork hardFork) {
        return switch (hardFork) {
            case DANUBE -> danube;
            case RHONE -> rhone;
            case LEMAN, MAINNET -> mainnet;
        };
    }

    /** The easiest target a block may have. */
    public Target maxTarget() {
        return Target.ofLeastZeros(leastZeros);
    }

    /** The target on genesis blocks. */
    public Target genesisTarget() {
        return Target.ofLeastZeros(genesisLeastZeros);
    }

    /** How long a coinbase is locked, in milliseconds: 500 minutes on the main network, 10 elsewhere. */
    public long coinbaseLockMillis() {
        return (networkId == 0 ? 500 : 10) * MINUTE;
    }

    /** The emission under an upgrade. */
    public Emission emission(HardFork hardFork) {
        return new Emission(groups, blockTime(hardFork).targetMillis(), mainnet.targetMillis());
    }
}
