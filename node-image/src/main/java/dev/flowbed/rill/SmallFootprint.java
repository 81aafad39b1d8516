package dev.flowbed.rill;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keeps the libraries from taking the memory and threads of a server that has the machine to itself. */
final class SmallFootprint {
    /** Read by Netty and Vert.x when their classes are loaded; whoever sets one on the command line has the last word. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "io.netty.allocator.numHeapArenas", "1",
            "io.netty.allocator.numDirectArenas", "1",
            "io.netty.allocator.maxOrder", "3",
            "io.netty.allocator.maxCachedBufferCapacity", "8192",
            "io.netty.leakDetection.level", "disabled",
            "io.netty.recycler.maxCapacityPerThread", "256",
            "vertx.disableDnsResolver", "true",
            "vertx.disableMetrics", "true",
            "vertx.disableFileCaching", "true",
            "vertx.disableFileCPResolving", "true");

    private static final int WARNS_ABOUT_UNSAFE = 24;

    private SmallFootprint() {}

    /** To be called before anything else touches the libraries. */
    static void configure() {
        PROPERTIES.forEach(SmallFootprint::unlessSet);
        // Netty does without sun.misc.Unsafe, of whose use these Java versions warn on standard error
        if (Runtime.version().feature() >= WARNS_ABOUT_UNSAFE) {
            unlessSet("io.netty.noUnsafe", "true");
        }
    }

    private static void unlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /** One event loop for the whole network side of a node. */
    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setPreferNativeTransport(false)
                .setBlockedThreadCheckInterval(TimeUnit.SECONDS.toMillis(10))
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
