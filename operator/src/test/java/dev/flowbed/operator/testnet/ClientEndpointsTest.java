package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Endpoints;
import dev.flowbed.status.Facts.Reach;
import org.junit.jupiter.api.Test;

class ClientEndpointsTest {
    @Test
    void insideTheClusterClientsComeByTheServiceOfTheTestnet() {
        assertThat(clients("{}"))
                .isEqualTo(new Endpoints("http://net.dev.svc:22973", "ws://net.dev.svc:22973/ws", null, null));
    }

    @Test
    void anIngressLeadsInByItsHostEncryptedWhenItHasACertificate() {
        assertThat(clients("{access: {ingress: {host: net.example.org}}}"))
                .isEqualTo(new Endpoints("http://net.example.org", "ws://net.example.org/ws", null, null));
        assertThat(clients("{access: {ingress: {host: net.example.org, tlsSecretName: certificate}}}"))
                .isEqualTo(new Endpoints("https://net.example.org", "wss://net.example.org/ws", null, null));
    }

    @Test
    void aGatewayLeadsInByItsHost() {
        assertThat(clients("{access: {gateway: {gatewayName: public, host: net.example.org}}}")
                        .rest())
                .isEqualTo("http://net.example.org");
    }

    @Test
    void eachNodeIsReachedByItsOwnServiceAndByItsPeersService() {
        Reach reach = ClientEndpoints.of(Made.gathered("{shards: 2}"));
        assertThat(reach.nodes()).containsOnlyKeys("net-c0-b0", "net-c0-b1");
        assertThat(reach.nodes().get("net-c0-b1"))
                .isEqualTo(new Endpoints(
                        "http://net-c0-b1.dev.svc:22973",
                        "ws://net-c0-b1.dev.svc:22973/ws",
                        "net-c0-b1-peers.dev.svc:10973",
                        "net-c0-b1-peers.dev.svc:19973"));
    }

    private static Endpoints clients(String spec) {
        return ClientEndpoints.of(Made.gathered(spec)).clients();
    }
}
