package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets through what people ask of a resource, by its spec or by an annotation, and what its deletion brings; not what its own
 * status says. The generation alone would miss annotations: {@code flowbed start} writes one.
 */
public final class Wishes<R extends HasMetadata> implements OnUpdateFilter<R> {
    @Override
    public boolean accept(R now, R before) {
        var meta = now.getMetadata();
        var old = before.getMetadata();
        return !Objects.equals(meta.getGeneration(), old.getGeneration())
                || !Objects.equals(meta.getAnnotations(), old.getAnnotations())
                || !Objects.equals(meta.getFinalizers(), old.getFinalizers())
                || !Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp());
    }
}
