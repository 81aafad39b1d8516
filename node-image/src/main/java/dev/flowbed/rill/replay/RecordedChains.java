package dev.flowbed.rill.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.NetworkSettingsReader;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.recording.RecordedBlock;
import dev.flowbed.alephium.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recording holds, ready to be replayed.
 *
 * @param blocks all but genesis, each after those that it depends on
 * @param hashes by chain, then by height, the one on the main chain first
 * @param balances by address, as the node told them at the end
 */
public record RecordedChains(
        NetworkSettings network,
        List<Block> blocks,
        Map<ChainIndex, List<List<BlockHash>>> hashes,
        Map<String, JsonNode> balances) {
    private static final String BROKERS = "alephium.broker.broker-num";

    /** Reads a recording whole; {@link FormatException} when it is none, or not of a whole network. */
    public static RecordedChains read(Path file) throws IOException {
        Recording recording = Recording.open(file);
        requireWhole(recording.config());
        NetworkSettings network = NetworkSettingsReader.read(recording.config());
        Collector collector = new Collector();
        recording.visit(collector);
        return new RecordedChains(
                network, DependencyOrder.of(collector.blocks), collector.hashes, Map.copyOf(collector.balances));
    }

    /** A broker of several does not have the blocks between other brokers' groups, and so not all that blocks depend on. */
    private static void requireWhole(Config config) {
        try {
            if (config.hasPath(BROKERS) && config.getInt(BROKERS) > 1) {
                throw new FormatException(
                        "it was recorded from one of " + config.getInt(BROKERS)
                                + " brokers, which holds a part of the chains: record from all of its clique, or compare the formats alone");
            }
        } catch (ConfigException e) {
            throw new FormatException("configuration: " + e.getMessage());
        }
    }

    private static final class Collector implements Recording.Visitor {
        final List<Block> blocks = new ArrayList<>();
        final Map<ChainIndex, List<List<BlockHash>>> hashes = new LinkedHashMap<>();
        final Map<String, JsonNode> balances = new LinkedHashMap<>();

        @Override
        public void block(RecordedBlock recorded) {
            Block block = Block.decode(Bytes.fromHex(recorded.raw()).unsafeArray());
            List<List<BlockHash>> heights = hashes.computeIfAbsent(recorded.chain(), key -> new ArrayList<>());
            if (heights.size() <= recorded.height()) {
                heights.add(new ArrayList<>());
            }
            heights.get(recorded.height()).add(block.hash());
            if (recorded.height() > 0) {
                blocks.add(block);
            }
        }

        @Override
        public void chainEnd(ChainIndex chain, int heights) {
            // every height was shown before
        }

        @Override
        public void balance(String address, JsonNode balance) {
            balances.put(address, balance);
        }
    }
}
