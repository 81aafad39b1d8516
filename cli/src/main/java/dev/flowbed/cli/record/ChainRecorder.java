package dev.flowbed.cli.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.NetworkSettingsReader;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.recording.RecordingWriter;
import dev.flowbed.alephium.rest.ChainParams;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records all chains of a clique by its REST API, while it may go on mining: chains up to the heights they had at the beginning, less
 * the newest blocks that depend on what came later. One request a block and form; what was fetched waits on disk.
 */
public final class ChainRecorder {
    /** Heights of a chain that are asked for at the same time. */
    private static final int AT_ONCE = 16;

    private final CliqueClient clique;
    private final ChainParams params;
    private final Progress progress;
    private final Map<ChainIndex, List<List<Entry>>> chains = new LinkedHashMap<>();
    private final Map<BlockHash, List<BlockHash>> dependencies = new HashMap<>();
    private final List<Block> genesis = new ArrayList<>();
    private final Set<LockupScript.Asset> owners = new LinkedHashSet<>();

    /** Hears how far a recording is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of the heights of all chains are fetched. */
        void fetched(int heights, int all);
    }

    /**
     * What was recorded.
     *
     * @param blocks uncles and genesis blocks among them
     * @param left newest blocks that were left out, since they depend on later ones
     * @param balances addresses with their balance; none when the chains grew meanwhile
     */
    public record Recorded(int networkId, int groups, int blocks, int left, int balances, long bytes) {}

    /** The greatest height of a chain and the blocks there, the one on the main chain first. */
    private record Tip(int height, List<BlockHash> hashes) {}

    private record Entry(BlockHash hash, Spool.Place place) {}

    private record Fetched(BlockHash hash, Bytes raw, JsonNode json) {}

    public ChainRecorder(CliqueClient clique, ChainParams params, Progress progress) {
        this.clique = clique;
        this.params = params;
        this.progress = progress;
    }

    /**
     * Writes a recording.
     *
     * @param settings the node's own settings (HOCON); null when there are only those that its REST API tells. {@link
     *     FormatException} when they do not make the node's genesis
     * @param also addresses whose balance is recorded beside those of the genesis and of miners
     */
    public Recorded record(Path file, @Nullable String settings, List<LockupScript.Asset> also) throws IOException {
        owners.addAll(also);
        try (Spool spool = Spool.open()) {
            Map<ChainIndex, Tip> tips = tips();
            fetch(tips, spool);
            Config config = settings == null ? RecordedConfig.told(params, genesis) : RecordedConfig.ofNode(settings);
            requireSameGenesis(NetworkSettingsReader.read(config));
            Set<BlockHash> kept = Connected.of(dependencies);
            ObjectNode balances = balances();
            boolean still = kept.size() == dependencies.size() && tips().equals(tips);
            ObjectNode told = still ? balances : JsonNodeFactory.instance.objectNode();
            Path unfinished = file.resolveSibling(
                    file.getFileName() + ".part" + (file.toString().endsWith(".xz") ? ".xz" : ""));
            try {
                write(unfinished, RecordedConfig.text(config), still ? chains : settled(kept), told, spool);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            return new Recorded(
                    params.networkId(),
                    params.groups(),
                    kept.size(),
                    dependencies.size() - kept.size(),
                    told.size(),
                    Files.size(file));
        }
    }

    private Map<ChainIndex, Tip> tips() {
        Map<ChainIndex, CompletableFuture<Tip>> asked = new LinkedHashMap<>();
        for (ChainIndex chain : ChainIndex.all(params.groups())) {
            NodeClient node = clique.of(chain);
            asked.put(
                    chain,
                    node.height(chain)
                            .thenCompose(
                                    height -> node.hashes(chain, height).thenApply(hashes -> new Tip(height, hashes))));
        }
        Map<ChainIndex, Tip> tips = new LinkedHashMap<>();
        asked.forEach((chain, tip) -> tips.put(chain, RestClient.await(tip)));
        return tips;
    }

    private void fetch(Map<ChainIndex, Tip> tips, Spool spool) throws IOException {
        int all = tips.values().stream().mapToInt(tip -> tip.height() + 1).sum();
        int done = 0;
        for (Map.Entry<ChainIndex, Tip> chain : tips.entrySet()) {
            int top = chain.getValue().height();
            List<List<Entry>> heights = new ArrayList<>();
            chains.put(chain.getKey(), heights);
            for (int from = 0; from <= top; from += AT_ONCE) {
                List<CompletableFuture<List<Fetched>>> asked = new ArrayList<>();
                for (int height = from; height < from + AT_ONCE && height <= top; height++) {
                    asked.add(ask(chain.getKey(), height));
                }
                for (CompletableFuture<List<Fetched>> answer : asked) {
                    List<Entry> entries = new ArrayList<>();
                    for (Fetched block : RestClient.await(answer)) {
                        entries.add(keep(block, spool));
                    }
                    heights.add(entries);
                    done++;
                }
                progress.fetched(done, all);
            }
        }
    }

    private CompletableFuture<List<Fetched>> ask(ChainIndex chain, int height) {
        NodeClient node = clique.of(chain);
        return node.hashes(chain, height).thenCompose(hashes -> {
            List<CompletableFuture<Fetched>> blocks = hashes.stream()
                    .map(hash -> node.rawBlock(hash)
                            .thenCombine(node.blockJson(hash), (raw, json) -> new Fetched(hash, raw, json)))
                    .toList();
            return CompletableFuture.allOf(blocks.toArray(CompletableFuture[]::new))
                    .thenApply(
                            all -> blocks.stream().map(CompletableFuture::join).toList());
        });
    }

    private Entry keep(Fetched fetched, Spool spool) throws IOException {
        Block block = Block.decode(fetched.raw().unsafeArray());
        if (!block.hash().equals(fetched.hash())) {
            throw new FormatException("the node gives block " + block.hash() + " as " + fetched.hash());
        }
        boolean first = block.header().isGenesis();
        if (first) {
            genesis.add(block);
        }
        dependencies.put(block.hash(), first ? List.of() : block.header().deps());
        block.transactions().stream()
                .skip(first ? 0 : block.transactions().size() - 1)
                .flatMap(transaction -> transaction.unsigned().fixedOutputs().stream())
                .forEach(output -> owners.add(output.lockupScript()));
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.put("raw", fetched.raw().hex());
        both.set("json", fetched.json());
        return new Entry(block.hash(), spool.put(both));
    }

    private void requireSameGenesis(NetworkSettings settings) {
        List<BlockHash> made =
                GenesisBlocks.of(settings).stream().map(Block::hash).toList();
        List<BlockHash> found = genesis.stream().map(Block::hash).toList();
        if (!made.equals(found)) {
            throw new FormatException(
                    "the configuration does not make the genesis blocks of this node: give the user.conf that it"
                            + " runs with (--config)");
        }
    }

    /** The chains of the blocks that are kept, in the order in which these alone stand: they may end before a fork did. */
    private Map<ChainIndex, List<List<Entry>>> settled(Set<BlockHash> kept) {
        Map<ChainIndex, List<List<Entry>>> settled = new LinkedHashMap<>();
        chains.forEach((chain, heights) -> {
            List<List<Entry>> rest = heights.stream()
                    .map(height -> height.stream()
                            .filter(entry -> kept.contains(entry.hash()))
                            .toList())
                    .filter(height -> !height.isEmpty())
                    .toList();
            settled.put(chain, MainChain.first(rest, Entry::hash, this::parent));
        });
        return settled;
    }

    private BlockHash parent(BlockHash block) {
        List<BlockHash> own = Objects.requireNonNull(dependencies.get(block));
        ChainIndex chain = ChainIndex.of(block, params.groups());
        return own.isEmpty() ? block : own.get(params.groups() - 1 + chain.to());
    }

    private ObjectNode balances() {
        ObjectNode balances = JsonNodeFactory.instance.objectNode();
        for (LockupScript.Asset owner : owners) {
            String address = Address.format(owner);
            balances.set(address, RestClient.await(clique.of(owner).balanceJson(address)));
        }
        return balances;
    }

    private void write(
            Path file, String config, Map<ChainIndex, List<List<Entry>>> found, ObjectNode balances, Spool spool)
            throws IOException {
        ObjectNode told = new ObjectMapper()
                .createObjectNode()
                .put("networkId", params.networkId())
                .put("numZerosAtLeastInHash", params.numZerosAtLeastInHash())
                .put("groupNumPerBroker", params.groups())
                .put("groups", params.groups());
        try (RecordingWriter writer = RecordingWriter.open(file, config, told)) {
            for (Map.Entry<ChainIndex, List<List<Entry>>> chain : found.entrySet()) {
                writer.chain(chain.getKey());
                for (List<Entry> height : chain.getValue()) {
                    writer.height();
                    for (Entry entry : height) {
                        JsonNode both = spool.get(entry.place());
                        writer.block(entry.hash().hex(), both.path("raw").asText(), both.path("json"));
                    }
                }
            }
            writer.balances(balances);
        }
    }
}
