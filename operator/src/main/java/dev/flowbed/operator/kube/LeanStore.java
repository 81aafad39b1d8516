package dev.flowbed.operator.kube;

import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/**
 * What a cache keeps of objects that are only looked at: not what nobody reads. Of pods and StatefulSets that is what they should be (their
 * owners know), of a Testnet all that its status tells beside its conditions.
 */
final class LeanStore<R extends HasMetadata> extends BasicItemStore<R> {

    LeanStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public R put(String key, R object) {
        trim(object);
        return super.put(key, object);
    }

    /** Takes out of an object what nobody reads. */
    static void trim(HasMetadata object) {
        object.getMetadata().setManagedFields(List.of());
        if (object instanceof Pod pod) {
            pod.setSpec(null);
        } else if (object instanceof StatefulSet set) {
            set.setSpec(null);
        } else if (object instanceof Testnet testnet && testnet.getStatus() != null) {
            TestnetStatus status = testnet.getStatus();
            testnet.setStatus(new TestnetStatus(
                    status.observedGeneration(),
                    status.conditions(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    null));
        }
    }
}
