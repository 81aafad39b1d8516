package dev.flowbed.cli.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources of one testnet in a file: validated, with their defaults, without Secrets. */
public final class StoredResources {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredResources() {}

    /** Replaces a file. */
    public static void write(Path file, TestnetResources resources) throws IOException {
        PrivateFiles.write(file, text(all(resources)));
    }

    /** Resources as YAML documents. */
    public static String text(List<? extends HasMetadata> resources) throws IOException {
        StringWriter text = new StringWriter();
        try (SequenceWriter writer = MAPPER.writer().writeValues(text)) {
            for (HasMetadata resource : resources) {
                writer.write(MAPPER.valueToTree(resource));
            }
        }
        return text.toString();
    }

    /** All resources of a testnet, the Testnet first. */
    public static List<HasMetadata> all(TestnetResources resources) {
        List<HasMetadata> all = new ArrayList<>();
        all.add(resources.testnet());
        all.addAll(resources.shards());
        all.addAll(resources.fullNodes());
        all.addAll(resources.minerPools());
        return all;
    }

    /** Reads a file that {@link #write} made. */
    public static TestnetResources read(Path file) throws IOException {
        @Nullable Testnet testnet = null;
        List<Shard> shards = new ArrayList<>();
        List<FullNode> nodes = new ArrayList<>();
        List<MinerPool> pools = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                switch (document.path("kind").asText()) {
                    case "Testnet" -> testnet = MAPPER.treeToValue(document, Testnet.class);
                    case "Shard" -> shards.add(MAPPER.treeToValue(document, Shard.class));
                    case "FullNode" -> nodes.add(MAPPER.treeToValue(document, FullNode.class));
                    case "MinerPool" -> pools.add(MAPPER.treeToValue(document, MinerPool.class));
                    default -> throw new IOException(file + " holds a " + document.path("kind"));
                }
            }
        }
        if (testnet == null) {
            throw new IOException(file + " holds no Testnet");
        }
        return new TestnetResources(testnet, shards, nodes, pools);
    }
}
