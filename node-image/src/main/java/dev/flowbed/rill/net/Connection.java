package dev.flowbed.rill.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection whose events reach the network thread. Memory is bounded both ways: nothing is read while too much waits to be
 * handled or to be sent, and a peer that does not take what it asked for is cut off.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long MAX_UNHANDLED = 4L << 20;
    private static final long CONGESTED = 1L << 20;

    private final NetSocket socket;
    private final NetThread net;
    private final NetMetrics metrics;
    private final InetSocketAddress remote;
    private final String label;
    private final long maxUnsent;
    private final AtomicLong unhandled = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Consumer<byte[]> receiver = bytes -> {};
    private Runnable closeHandler = () -> {};
    private boolean announced;

    private Connection(NetSocket socket, InetSocketAddress remote, NetThread net, NetMetrics metrics, long maxUnsent) {
        this.socket = socket;
        this.net = net;
        this.metrics = metrics;
        this.remote = remote;
        this.label = remote.getAddress().getHostAddress();
        this.maxUnsent = maxUnsent;
    }

    /**
     * Takes a fresh socket over, on the socket's own thread.
     *
     * @param maxUnsent bytes that may wait for a slow peer
     */
    static Connection adopt(
            NetSocket socket, InetSocketAddress remote, NetThread net, NetMetrics metrics, long maxUnsent) {
        Connection connection = new Connection(socket, remote, net, metrics, maxUnsent);
        socket.handler(connection::arrived);
        socket.exceptionHandler(e -> LOG.debug("connection to {}: {}", remote, e.toString()));
        socket.closeHandler(nothing -> net.execute(connection::announceClose));
        return connection;
    }

    /** Where the other side is. */
    InetSocketAddress remote() {
        return remote;
    }

    /** Who gets the bytes from now on, on the network thread. */
    void onBytes(Consumer<byte[]> handler) {
        receiver = handler;
    }

    /** Who hears, once and on the network thread, that the connection has ended. */
    void onClose(Runnable handler) {
        closeHandler = handler;
    }

    private void arrived(Buffer buffer) {
        byte[] bytes = buffer.getBytes();
        metrics.downloaded(label, bytes.length);
        unhandled.addAndGet(bytes.length);
        adjustReading();
        net.execute(() -> {
            try {
                if (!closed.get()) {
                    receiver.accept(bytes);
                }
            } finally {
                unhandled.addAndGet(-bytes.length);
                adjustReading();
            }
        });
    }

    private void adjustReading() {
        boolean full = unhandled.get() > MAX_UNHANDLED || unsent.get() > CONGESTED;
        if (full && paused.compareAndSet(false, true)) {
            socket.pause();
        } else if (!full && paused.compareAndSet(true, false)) {
            socket.resume();
        }
    }

    /** Sends bytes; they may wait for a slow peer within bounds. */
    void send(byte[] bytes) {
        if (closed.get()) {
            return;
        }
        if (unsent.addAndGet(bytes.length) > maxUnsent + bytes.length) {
            close("it does not take what is sent to it");
            return;
        }
        metrics.uploaded(label, bytes.length);
        socket.write(Buffer.buffer(bytes)).onComplete(done -> {
            unsent.addAndGet(-bytes.length);
            adjustReading();
        });
    }

    /** Ends the connection. */
    void close(String reason) {
        if (closed.compareAndSet(false, true)) {
            LOG.debug("closing the connection to {}: {}", remote, reason);
            socket.close();
            net.execute(this::announceClose);
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    private void announceClose() {
        closed.set(true);
        if (!announced) {
            announced = true;
            closeHandler.run();
        }
    }
}
