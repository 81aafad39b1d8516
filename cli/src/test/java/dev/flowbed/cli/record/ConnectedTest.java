package dev.flowbed.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectedTest {
    private static final BlockHash GENESIS = hash(1);
    private static final BlockHash FIRST = hash(2);
    private static final BlockHash SECOND = hash(3);
    private static final BlockHash LATER = hash(4);

    private static BlockHash hash(int number) {
        return BlockHash.fromHex("%064x".formatted(number));
    }

    @Test
    void keepsBlocksThatStandOnOthers() {
        assertThat(Connected.of(Map.of(GENESIS, List.of(), FIRST, List.of(GENESIS), SECOND, List.of(FIRST, GENESIS))))
                .containsExactlyInAnyOrder(GENESIS, FIRST, SECOND);
    }

    @Test
    void leavesOutWhatDependsOnWhatIsMissingHoweverIndirectly() {
        assertThat(Connected.of(
                        Map.of(GENESIS, List.of(), FIRST, List.of(GENESIS, LATER), SECOND, List.of(GENESIS, FIRST))))
                .containsExactly(GENESIS);
    }
}
