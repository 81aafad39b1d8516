package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.minerpool.Interruptions;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the watch told of miners that had to go, until a status bears it: a miner ends within a second, and its pod may be gone before a
 * pass looks. Thread-safe.
 */
final class Disruptions {
    private static final int MOST = 8192;

    private record Key(String namespace, String pool, String pod) {}

    private record Entry(LostMiner miner, boolean counted) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > MOST;
        }
    };

    /** Takes a pod as an event of the watch shows it. */
    synchronized void notice(Pod pod) {
        LostMiner.of(pod)
                .ifPresent(miner -> Labels.of(pod, Labels.POOL)
                        .ifPresent(pool -> entries.putIfAbsent(
                                new Key(pod.getMetadata().getNamespace(), pool, miner.pod()),
                                new Entry(miner, false))));
    }

    /**
     * The miners of a pool that its status does not bear.
     *
     * @param borne what the status bears: what was counted there is not told again
     */
    synchronized List<LostMiner> news(String namespace, String pool, Interruptions borne) {
        borne.lostPods()
                .forEach(
                        pod -> entries.put(new Key(namespace, pool, pod), new Entry(new LostMiner(pod, "", ""), true)));
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().namespace().equals(namespace)
                        && entry.getKey().pool().equals(pool)
                        && !entry.getValue().counted())
                .map(entry -> entry.getValue().miner())
                .toList();
    }
}
