package dev.flowbed.blueprint.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeSpec;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardSpec;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetSpec;
import dev.flowbed.crds.testnet.TestnetStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of custom resources. */
enum Kind {
    TESTNET("Testnet", "testnets"),
    SHARD("Shard", "shards"),
    FULL_NODE("FullNode", "fullnodes"),
    MINER_POOL("MinerPool", "minerpools");

    private final String text;
    private final String plural;

    Kind(String text, String plural) {
        this.text = text;
        this.plural = plural;
    }

    static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    String text() {
        return text;
    }

    String plural() {
        return plural;
    }

    /**
     * The typed resource of a document that is valid. Spec and status are read by themselves, since making Jackson
     * understand all of Kubernetes' metadata takes longer than everything else here.
     */
    HasMetadata resource(Map<String, @Nullable Object> document, ObjectMapper json) {
        CustomResource<?, ?> resource = switch (this) {
            case TESTNET -> filled(new Testnet(), document, json, TestnetSpec.class, TestnetStatus.class);
            case SHARD -> filled(new Shard(), document, json, ShardSpec.class, ShardStatus.class);
            case FULL_NODE -> filled(new FullNode(), document, json, FullNodeSpec.class, FullNodeStatus.class);
            case MINER_POOL -> filled(new MinerPool(), document, json, MinerPoolSpec.class, MinerPoolStatus.class);
        };
        resource.setMetadata(Metadata.of(document.get("metadata"), json));
        return resource;
    }

    private static <S, T> CustomResource<S, T> filled(
            CustomResource<S, T> resource,
            Map<String, @Nullable Object> document,
            ObjectMapper json,
            Class<S> spec,
            Class<T> status) {
        resource.setSpec(json.convertValue(document.get("spec"), spec));
        if (document.get("status") != null) {
            resource.setStatus(json.convertValue(document.get("status"), status));
        }
        return resource;
    }
}
