package dev.flowbed.rill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.BrokerInfo;
import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.DiscoveryCodec;
import dev.flowbed.rill.net.wire.DiscoveryMessage;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import dev.flowbed.rill.net.wire.WireFrame;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a bootstrap address who can be dialled before it is known which groups he serves. */
class StrangerTest {
    @TempDir
    Path folder;

    private final CliqueKey key = CliqueKey.generate(new SecureRandom());
    private final HostPort place = TestNetwork.addresses(1).get(0);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private TestNetwork network;
    private DiscoveryCodec codec;

    @BeforeEach
    void open() {
        network = new TestNetwork(folder);
        codec = new DiscoveryCodec(WireFrame.ofNetwork(network.rules().networkId()), key);
        done(network.vertx()
                .createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.handler(bytes -> heard.addAndGet(bytes.length()));
                    socket.closeHandler(closed -> ended.incrementAndGet());
                })
                .listen(place.port(), place.host()));
    }

    @AfterEach
    void close() {
        network.close();
    }

    /** Answers who asks by UDP, but only those who have dialled before. */
    private void answerAs(int brokerId) {
        DatagramSocket udp = network.vertx().createDatagramSocket();
        BrokerInfo self = new BrokerInfo(
                new InterBrokerInfo(key.id(), brokerId, 2), new InetSocketAddress(place.host(), place.port()));
        udp.handler(packet -> {
            if (connections.get() > 0) {
                answer(udp, packet, self);
            }
        });
        done(udp.listen(place.port(), place.host()));
    }

    private void answer(DatagramSocket udp, DatagramPacket packet, BrokerInfo self) {
        if (codec.decode(packet.data().getBytes()) instanceof DiscoveryMessage.Ping ping) {
            udp.send(
                    Buffer.buffer(codec.encode(new DiscoveryMessage.Pong(ping.session(), self))),
                    packet.sender().port(),
                    packet.sender().host());
        }
    }

    /** A clique of two whose first broker knows the place. */
    private void dial() {
        List<HostPort> addresses = TestNetwork.addresses(2);
        network.broker("a", 0, addresses, List.of(place)).start();
        network.broker("a", 1, addresses, List.of()).start();
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isLeftWithoutAWordWhenHeServesOtherGroups() {
        answerAs(1);
        dial();
        await().until(() -> ended.get() > 0);
        assertThat(connections).hasValue(1);
        assertThat(heard).hasValue(0);
    }

    @Test
    void isGreetedWhenHeServesTheSameGroups() {
        answerAs(0);
        dial();
        await().until(() -> heard.get() > 0);
    }

    @Test
    void isGreetedWhenNothingIsHeardByUdp() {
        dial();
        await().until(() -> heard.get() > 0);
        assertThat(connections).hasValue(1);
    }
}
