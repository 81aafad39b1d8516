package dev.flowbed.cli.local;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.read.TypedResources;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of one testnet in a file: validated, with their defaults, without Secrets. */
public final class StoredResources {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder().enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build();

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
                writer.write(TypedResources.document(resource));
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
        try (MappingIterator<Map<String, @Nullable Object>> documents =
                MAPPER.readerFor(Map.class).readValues(Files.readString(file))) {
            while (documents.hasNext()) {
                HasMetadata resource = TypedResources.of(documents.next());
                if (resource instanceof Testnet one) {
                    testnet = one;
                } else if (resource instanceof Shard shard) {
                    shards.add(shard);
                } else if (resource instanceof FullNode node) {
                    nodes.add(node);
                } else if (resource instanceof MinerPool pool) {
                    pools.add(pool);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " was not written by this Flowbed: " + e.getMessage(), e);
        }
        if (testnet == null) {
            throw new IOException(file + " holds no Testnet");
        }
        return new TestnetResources(testnet, shards, nodes, pools);
    }
}
