package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.script.LockupScript;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A network without difficulty, and a miner for it, on a clock that only the test moves. */
final class TestChainMiner {
    private static final int NONCE_PREFIX = BlockHeader.NONCE_LENGTH - 8;

    private long now;
    private long nonce;

    TestChainMiner(long start) {
        this.now = start;
    }

    static NetworkSettings network(int groups, Allocation... allocations) {
        BlockTime time = new BlockTime(2_000, 0);
        return new NetworkSettings(4, groups, 0, 0, time, time, time, 0, 0, 0, Bytes.EMPTY, List.of(allocations));
    }

    /** One of many addresses of a group. */
    static LockupScript.Asset miner(int number, int group, int groups) {
        LockupScript.Asset miner = miner(number, 0);
        for (int salt = 1; miner.group(groups) != group; salt++) {
            miner = miner(number, salt);
        }
        return miner;
    }

    private static LockupScript.Asset miner(int number, int salt) {
        return new LockupScript.P2pkh(Hash.blake2b(new byte[] {(byte) number, (byte) salt}));
    }

    InstantSource clock() {
        return () -> Instant.ofEpochMilli(now);
    }

    void advance(long millis) {
        now += millis;
    }

    /** Finds a nonce that puts the template on its chain. */
    Block mine(BlockTemplate template) {
        Block block = template.block(nextNonce());
        while (!block.chainIndex().equals(template.chain()) || !block.header().hasWork()) {
            block = template.block(nextNonce());
        }
        return block;
    }

    Bytes nextNonce() {
        return Bytes.wrap(
                new ByteWriter().raw(new byte[NONCE_PREFIX]).int64(nonce++).toByteArray());
    }
}
