package dev.flowbed.rill.api;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of this process and its JVM under the names that Prometheus client libraries give them. */
final class ProcessMetrics {
    private static final Path PROC = Path.of("/proc/self");
    private static final double TICKS_PER_SECOND = 100;
    private static final double PAGE = 4096;

    private ProcessMetrics() {}

    static void write(MetricText text) {
        writeMemory(text);
        MetricText.Family gc =
                text.family("jvm_gc_collection_seconds", MetricText.Type.SUMMARY, "Time spent in garbage collection");
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            gc.summary(bean.getCollectionCount(), bean.getCollectionTime() / 1000.0, "gc", bean.getName());
        }
        writeThreads(text);
        var classes = ManagementFactory.getClassLoadingMXBean();
        gauge(text, "jvm_classes_currently_loaded", "Classes loaded now", classes.getLoadedClassCount());
        text.family("jvm_runtime_info", MetricText.Type.GAUGE, "JVM runtime")
                .sample(
                        1,
                        "runtime",
                        System.getProperty("java.runtime.name", ""),
                        "vendor",
                        System.getProperty("java.vendor", ""),
                        "version",
                        System.getProperty("java.runtime.version", ""));
        gauge(
                text,
                "process_start_time_seconds",
                "Start time of the process since 1970",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        writeProc(text);
    }

    private static void writeMemory(MetricText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage rest = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        areas(text, "jvm_memory_used_bytes", "Used memory", heap.getUsed(), rest.getUsed());
        areas(text, "jvm_memory_committed_bytes", "Committed memory", heap.getCommitted(), rest.getCommitted());
        areas(text, "jvm_memory_max_bytes", "Most memory", heap.getMax(), rest.getMax());
        areas(text, "jvm_memory_init_bytes", "Memory at the start", heap.getInit(), rest.getInit());
        MetricText.Family pools =
                text.family("jvm_memory_pool_used_bytes", MetricText.Type.GAUGE, "Used memory of a pool");
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getUsage() != null)
                .forEach(pool -> pools.sample(pool.getUsage().getUsed(), "pool", pool.getName()));
    }

    private static void writeThreads(MetricText text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        gauge(text, "jvm_threads_current", "Threads now", threads.getThreadCount());
        gauge(text, "jvm_threads_daemon", "Daemon threads now", threads.getDaemonThreadCount());
        gauge(text, "jvm_threads_peak", "Most threads so far", threads.getPeakThreadCount());
        text.family("jvm_threads_started", MetricText.Type.COUNTER, "Threads started")
                .sample(threads.getTotalStartedThreadCount());
    }

    /** From Linux's /proc; nothing where there is none. */
    private static void writeProc(MetricText text) {
        try {
            String stat = Files.readString(PROC.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
            text.family("process_cpu_seconds", MetricText.Type.COUNTER, "CPU time of the process")
                    .sample((Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12)))
                            / TICKS_PER_SECOND);
            gauge(text, "process_virtual_memory_bytes", "Virtual memory", Double.parseDouble(fields.get(20)));
            gauge(text, "process_resident_memory_bytes", "Resident memory", Double.parseDouble(fields.get(21)) * PAGE);
            try (Stream<Path> open = Files.list(PROC.resolve("fd"))) {
                gauge(text, "process_open_fds", "Open file descriptors", open.count());
            }
        } catch (IOException | RuntimeException e) {
            text.family("process_proc_unreadable", MetricText.Type.GAUGE, "Whether /proc could not be read")
                    .sample(1);
        }
    }

    private static void areas(MetricText text, String name, String help, long heap, long rest) {
        text.family(name, MetricText.Type.GAUGE, help)
                .sample(heap, "area", "heap")
                .sample(rest, "area", "nonheap");
    }

    private static void gauge(MetricText text, String name, String help, double value) {
        text.family(name, MetricText.Type.GAUGE, help).sample(value);
    }
}
