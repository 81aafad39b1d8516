package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;

/**
 * What the first output of a coinbase says beside the reward, since Danube: the chain, the uncles that share the reward, and
 * whatever the miner adds (model/CoinbaseData.scala, version 3).
 */
public record CoinbaseData(ChainIndex chain, List<GhostUncle> uncles, Bytes minerData) implements Encodable {
    public CoinbaseData {
        uncles = List.copyOf(uncles);
    }

    /** A block that lost to another of the same height, and who mined it. */
    public record GhostUncle(BlockHash hash, LockupScript.Asset miner) implements Encodable {
        static GhostUncle read(ByteReader in) {
            return new GhostUncle(BlockHash.read(in), LockupScript.Asset.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            hash.write(out);
            miner.write(out);
        }
    }

    public static CoinbaseData read(ByteReader in) {
        ChainIndex chain = new ChainIndex(in.u8(), in.u8());
        List<GhostUncle> uncles = in.vector(GhostUncle::read);
        return new CoinbaseData(chain, uncles, Bytes.wrap(in.raw(in.remaining())));
    }

    /** The uncles that a coinbase of the Rhone upgrade names: the same, but with a timestamp in between (version 2). */
    public static List<GhostUncle> rhoneUncles(Block block) {
        ByteReader in = new ByteReader(dataOf(block));
        in.skip(2);
        in.timestamp();
        return in.vector(GhostUncle::read);
    }

    /** Reads the data of a block's coinbase; {@link FormatException} when it has none. */
    public static CoinbaseData of(Block block) {
        return ByteReader.readAll(dataOf(block), CoinbaseData::read);
    }

    private static Bytes dataOf(Block block) {
        List<TxOutput.Asset> outputs = block.coinbase().unsigned().fixedOutputs();
        if (outputs.isEmpty()) {
            throw new FormatException("the coinbase of block " + block.hash() + " has no output");
        }
        return outputs.get(0).data();
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(chain.from()).u8(chain.to()).vector(uncles).raw(minerData);
    }
}
