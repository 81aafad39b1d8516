package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.replay.RecordedChains;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coinbases made here are those that the official node made, uncles and all. */
class CoinbaseBuilderTest {

    @ParameterizedTest
    @ValueSource(strings = {"recorded-transfers.json.xz", "recorded-contracts.json.xz"})
    void makesTheCoinbaseOfEveryRecordedBlock(String name) throws IOException {
        RecordedChains recorded = Recordings.read(name);
        Map<BlockHash, Integer> heights = new HashMap<>();
        recorded.hashes().values().forEach(chain -> {
            for (int height = 0; height < chain.size(); height++) {
                for (BlockHash hash : chain.get(height)) {
                    heights.put(hash, height);
                }
            }
        });
        CoinbaseBuilder builder = new CoinbaseBuilder(recorded.network());
        for (Block block : recorded.blocks()) {
            List<UncleSelection.Uncle> uncles = CoinbaseData.of(block).uncles().stream()
                    .map(uncle -> new UncleSelection.Uncle(
                            uncle.hash(), uncle.miner(), heights.get(block.hash()) - heights.get(uncle.hash())))
                    .toList();
            LockupScript.Asset miner =
                    block.coinbase().unsigned().fixedOutputs().get(0).lockupScript();
            Transaction coinbase = builder.build(
                    block.chainIndex(), block.header().target(), block.header().timestamp(), miner, uncles);
            assertThat(coinbase.id())
                    .as("block %s", block.hash())
                    .isEqualTo(block.coinbase().id());
        }
    }
}
