package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.List;

/** A block: its header and its transactions, the coinbase last (model/Block.scala). */
public record Block(BlockHeader header, List<Transaction> transactions) implements Encodable {
    public Block {
        transactions = List.copyOf(transactions);
    }

    public static Block read(ByteReader in) {
        return new Block(BlockHeader.read(in), in.vector(Transaction::read));
    }

    /** Reads a block from exactly these bytes. */
    public static Block decode(byte[] bytes) {
        return ByteReader.readAll(bytes, Block::read);
    }

    @Override
    public void write(ByteWriter out) {
        header.write(out);
        out.vector(transactions);
    }

    public BlockHash hash() {
        return header.hash();
    }

    public ChainIndex chainIndex() {
        return header.chainIndex();
    }

    /** The last transaction: the miner's reward. In a genesis block, the allocations. */
    public Transaction coinbase() {
        return transactions.get(transactions.size() - 1);
    }

    /** All transactions but the coinbase. */
    public List<Transaction> nonCoinbase() {
        return transactions.subList(0, transactions.size() - 1);
    }

    /** The Merkle root of the transactions, which the header must carry. */
    public Hash merkleRoot() {
        return merkleRoot(transactions);
    }

    /**
     * The Merkle root of transactions: pairs of hashes are hashed together, a last odd one with itself, down to one; a single
     * leaf is doubled too (crypto/MerkleHashable.scala).
     */
    public static Hash merkleRoot(List<Transaction> transactions) {
        if (transactions.isEmpty()) {
            return Hash.ZERO;
        }
        List<Hash> row = transactions.stream().map(Transaction::merkleHash).toList();
        do {
            List<Hash> next = new ArrayList<>((row.size() + 1) / 2);
            for (int i = 0; i < row.size(); i += 2) {
                next.add(pair(row.get(i), row.get(Math.min(i + 1, row.size() - 1))));
            }
            row = next;
        } while (row.size() > 1);
        return row.get(0);
    }

    private static Hash pair(Hash left, Hash right) {
        byte[] both = new byte[2 * Hash.LENGTH];
        left.copyTo(both, 0);
        right.copyTo(both, Hash.LENGTH);
        return Hash.blake2b(both);
    }
}
