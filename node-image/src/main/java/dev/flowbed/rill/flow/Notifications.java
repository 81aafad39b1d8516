package dev.flowbed.rill.flow;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands changes to listeners, one after the other, in the order in which they were recorded. */
final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final List<FlowListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<FlowListener>> events = new ConcurrentLinkedQueue<>();
    private final ReentrantLock delivering = new ReentrantLock();

    void add(FlowListener listener) {
        listeners.add(listener);
    }

    void record(Consumer<FlowListener> event) {
        events.add(event);
    }

    /** Delivers what was recorded, unless another thread, or a listener further up, is at it: that one goes on with ours. */
    void deliver() {
        while (!events.isEmpty() && !delivering.isHeldByCurrentThread() && delivering.tryLock()) {
            try {
                Consumer<FlowListener> event = events.poll();
                while (event != null) {
                    deliver(event);
                    event = events.poll();
                }
            } finally {
                delivering.unlock();
            }
        }
    }

    /** Delivers all that was recorded, then runs something while nothing is delivered. Not for listeners. */
    <T> T whenDelivered(Supplier<T> action) {
        delivering.lock();
        try {
            for (Consumer<FlowListener> event = events.poll(); event != null; event = events.poll()) {
                deliver(event);
            }
            return action.get();
        } finally {
            delivering.unlock();
        }
    }

    private void deliver(Consumer<FlowListener> event) {
        for (FlowListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("a listener of the flow failed", e);
            }
        }
    }
}
