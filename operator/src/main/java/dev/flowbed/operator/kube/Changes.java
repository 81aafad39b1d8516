package dev.flowbed.operator.kube;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.List;
import java.util.Objects;

/** Lets through what others must act on: the spec, the metadata that people set, and conditions. Heights and the like are not. */
final class Changes<R extends HasMetadata> implements OnUpdateFilter<R> {

    @Override
    public boolean accept(R now, R before) {
        var meta = now.getMetadata();
        var old = before.getMetadata();
        return !Objects.equals(meta.getGeneration(), old.getGeneration())
                || !Objects.equals(meta.getLabels(), old.getLabels())
                || !Objects.equals(meta.getAnnotations(), old.getAnnotations())
                || !Objects.equals(meta.getOwnerReferences(), old.getOwnerReferences())
                || !Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp())
                || !conditions(now).equals(conditions(before));
    }

    private static List<Condition> conditions(HasMetadata resource) {
        Object status = resource instanceof CustomResource<?, ?> custom ? custom.getStatus() : null;
        if (status instanceof TestnetStatus testnet) {
            return testnet.conditions();
        }
        if (status instanceof FullNodeStatus node) {
            return node.conditions();
        }
        if (status instanceof ShardStatus shard) {
            return shard.conditions();
        }
        return status instanceof MinerPoolStatus pool ? pool.conditions() : List.of();
    }
}
