package dev.flowbed.blueprint;

import dev.flowbed.crds.NodeTemplate;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.RetentionPolicy;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Storage;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeSpec;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardSpec;
import dev.flowbed.crds.testnet.ShardTemplate;
import dev.flowbed.crds.testnet.TestnetSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the resources ask for one node: its own FullNode first, then its Shard, then the Testnet. */
record NodeAsked(
        Optional<String> version,
        Optional<String> image,
        Resources resources,
        Storage storage,
        Scheduling scheduling,
        List<String> config,
        List<String> javaOptions) {

    private static final Storage USUAL_STORAGE = new Storage(new Quantity("2Gi"), null, RetentionPolicy.DELETE);
    private static final Resources NO_RESOURCES = new Resources(Map.of(), Map.of());

    /** One place that may say what a node is given. */
    private record Given(
            @Nullable Resources resources,
            @Nullable Storage storage,
            @Nullable Scheduling scheduling) {}

    static NodeAsked of(NodeIdentity node, TestnetResources all) {
        TestnetSpec testnet = all.testnet().getSpec();
        Optional<FullNodeSpec> own = own(node, all);
        // another client's version and image are not the Testnet's to give
        boolean sameClient = node.client() == testnet.client();
        List<Given> given = given(node, all, own);
        NodeTemplate nodes = testnet.nodes();
        List<String> config = new ArrayList<>();
        Optional.ofNullable(nodes.config()).ifPresent(config::add);
        own.map(FullNodeSpec::config).ifPresent(config::add);
        List<String> javaOptions = new ArrayList<>(nodes.javaOptions());
        own.map(FullNodeSpec::javaOptions).ifPresent(javaOptions::addAll);
        Optional<String> version = own.map(FullNodeSpec::version);
        Optional<String> image = own.map(FullNodeSpec::image);
        if (sameClient && image.isEmpty() && version.isEmpty()) {
            image = Optional.ofNullable(testnet.image());
        }
        if (sameClient) {
            version = version.or(() -> Optional.ofNullable(testnet.version()));
        }
        return new NodeAsked(
                version,
                image,
                first(given, Given::resources, NO_RESOURCES),
                first(given, Given::storage, USUAL_STORAGE),
                first(given, Given::scheduling, Scheduling.anywhere()),
                config,
                javaOptions);
    }

    private static List<Given> given(NodeIdentity node, TestnetResources all, Optional<FullNodeSpec> own) {
        List<Given> given = new ArrayList<>();
        own.ifPresent(spec -> given.add(new Given(spec.resources(), spec.storage(), spec.scheduling())));
        if (!node.isExtra()) {
            for (Shard shard : all.shards()) {
                ShardSpec spec = shard.getSpec();
                if (spec.broker() == node.broker()) {
                    given.add(new Given(spec.resources(), spec.storage(), spec.scheduling()));
                }
            }
            for (ShardTemplate template : all.testnet().getSpec().shardTemplates()) {
                if (template.broker() == node.broker()) {
                    given.add(new Given(template.resources(), template.storage(), template.scheduling()));
                }
            }
        }
        NodeTemplate nodes = all.testnet().getSpec().nodes();
        given.add(new Given(nodes.resources(), nodes.storage(), nodes.scheduling()));
        return given;
    }

    private static Optional<FullNodeSpec> own(NodeIdentity node, TestnetResources all) {
        Stream<FullNode> candidates = node.isExtra()
                ? all.fullNodes().stream()
                        .filter(full -> full.getMetadata().getName().equals(node.name()))
                : all.fullNodes().stream().filter(full -> isAt(full.getSpec().position(), node));
        return candidates.map(FullNode::getSpec).findFirst();
    }

    private static boolean isAt(@Nullable Position position, NodeIdentity node) {
        return position != null
                && position.broker() == node.broker()
                && node.clique().isPresent()
                && position.clique() == node.clique().getAsInt();
    }

    private static <T> T first(List<Given> given, Function<Given, @Nullable T> part, T otherwise) {
        for (Given place : given) {
            T value = part.apply(place);
            if (value != null) {
                return value;
            }
        }
        return otherwise;
    }
}
