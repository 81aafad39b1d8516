package dev.flowbed.blueprint.read;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of custom resources. */
enum Kind {
    TESTNET("Testnet", "testnets", Testnet.class),
    SHARD("Shard", "shards", Shard.class),
    FULL_NODE("FullNode", "fullnodes", FullNode.class),
    MINER_POOL("MinerPool", "minerpools", MinerPool.class);

    private final String text;
    private final String plural;
    private final Class<? extends HasMetadata> type;

    Kind(String text, String plural, Class<? extends HasMetadata> type) {
        this.text = text;
        this.plural = plural;
        this.type = type;
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

    Class<? extends HasMetadata> type() {
        return type;
    }
}
