package dev.flowbed.alephium.genesis;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first block of every chain (flow/.../Configs.scala, model/BlockHeader.scala): on the chains within a group one transaction
 * with the group's allocations, none elsewhere; the nonce is the first that puts the hash on the chain, with no work done.
 */
public final class GenesisBlocks {
    private GenesisBlocks() {}

    /** The genesis blocks of all chains, in order. */
    public static List<Block> of(NetworkSettings settings) {
        return settings.chainIndexes().stream()
                .map(chain -> of(settings, chain))
                .toList();
    }

    /** The genesis block of one chain. */
    public static Block of(NetworkSettings settings, ChainIndex chain) {
        List<Transaction> transactions =
                chain.isIntraGroup() ? List.of(allocations(settings, chain.from())) : List.of();
        return new Block(header(settings, chain, Block.merkleRoot(transactions)), transactions);
    }

    private static Transaction allocations(NetworkSettings settings, int group) {
        List<TxOutput.Asset> outputs = new ArrayList<>();
        for (Allocation allocation : settings.allocations()) {
            if (allocation.lockupScript().group(settings.groups()) == group) {
                Bytes data = outputs.isEmpty() ? settings.noPreMineProof() : Bytes.EMPTY;
                long lockTime = NetworkSettings.LAUNCH_TIMESTAMP + allocation.lockMillis();
                outputs.add(
                        new TxOutput.Asset(allocation.amount(), allocation.lockupScript(), lockTime, List.of(), data));
            }
        }
        UnsignedTransaction unsigned = new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                settings.networkId(),
                Optional.empty(),
                Limits.MIN_GAS,
                Limits.MIN_GAS_PRICE,
                List.of(),
                outputs);
        return new Transaction(unsigned, true, List.of(), List.of(), List.of(), List.of());
    }

    private static BlockHeader header(NetworkSettings settings, ChainIndex chain, Hash txsHash) {
        List<BlockHash> deps = Collections.nCopies(2 * settings.groups() - 1, BlockHash.ZERO);
        for (long count = 0; ; count++) {
            BlockHeader header = new BlockHeader(
                    nonce(count),
                    BlockHeader.VERSION,
                    deps,
                    Hash.ZERO,
                    txsHash,
                    BlockHeader.GENESIS_TIMESTAMP,
                    settings.genesisTarget());
            if (header.chainIndex().equals(chain)) {
                return header;
            }
        }
    }

    private static Bytes nonce(long count) {
        byte[] nonce = new byte[BlockHeader.NONCE_LENGTH];
        for (int i = 0; i < 8; i++) {
            nonce[nonce.length - 1 - i] = (byte) (count >>> (8 * i));
        }
        return Bytes.wrap(nonce);
    }
}
