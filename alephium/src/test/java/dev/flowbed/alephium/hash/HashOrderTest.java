package dev.flowbed.alephium.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashOrderTest {
    @Test
    void hashesAreOrderedBySignedBytesAsTheOfficialNodeOrdersUncles() {
        BlockHash low = BlockHash.fromHex("00f7da7a11f6bd7dea88ba9842cd5a1430926665c3a21ad900e1f582eae664f6");
        BlockHash high = BlockHash.fromHex("0010a19ab85cc3a461d61afc259905a1a970bb6ab62657313f84edb625ef5e16");
        assertThat(low).isLessThan(high);
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] one = new byte[Hash256.LENGTH];
            byte[] other = new byte[Hash256.LENGTH];
            random.nextBytes(one);
            System.arraycopy(one, 0, other, 0, random.nextInt(Hash256.LENGTH));
            int order = BlockHash.of(one).compareTo(BlockHash.of(other));
            assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Arrays.compare(one, other)));
        }
    }
}
