package dev.flowbed.rill.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything about peers happens: what it owns needs no locks. */
final class NetThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetThread.class);

    private final ScheduledThreadPoolExecutor executor;

    NetThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task soon, in order; after {@link #close} it is dropped. */
    void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped a task after the end");
        }
    }

    /** Runs a task once after a while. */
    Timer after(Duration delay, Runnable task) {
        return schedule(() -> executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs a task again and again. */
    Timer every(Duration period, Runnable task) {
        long millis = Math.max(1, period.toMillis());
        return schedule(() -> executor.scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS));
    }

    private static Timer schedule(Supplier<Future<?>> start) {
        try {
            Future<?> future = start.get();
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a network task failed", e);
            }
        };
    }

    /** Something that will happen and may be called off. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
