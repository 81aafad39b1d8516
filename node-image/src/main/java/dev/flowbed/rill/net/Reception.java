package dev.flowbed.rill.net;

import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the connections that others open. Their first bytes tell peers, which start with the magic bytes of the network, from
 * brokers that join the clique; peers that come before the clique has formed wait for it. Belongs to the network thread, but for
 * {@link #connected}.
 */
final class Reception {
    private static final Duration FIRST_BYTES = Duration.ofSeconds(10);
    private static final int MAX_EARLY_CONNECTIONS = 64;
    private static final int MAX_EARLY_BYTES = 64 * 1024;
    private static final int MAGIC_LENGTH = 4;

    private final NetThread net;
    private final Wires wires;
    private final int magic;
    private final Predicate<InetAddress> welcome;
    private final BiConsumer<Connection, byte[]> peers;
    private final List<Runnable> early = new ArrayList<>();
    private @Nullable CliqueFormation formation;
    private boolean open;

    /**
     * @param magic the first bytes of all messages between peers
     * @param welcome whether connections from an address are taken, asked on any thread
     * @param peers takes a connection of a peer, with what it has said already
     */
    Reception(
            NetThread net,
            Wires wires,
            int magic,
            Predicate<InetAddress> welcome,
            BiConsumer<Connection, byte[]> peers) {
        this.net = net;
        this.wires = wires;
        this.magic = magic;
        this.welcome = welcome;
        this.peers = peers;
    }

    /** Brokers that join the clique go there from now on, those first that came before this broker knew who it is itself. */
    void formWith(CliqueFormation forming) {
        formation = forming;
        sortAnew();
    }

    /** The clique has formed: peers are let in, those first that waited. */
    void open() {
        open = true;
        sortAnew();
    }

    private void sortAnew() {
        List<Runnable> waiting = List.copyOf(early);
        early.clear();
        waiting.forEach(Runnable::run);
    }

    /** Somebody has connected; for the socket's own thread. */
    void connected(NetSocket socket) {
        InetSocketAddress remote;
        try {
            remote = new InetSocketAddress(
                    InetAddress.getByName(socket.remoteAddress().hostAddress()),
                    socket.remoteAddress().port());
        } catch (UnknownHostException e) {
            socket.close();
            return;
        }
        if (!welcome.test(remote.getAddress())) {
            socket.close();
            return;
        }
        Connection connection = wires.adopt(socket, remote);
        // what came first reaches the network thread after this
        net.execute(() -> awaitFirstBytes(connection));
    }

    private void awaitFirstBytes(Connection connection) {
        FirstBytes first = new FirstBytes();
        first.patience = net.after(FIRST_BYTES, () -> connection.close("it says nothing"));
        connection.onClose(first.patience::cancel);
        connection.onBytes(bytes -> {
            first.buffer.writeBytes(bytes);
            if (first.buffer.size() > MAX_EARLY_BYTES) {
                connection.close("it says too much before it is known");
            } else if (!first.sorted && first.buffer.size() >= MAGIC_LENGTH) {
                first.sorted = true;
                first.patience.cancel();
                sort(connection, first);
            }
        });
    }

    /** What a connection said before it was known what it is. */
    private static final class FirstBytes {
        final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        NetThread.Timer patience = () -> {};
        boolean sorted;
    }

    private void sort(Connection connection, FirstBytes first) {
        byte[] bytes = first.buffer.toByteArray();
        int said = (bytes[0] << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        CliqueFormation forming = formation;
        if (said != magic && forming != null) {
            forming.accept(connection, bytes);
        } else if (open) {
            peers.accept(connection, bytes);
        } else if (early.size() < MAX_EARLY_CONNECTIONS) {
            early.add(() -> sort(connection, first));
        } else {
            connection.close("the clique has not formed yet");
        }
    }
}
