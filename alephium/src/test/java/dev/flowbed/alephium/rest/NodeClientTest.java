package dev.flowbed.alephium.rest;

import static dev.flowbed.alephium.rest.RestClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeClientTest {
    private static final String HASH = "0027341f7a968049659b8e6d5a83a1f92a8ba2f9d0df88a739c167b279382921";

    /** The first byte of a TLS connection (RFC 8446, 5.1). */
    private static final int TLS_HANDSHAKE = 22;

    private final RestClient rest = new RestClient(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private FakeNode node;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private NodeClient client() {
        return rest.node(node.address(), Optional.empty());
    }

    @Test
    void readsTheCliqueOfTheOfficialNode() {
        node.answers(
                "/infos/self-clique",
                200,
                "{\"cliqueId\":\"0319\",\"nodes\":[{\"address\":\"127.0.0.1\",\"restPort\":32973,\"wsPort\":32973,"
                        + "\"minerApiPort\":20973},{\"address\":null,\"restPort\":1,\"wsPort\":1,\"minerApiPort\":1}],"
                        + "\"selfReady\":true,\"synced\":false}");
        SelfClique clique = await(client().selfClique());
        assertThat(clique.selfReady()).isTrue();
        assertThat(clique.synced()).isFalse();
        assertThat(clique.brokers()).extracting(SelfClique.Broker::address).containsExactly("127.0.0.1", "");
    }

    @Test
    void readsHeightsHashesPeersAndBalances() {
        node.answers("/blockflow/chain-info?fromGroup=2&toGroup=3", 200, "{\"currentHeight\":97}")
                .answers("/blockflow/hashes?fromGroup=2&toGroup=3&height=97", 200, "{\"headers\":[\"" + HASH + "\"]}")
                .answers(
                        "/infos/inter-clique-peer-info",
                        200,
                        "[{\"cliqueId\":\"02\",\"brokerId\":1,\"groupNumPerBroker\":2,\"address\":{\"addr\":\"127.0.0.1\","
                                + "\"port\":29984},\"isSynced\":true,\"clientVersion\":\"scala-alephium/v4.6.0/Linux/p2p-v2\"}]")
                .answers(
                        "/addresses/1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH/balance",
                        200,
                        "{\"balance\":\"1500000000000000000\",\"balanceHint\":\"1.5 ALPH\",\"lockedBalance\":\"0\","
                                + "\"lockedBalanceHint\":\"0 ALPH\",\"utxoNum\":1}");
        ChainIndex chain = new ChainIndex(2, 3);
        assertThat(await(client().height(chain))).isEqualTo(97);
        assertThat(await(client().hashes(chain, 97))).hasToString("[" + HASH + "]");
        assertThat(await(client().peers())).extracting(Peer::brokerId).containsExactly(1);
        assertThat(Alph.format(await(client().balance(Wallet.devnet().key(0).lockupScript()))
                        .balance()))
                .isEqualTo("1.5 ALPH");
    }

    @Test
    void readsEveryStatusOfATransaction() {
        String path = "/transactions/status?txId=" + Hash.ZERO + "&fromGroup=0&toGroup=1";
        node.answers(
                path,
                200,
                "{\"type\":\"Confirmed\",\"blockHash\":\"" + HASH
                        + "\",\"txIndex\":0,\"chainConfirmations\":2,\"fromGroupConfirmations\":1,\"toGroupConfirmations\":0}");
        assertThat(await(client().txStatus(Hash.ZERO, new ChainIndex(0, 1))))
                .isInstanceOfSatisfying(
                        TxStatus.Confirmed.class,
                        confirmed -> assertThat(confirmed.chainConfirmations()).isEqualTo(2));
        node.answers(path, 200, "{\"type\":\"MemPooled\"}");
        assertThat(await(client().txStatus(Hash.ZERO, new ChainIndex(0, 1)))).isEqualTo(new TxStatus.MemPooled());
        node.answers(path, 200, "{\"type\":\"TxNotFound\"}");
        assertThat(await(client().txStatus(Hash.ZERO, new ChainIndex(0, 1)))).isEqualTo(new TxStatus.NotFound());
    }

    @Test
    void sendsAnApiKeyOnlyWhenThereIsOne() {
        node.answers("/infos/version", 200, "{\"version\":\"v4.6.0\"}");
        await(client().version());
        await(rest.node(node.address(), Optional.of("0123456789")).version());
        assertThat(node.asked()).extracting(FakeNode.Asked::apiKey).containsExactly("none", "0123456789");
    }

    @Test
    void aRefusalSaysWhatTheNodeSaid() {
        node.answers("/infos/version", 400, "{\"detail\":\"Address belongs to other groups\"}");
        RestException refusal = failure(client());
        assertThat(refusal.kind()).isEqualTo(RestException.Kind.REFUSED);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.detail()).isEqualTo("Address belongs to other groups");
        assertThat(refusal).hasMessageContaining("/infos/version: 400");
    }

    @Test
    void anAnswerOfAnotherShapeIsNamedAsSuch() {
        node.answers("/infos/version", 200, "{\"release\":\"v4.6.0\"}");
        assertThat(failure(client()).kind()).isEqualTo(RestException.Kind.MALFORMED);
        assertThat(failure(client())).hasMessageContaining("version: missing");
        node.answers("/infos/version", 200, "<html>");
        assertThat(failure(client())).hasMessageContaining("not JSON");
    }

    @Test
    void aSilentNodeIsGivenUpInTime() {
        node.isSilentAt("/infos/version");
        RestClient impatient = rest.withTimeout(Duration.ofMillis(100));
        RestException late = failure(impatient.node(node.address(), Optional.empty()));
        assertThat(late.kind()).isEqualTo(RestException.Kind.TIMEOUT);
        assertThat(late).hasMessageContaining("100 ms");
    }

    @Test
    void aNodeThatIsNotThereIsUnreachable() {
        URI gone = node.address();
        node.close();
        RestException unreachable = failure(rest.node(gone, Optional.empty()));
        assertThat(unreachable.kind()).isEqualTo(RestException.Kind.UNREACHABLE);
    }

    private static RestException failure(NodeClient client) {
        return catchThrowableOfType(RestException.class, () -> await(client.version()));
    }

    @Test
    void speaksTlsToAddressesThatAskForIt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> answer =
                    rest.text(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/metrics"));
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read()).isEqualTo(TLS_HANDSHAKE);
            }
            assertThat(answer).failsWithin(Duration.ofSeconds(10));
        }
    }
}
