package dev.flowbed.rill.net;

import dev.flowbed.alephium.net.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Opens connections: looks names up anew each time, by the platform's resolver, and never on an event loop. */
final class Wires {
    private static final int CONNECT_TIMEOUT_MILLIS = 3000;

    private final Vertx vertx;
    private final NetClient client;
    private final NetThread net;
    private final NetMetrics metrics;
    private final long maxUnsent;

    Wires(Vertx vertx, NetThread net, NetMetrics metrics, long maxUnsent) {
        this.vertx = vertx;
        this.net = net;
        this.metrics = metrics;
        this.maxUnsent = maxUnsent;
        this.client = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setTcpNoDelay(true));
    }

    /** The address of a name. */
    Future<InetSocketAddress> resolve(HostPort address) {
        return vertx.executeBlocking(
                () -> new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), false);
    }

    /** Dials; exactly one of the two handlers is called, on the network thread. */
    void dial(HostPort address, Consumer<Connection> whenConnected, Consumer<Throwable> whenFailed) {
        resolve(address)
                .compose(resolved -> client.connect(
                                resolved.getPort(), resolved.getAddress().getHostAddress())
                        .map(socket -> adopt(socket, resolved)))
                .onSuccess(connection -> net.execute(() -> whenConnected.accept(connection)))
                .onFailure(e -> net.execute(() -> whenFailed.accept(e)));
    }

    /** Takes over a socket on its own thread. */
    Connection adopt(NetSocket socket, InetSocketAddress remote) {
        return Connection.adopt(socket, remote, net, metrics, maxUnsent);
    }

    void close() {
        client.close();
    }
}
