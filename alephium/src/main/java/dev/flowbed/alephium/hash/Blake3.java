package dev.flowbed.alephium.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blake3 with 32 bytes of output. An instance holds its working space and hashes any number of inputs without allocating; it
 * belongs to one thread. The static methods are for everybody.
 */
public final class Blake3 {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 64;
    private static final int CHUNK = 1024;
    private static final int CHUNK_START = 1;
    private static final int CHUNK_END = 2;
    private static final int PARENT = 4;
    private static final int ROOT = 8;
    private static final int IV0 = 0x6a09e667;
    private static final int IV1 = 0xbb67ae85;
    private static final int IV2 = 0x3c6ef372;
    private static final int IV3 = 0xa54ff53a;
    private static final int IV4 = 0x510e527f;
    private static final int IV5 = 0x9b05688c;
    private static final int IV6 = 0x1f83d9ab;
    private static final int IV7 = 0x5be0cd19;

    private final int[] cv = new int[8];
    private final int[] block = new int[16];
    private final byte[] tail = new byte[BLOCK];
    private final byte[] digest = new byte[32];

    /** The 32-byte hash. */
    public static byte[] hash(byte[] input) {
        byte[] output = new byte[32];
        new Blake3().hash(input, 0, input.length, output, 0);
        return output;
    }

    /** The hash of the hash: block hashes. */
    public static byte[] doubleHash(byte[] input) {
        byte[] output = new byte[32];
        new Blake3().doubleHash(input, 0, input.length, output, 0);
        return output;
    }

    /** Hashes part of an array into another; the two may be the same. */
    public void hash(byte[] input, int offset, int length, byte[] output, int outputOffset) {
        if (length <= CHUNK) {
            chunk(input, offset, length, 0, ROOT);
        } else {
            tree(input, offset, length);
        }
        for (int i = 0; i < 8; i++) {
            LITTLE_ENDIAN.set(output, outputOffset + 4 * i, cv[i]);
        }
    }

    /** Hashes part of an array twice. */
    public void doubleHash(byte[] input, int offset, int length, byte[] output, int outputOffset) {
        hash(input, offset, length, digest, 0);
        hash(digest, 0, 32, output, outputOffset);
    }

    private void chunk(byte[] input, int offset, int length, long counter, int rootFlag) {
        initialise();
        int flags = CHUNK_START;
        int end = offset + length;
        while (end - offset > BLOCK) {
            load(input, offset);
            compress(counter, BLOCK, flags, cv);
            flags = 0;
            offset += BLOCK;
        }
        int rest = end - offset;
        if (rest == BLOCK) {
            load(input, offset);
        } else {
            System.arraycopy(input, offset, tail, 0, rest);
            Arrays.fill(tail, rest, BLOCK, (byte) 0);
            load(tail, 0);
        }
        compress(counter, rest, flags | CHUNK_END | rootFlag, cv);
    }

    private void tree(byte[] input, int offset, int length) {
        int[][] stack = new int[32][];
        int depth = 0;
        long counter = 0;
        while (length > CHUNK) {
            chunk(input, offset, CHUNK, counter, 0);
            offset += CHUNK;
            length -= CHUNK;
            counter++;
            // as many merges as complete subtrees end here
            for (long done = counter; (done & 1) == 0; done >>= 1) {
                parent(stack[--depth], 0);
            }
            stack[depth++] = cv.clone();
        }
        chunk(input, offset, length, counter, 0);
        while (depth > 0) {
            parent(stack[--depth], depth == 0 ? ROOT : 0);
        }
    }

    private void parent(int[] left, int rootFlag) {
        System.arraycopy(left, 0, block, 0, 8);
        System.arraycopy(cv, 0, block, 8, 8);
        initialise();
        compress(0, BLOCK, PARENT | rootFlag, cv);
    }

    private void initialise() {
        cv[0] = IV0;
        cv[1] = IV1;
        cv[2] = IV2;
        cv[3] = IV3;
        cv[4] = IV4;
        cv[5] = IV5;
        cv[6] = IV6;
        cv[7] = IV7;
    }

    private void load(byte[] input, int offset) {
        for (int i = 0; i < 16; i++) {
            block[i] = (int) LITTLE_ENDIAN.get(input, offset + 4 * i);
        }
    }

    private void compress(long counter, int length, int flags, int[] out) {
        int m0 = block[0];
        int m1 = block[1];
        int m2 = block[2];
        int m3 = block[3];
        int m4 = block[4];
        int m5 = block[5];
        int m6 = block[6];
        int m7 = block[7];
        int m8 = block[8];
        int m9 = block[9];
        int m10 = block[10];
        int m11 = block[11];
        int m12 = block[12];
        int m13 = block[13];
        int m14 = block[14];
        int m15 = block[15];
        int v0 = cv[0];
        int v1 = cv[1];
        int v2 = cv[2];
        int v3 = cv[3];
        int v4 = cv[4];
        int v5 = cv[5];
        int v6 = cv[6];
        int v7 = cv[7];
        int v8 = IV0;
        int v9 = IV1;
        int v10 = IV2;
        int v11 = IV3;
        int v12 = (int) counter;
        int v13 = (int) (counter >>> 32);
        int v14 = length;
        int v15 = flags;
        for (int round = 0; round < 7; round++) {
            v0 += v4 + m0;
            v12 = Integer.rotateRight(v12 ^ v0, 16);
            v8 += v12;
            v4 = Integer.rotateRight(v4 ^ v8, 12);
            v0 += v4 + m1;
            v12 = Integer.rotateRight(v12 ^ v0, 8);
            v8 += v12;
            v4 = Integer.rotateRight(v4 ^ v8, 7);
            v1 += v5 + m2;
            v13 = Integer.rotateRight(v13 ^ v1, 16);
            v9 += v13;
            v5 = Integer.rotateRight(v5 ^ v9, 12);
            v1 += v5 + m3;
            v13 = Integer.rotateRight(v13 ^ v1, 8);
            v9 += v13;
            v5 = Integer.rotateRight(v5 ^ v9, 7);
            v2 += v6 + m4;
            v14 = Integer.rotateRight(v14 ^ v2, 16);
            v10 += v14;
            v6 = Integer.rotateRight(v6 ^ v10, 12);
            v2 += v6 + m5;
            v14 = Integer.rotateRight(v14 ^ v2, 8);
            v10 += v14;
            v6 = Integer.rotateRight(v6 ^ v10, 7);
            v3 += v7 + m6;
            v15 = Integer.rotateRight(v15 ^ v3, 16);
            v11 += v15;
            v7 = Integer.rotateRight(v7 ^ v11, 12);
            v3 += v7 + m7;
            v15 = Integer.rotateRight(v15 ^ v3, 8);
            v11 += v15;
            v7 = Integer.rotateRight(v7 ^ v11, 7);
            v0 += v5 + m8;
            v15 = Integer.rotateRight(v15 ^ v0, 16);
            v10 += v15;
            v5 = Integer.rotateRight(v5 ^ v10, 12);
            v0 += v5 + m9;
            v15 = Integer.rotateRight(v15 ^ v0, 8);
            v10 += v15;
            v5 = Integer.rotateRight(v5 ^ v10, 7);
            v1 += v6 + m10;
            v12 = Integer.rotateRight(v12 ^ v1, 16);
            v11 += v12;
            v6 = Integer.rotateRight(v6 ^ v11, 12);
            v1 += v6 + m11;
            v12 = Integer.rotateRight(v12 ^ v1, 8);
            v11 += v12;
            v6 = Integer.rotateRight(v6 ^ v11, 7);
            v2 += v7 + m12;
            v13 = Integer.rotateRight(v13 ^ v2, 16);
            v8 += v13;
            v7 = Integer.rotateRight(v7 ^ v8, 12);
            v2 += v7 + m13;
            v13 = Integer.rotateRight(v13 ^ v2, 8);
            v8 += v13;
            v7 = Integer.rotateRight(v7 ^ v8, 7);
            v3 += v4 + m14;
            v14 = Integer.rotateRight(v14 ^ v3, 16);
            v9 += v14;
            v4 = Integer.rotateRight(v4 ^ v9, 12);
            v3 += v4 + m15;
            v14 = Integer.rotateRight(v14 ^ v3, 8);
            v9 += v14;
            v4 = Integer.rotateRight(v4 ^ v9, 7);
            // the next round's message order
            int t0 = m0;
            m0 = m2;
            m2 = m3;
            m3 = m10;
            m10 = m12;
            m12 = m9;
            m9 = m11;
            m11 = m5;
            m5 = t0;
            int t1 = m1;
            m1 = m6;
            m6 = m4;
            m4 = m7;
            m7 = m13;
            m13 = m14;
            m14 = m15;
            m15 = m8;
            m8 = t1;
        }
        out[0] = v0 ^ v8;
        out[1] = v1 ^ v9;
        out[2] = v2 ^ v10;
        out[3] = v3 ^ v11;
        out[4] = v4 ^ v12;
        out[5] = v5 ^ v13;
        out[6] = v6 ^ v14;
        out[7] = v7 ^ v15;
    }
}
