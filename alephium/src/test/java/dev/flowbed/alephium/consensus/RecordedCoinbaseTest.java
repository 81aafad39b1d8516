package dev.flowbed.alephium.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.CoinbaseData.GhostUncle;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.recording.FormatsCheck;
import dev.flowbed.alephium.recording.RecordedBlock;
import dev.flowbed.alephium.recording.Recording;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedCoinbaseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"recorded-transfers.json.xz", "recorded-contracts.json.xz", "recorded-eight-groups.json.xz"})
    void everyRecordedCoinbasePaysWhatTheEmissionSays(String name) throws IOException, URISyntaxException {
        Recording recording = Recording.open(Path.of(
                Objects.requireNonNull(FormatsCheck.class.getResource(name)).toURI()));
        Coinbases coinbases = new Coinbases(NetworkSettingsReader.read(recording.config()));
        recording.visit(coinbases);
        assertThat(coinbases.compared).isPositive();
    }

    private static final class Coinbases implements Recording.Visitor {
        private final NetworkSettings settings;
        private final Emission emission;
        private final Map<BlockHash, Integer> heights = new HashMap<>();
        private int compared;

        private Coinbases(NetworkSettings settings) {
            this.settings = settings;
            this.emission = settings.emission(HardFork.DANUBE);
        }

        @Override
        public void block(RecordedBlock recorded) {
            Block block = Block.decode(Bytes.fromHex(recorded.raw()).unsafeArray());
            heights.put(block.hash(), recorded.height());
            if (recorded.height() == 0) {
                return;
            }
            Reward reward =
                    emission.reward(block.header().target(), block.header().timestamp());
            assertThat(reward.isPoLW()).isFalse();
            U256 mainChain = CoinbaseRewards.mainChain(reward.mining());
            List<U256> expected = new ArrayList<>();
            for (GhostUncle uncle : CoinbaseData.of(block).uncles()) {
                expected.add(CoinbaseRewards.uncle(mainChain, recorded.height() - heights.get(uncle.hash())));
            }
            expected.add(0, CoinbaseRewards.block(mainChain, expected));
            List<TxOutput.Asset> outputs = block.coinbase().unsigned().fixedOutputs();
            assertThat(outputs)
                    .as("block " + block.hash())
                    .extracting(TxOutput.Asset::amount)
                    .isEqualTo(expected);
            assertThat(outputs)
                    .extracting(TxOutput.Asset::lockTime)
                    .containsOnly(block.header().timestamp() + settings.coinbaseLockMillis());
            compared++;
        }

        @Override
        public void chainEnd(ChainIndex chain, int count) {}

        @Override
        public void balance(String address, JsonNode balance) {}
    }
}
