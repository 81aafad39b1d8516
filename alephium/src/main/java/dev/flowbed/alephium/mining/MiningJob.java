package dev.flowbed.alephium.mining;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;

/**
 * Work for one chain.
 *
 * @param headerBlob the header without its nonce
 * @param txsBlob the transactions; the byte 00 when the node keeps them
 * @param target what the block hash must not exceed
 * @param height the height that the block will have
 */
public record MiningJob(ChainIndex chain, Bytes headerBlob, Bytes txsBlob, BigInteger target, int height) {
    /** The blob that stands for transactions which the node keeps. */
    public static final Bytes NO_TXS = Bytes.of(new byte[] {0});

    /** What is submitted when a nonce (24 bytes) does the work. */
    public Bytes blockBlob(Bytes nonce) {
        return new ByteWriter(nonce.length() + headerBlob.length() + txsBlob.length())
                .raw(nonce)
                .raw(headerBlob)
                .raw(txsBlob)
                .toBytes();
    }

    static MiningJob read(ByteReader in) {
        ChainIndex chain = new ChainIndex(in.int32(), in.int32());
        Bytes header = MiningMessage.readBlob(in);
        Bytes txs = MiningMessage.readBlob(in);
        BigInteger target = new BigInteger(MiningMessage.readBlob(in).unsafeArray());
        return new MiningJob(chain, header, txs, target, in.int32());
    }

    void write(ByteWriter out) {
        out.int32(chain.from()).int32(chain.to());
        MiningMessage.writeBlob(out, headerBlob);
        MiningMessage.writeBlob(out, txsBlob);
        MiningMessage.writeBlob(out, Bytes.wrap(target.toByteArray()));
        out.int32(height);
    }
}
