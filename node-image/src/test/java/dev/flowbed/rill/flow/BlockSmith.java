package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Blake3;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Makes changed blocks, always the same ones: nonces are counted up from zero. */
final class BlockSmith {
    private static final int LAST = BlockHeader.NONCE_LENGTH - 1;

    private final int groups;

    BlockSmith(int groups) {
        this.groups = groups;
    }

    /** A header in the making. */
    record Draft(int version, List<BlockHash> deps, Hash state, Hash txs, long timestamp, Target target) {
        static Draft of(BlockHeader header) {
            return new Draft(
                    header.version(),
                    header.deps(),
                    header.depStateHash(),
                    header.txsHash(),
                    header.timestamp(),
                    header.target());
        }

        Draft version(int other) {
            return new Draft(other, deps, state, txs, timestamp, target);
        }

        Draft deps(List<BlockHash> other) {
            return new Draft(version, other, state, txs, timestamp, target);
        }

        Draft dep(int index, BlockHash other) {
            List<BlockHash> changed = new ArrayList<>(deps);
            changed.set(index, other);
            return deps(changed);
        }

        Draft state(Hash other) {
            return new Draft(version, deps, other, txs, timestamp, target);
        }

        Draft txs(Hash other) {
            return new Draft(version, deps, state, other, timestamp, target);
        }

        Draft timestamp(long other) {
            return new Draft(version, deps, state, txs, other, target);
        }

        Draft target(Target other) {
            return new Draft(version, deps, state, txs, timestamp, other);
        }

        BlockHeader header(Bytes nonce) {
            return new BlockHeader(nonce, version, deps, state, txs, timestamp, target);
        }
    }

    /** The header on a chain, with the work that its target asks for. */
    BlockHeader mined(Draft draft, ChainIndex chain) {
        return search(
                draft, hash -> chainOf(hash).equals(chain) && draft.target().isMetBy(hash));
    }

    /** The header on a chain, without work. */
    BlockHeader unmined(Draft draft, ChainIndex chain) {
        return search(
                draft, hash -> chainOf(hash).equals(chain) && !draft.target().isMetBy(hash));
    }

    /** The header on a chain, whether with work or not. */
    BlockHeader placed(Draft draft, ChainIndex chain) {
        return search(draft, hash -> chainOf(hash).equals(chain));
    }

    /** A block with other transactions, its Merkle root made anew. */
    Block with(Block block, List<Transaction> transactions) {
        Draft draft = Draft.of(block.header()).txs(Block.merkleRoot(transactions));
        return new Block(placed(draft, chainOf(block.hash())), transactions);
    }

    /** A block with another transaction at a place; the last is the coinbase. */
    Block with(Block block, int index, Transaction transaction) {
        List<Transaction> changed = new ArrayList<>(block.transactions());
        changed.set(index, transaction);
        return with(block, changed);
    }

    private ChainIndex chainOf(BlockHash hash) {
        return ChainIndex.of(hash, groups);
    }

    private static BlockHeader search(Draft draft, Predicate<BlockHash> wanted) {
        Blake3 blake3 = new Blake3();
        byte[] header =
                draft.header(Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH])).encode();
        byte[] hash = new byte[Hash.LENGTH];
        do {
            for (int i = LAST; ++header[i] == 0; i--) {
                // carries over to the next byte
            }
            blake3.doubleHash(header, 0, header.length, hash, 0);
        } while (!wanted.test(BlockHash.of(hash)));
        return draft.header(Bytes.of(Arrays.copyOf(header, BlockHeader.NONCE_LENGTH)));
    }
}
