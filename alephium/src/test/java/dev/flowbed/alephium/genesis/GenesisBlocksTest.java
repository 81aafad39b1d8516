package dev.flowbed.alephium.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.model.Block;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenesisBlocksTest {
    private static NetworkSettings devnet() {
        Wallet wallet = Wallet.devnet();
        BlockTime time = new BlockTime(2000, 0);
        return new NetworkSettings(
                4,
                4,
                8,
                8,
                time,
                time,
                time,
                1643500800000L,
                1643500800000L,
                1643500800000L,
                NetworkSettings.noPreMineProof(List.of(
                        "0000000000000000000a4f99913767b9c730d9ce77b2d3238a4d7d169a2fd637",
                        "9cbbf357f1bc2fd0f3e605748d862f3cdb25d6fe778e17f33e0d42e78a067d52")),
                IntStream.range(0, 4)
                        .mapToObj(group ->
                                new Allocation(wallet.keyOfGroup(group, 4, 0).lockupScript(), Alph.of(1_000_000), 0))
                        .toList());
    }

    @Test
    void comeOutAsTheOfficialNodeMakesThem() {
        List<Block> blocks = GenesisBlocks.of(devnet());
        assertThat(blocks).hasSize(16);
        assertThat(blocks.get(0).hash())
                .hasToString("75d7dc3fc3647a6a4d25a8bd63861d80f08cf1fb648d39a2f19a82c6558e4830");
    }
}
