package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Blake3;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.flow.BlockTemplate;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Tries nonces for one template. Belongs to one thread. */
final class NonceSearch {
    private static final int HASH_LENGTH = 32;

    private final Blake3 blake3 = new Blake3();
    private final byte[] header;
    private final byte[] hash = new byte[HASH_LENGTH];
    private final byte[] target;
    private final int wantedChain;
    private final int chains;
    private long tried;

    /** Starts at a random nonce. */
    NonceSearch(BlockTemplate template, int groups, SplittableRandom random) {
        this.header = template.header().encode();
        byte[] start = new byte[BlockHeader.NONCE_LENGTH];
        for (int i = 0; i < start.length; i++) {
            start[i] = (byte) random.nextInt();
        }
        System.arraycopy(start, 0, header, 0, start.length);
        this.target = padded(template.target().value());
        ChainIndex chain = template.chain();
        this.wantedChain = chain.flat(groups);
        this.chains = groups * groups;
    }

    private static byte[] padded(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[HASH_LENGTH];
        int length = Math.min(bytes.length, HASH_LENGTH);
        System.arraycopy(bytes, bytes.length - length, padded, HASH_LENGTH - length, length);
        return padded;
    }

    /** Tries so many nonces; gives the first that puts the block on its chain and meets the target. */
    Optional<Bytes> next(int count) {
        for (int i = 0; i < count; i++) {
            advance();
            tried++;
            blake3.doubleHash(header, 0, header.length, hash, 0);
            int chain = (((hash[30] & 0xff) << 8) | (hash[31] & 0xff)) % chains;
            if (chain == wantedChain && Arrays.compareUnsigned(hash, target) <= 0) {
                return Optional.of(Bytes.of(Arrays.copyOf(header, BlockHeader.NONCE_LENGTH)));
            }
        }
        return Optional.empty();
    }

    private void advance() {
        int i = 0;
        while (i < BlockHeader.NONCE_LENGTH && ++header[i] == 0) {
            i++;
        }
    }

    /** How many nonces were tried. */
    long tried() {
        return tried;
    }
}
