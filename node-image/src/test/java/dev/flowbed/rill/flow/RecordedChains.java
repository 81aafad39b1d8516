package dev.flowbed.rill.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.Bytes;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks of a recording.
 *
 * @param blocks all but genesis, the oldest first
 * @param hashes by chain, then by height, the canonical one first
 */
record RecordedChains(
        NetworkSettings network,
        List<Block> blocks,
        Map<ChainIndex, List<List<BlockHash>>> hashes,
        Map<String, JsonNode> balances) {

    private static final Path FOLDER =
            Path.of("..", "alephium", "src", "test", "resources", "dev", "flowbed", "alephium", "recording");

    static RecordedChains read(String name) throws IOException {
        Recording recording = Recording.open(FOLDER.resolve(name));
        List<Block> blocks = new ArrayList<>();
        Map<ChainIndex, List<List<BlockHash>>> hashes = new LinkedHashMap<>();
        Map<String, JsonNode> balances = new LinkedHashMap<>();
        recording.visit(new Recording.Visitor() {
            @Override
            public void block(RecordedBlock recorded) {
                Block block = Block.decode(Bytes.fromHex(recorded.raw()).unsafeArray());
                List<List<BlockHash>> chain = hashes.computeIfAbsent(recorded.chain(), key -> new ArrayList<>());
                if (chain.size() <= recorded.height()) {
                    chain.add(new ArrayList<>());
                }
                chain.get(recorded.height()).add(block.hash());
                if (recorded.height() > 0) {
                    blocks.add(block);
                }
            }

            @Override
            public void chainEnd(ChainIndex chain, int heights) {
                // all heights were seen
            }

            @Override
            public void balance(String address, JsonNode balance) {
                balances.put(address, balance);
            }
        });
        blocks.sort(Comparator.comparingLong(block -> block.header().timestamp()));
        return new RecordedChains(NetworkSettingsReader.read(recording.config()), blocks, hashes, balances);
    }
}
