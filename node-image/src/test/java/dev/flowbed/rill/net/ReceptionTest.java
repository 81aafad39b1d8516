package dev.flowbed.rill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.CliqueMember;
import dev.flowbed.rill.net.wire.FormationMessage;
import dev.flowbed.rill.net.wire.GroupShare;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that come before this broker can tell where they belong. */
class ReceptionTest {
    private static final int MAGIC = 0x01020304;

    private final Vertx vertx = Vertx.vertx();
    private final NetThread net = new NetThread("test-net");
    private final NetMetrics metrics = new NetMetrics();
    private final Wires wires = new Wires(vertx, net, metrics, 1 << 20);
    private final BlockingQueue<Connection> peers = new LinkedBlockingQueue<>();
    private final Reception reception =
            new Reception(net, wires, MAGIC, address -> true, (connection, bytes) -> peers.add(connection));

    @AfterEach
    void close() {
        net.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void brokersThatAskBeforeTheCoordinatorKnowsItselfAreTakenIn() throws InterruptedException {
        BlockingQueue<CliqueDescription> formed = new LinkedBlockingQueue<>();
        CliqueFormation forming = new CliqueFormation(settings(2), net, wires, member(0, 2), formed::add);
        say(new FormationMessage.Join(member(1, 2)).frame());

        net.execute(() -> {
            reception.formWith(forming);
            forming.start();
        });

        CliqueDescription clique = formed.poll(5, TimeUnit.SECONDS);
        assertThat(clique).isNotNull();
        assertThat(clique.members()).containsExactly(member(0, 2), member(1, 2));
        assertThat(peers).isEmpty();
    }

    @Test
    void peersThatGreetBeforeTheCliqueHasFormedWaitForIt() throws InterruptedException {
        CliqueFormation forming = new CliqueFormation(settings(2), net, wires, member(0, 2), clique -> {});
        say(new byte[] {1, 2, 3, 4, 5});

        net.execute(() -> reception.formWith(forming));
        assertThat(peers.poll(200, TimeUnit.MILLISECONDS)).isNull();
        net.execute(reception::open);

        assertThat(peers.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    /** Opens a connection and says something; returns when that has arrived. */
    private void say(byte[] bytes) {
        NetServer server = vertx.createNetServer();
        server.connectHandler(reception::connected);
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        NetSocket socket = vertx.createNetClient()
                .connect(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        socket.write(Buffer.buffer(bytes));
        await().until(() -> metrics.downloadedBytes().equals(Map.of("127.0.0.1", (long) bytes.length)));
    }

    private static CliqueMember member(int id, int brokers) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 9000 + id);
        return new CliqueMember(id, TestNetwork.GROUPS / brokers, Optional.empty(), address, 1, 2);
    }

    private static NetSettings settings(int brokers) {
        HostPort address = new HostPort("127.0.0.1", 9000);
        return new NetSettings(
                7,
                TestNetwork.GROUPS,
                new GroupShare(0, brokers),
                address,
                address,
                address,
                Optional.empty(),
                List.of(),
                1,
                2,
                true,
                NetSettings.Limits.defaults(),
                NetSettings.Timing.defaults());
    }
}
