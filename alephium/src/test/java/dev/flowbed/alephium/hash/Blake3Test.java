package dev.flowbed.alephium.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.codec.Bytes;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Blake3Test {
    private static byte[] input(int length) {
        byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) (i % 251);
        }
        return input;
    }

    private static IntStream lengths() {
        return IntStream.of(
                0, 1, 31, 32, 63, 64, 65, 127, 128, 302, 326, 1023, 1024, 1025, 2048, 2049, 3072, 3073, 4096, 5121,
                8193, 31744);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void hashesAsBouncyCastleDoes(int length) {
        byte[] input = input(length);
        Blake3Digest digest = new Blake3Digest(32);
        digest.update(input, 0, length);
        byte[] expected = new byte[32];
        digest.doFinal(expected, 0);
        assertThat(Blake3.hash(input)).isEqualTo(expected);
    }

    @Test
    void givesThePublishedHashOfNothing() {
        assertThat(Bytes.wrap(Blake3.hash(new byte[0])).hex())
                .isEqualTo("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    }

    @Test
    void hashesPartOfAnArrayOverItself() {
        byte[] buffer = input(100);
        byte[] expected = Blake3.hash(Arrays.copyOfRange(buffer, 10, 90));
        new Blake3().hash(buffer, 10, 80, buffer, 10);
        assertThat(Arrays.copyOfRange(buffer, 10, 42)).isEqualTo(expected);
    }
}
