package dev.flowbed.operator.metrics;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that the memory limit is too small for what is watched: a heap that is nearly full after a collection makes an operator spend
 * its time on collecting, long before it runs out of memory.
 */
@Singleton
public class HeapWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HeapWatch.class);
    private static final double NEARLY_FULL = 0.9;
    private static final long MIB = 1 << 20;

    void watch(@Observes StartupEvent started) {
        watch(NEARLY_FULL, LOG::warn);
    }

    /** Warns when a collection leaves more than this share of the pool of old objects in use. */
    static void watch(double share, Consumer<String> warning) {
        Optional<MemoryPoolMXBean> pool = oldObjects(ManagementFactory.getMemoryPoolMXBeans());
        if (pool.isEmpty() || pool.get().getUsage().getMax() <= 0) {
            return;
        }
        pool.get().setCollectionUsageThreshold((long) (pool.get().getUsage().getMax() * share));
        NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        memory.addNotificationListener(
                (notification, handback) -> warning.accept(warning(inUse(notification))),
                notification ->
                        notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED),
                null);
    }

    private static MemoryUsage inUse(Notification notification) {
        return MemoryNotificationInfo.from((CompositeData) notification.getUserData())
                .getUsage();
    }

    static String warning(MemoryUsage usage) {
        return "The heap is nearly full: %d of %d MiB are in use after a collection, so that most time goes into collecting. Raise the "
                        .formatted(usage.getUsed() / MIB, usage.getMax() / MIB)
                + "operator's memory limit (half of it is heap; docs/operator.md, Sizing, says how much for how many testnets)";
    }

    private static Optional<MemoryPoolMXBean> oldObjects(List<MemoryPoolMXBean> pools) {
        return pools.stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool -> pool.isUsageThresholdSupported())
                .findFirst();
    }
}
