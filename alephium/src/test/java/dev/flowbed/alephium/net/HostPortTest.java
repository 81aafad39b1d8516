package dev.flowbed.alephium.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9973,127.0.0.1,9973",
        "node-0.clique.svc:10973,node-0.clique.svc,10973",
        "node_1:65535,node_1,65535",
        "' localhost:0 ',localhost,0",
        "[::1]:22973,::1,22973",
        "[fe80::1%eth0]:1,fe80::1%eth0,1",
        "[::ffff:10.0.0.1]:80,::ffff:10.0.0.1,80"
    })
    void readsHostAndPort(String text, String host, int port) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port)).hasToString(text.strip());
    }

    @Test
    void isItsHostAndItsPort() {
        HostPort address = new HostPort("node", 9973);
        assertThat(address)
                .isEqualTo(new HostPort("node", 9973))
                .hasSameHashCodeAs(new HostPort("node", 9973))
                .isNotEqualTo(new HostPort("node", 9974))
                .isNotEqualTo(new HostPort("other", 9973));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | no port",
                "host | no port",
                "[::1] | no port",
                "host: | no port after the colon",
                ":9973 | no host before the colon",
                "host:http | 'http' is no port, which is a number up to 65535",
                "host:-1 | '-1' is no port, which is a number up to 65535",
                "host:+1 | '+1' is no port, which is a number up to 65535",
                "host:٣ | '٣' is no port, which is a number up to 65535",
                "host:65536 | '65536' is no port, which is a number up to 65535",
                "host:4294967297 | '4294967297' is no port, which is a number up to 65535",
                "::1:9973 | more than one colon; an IPv6 address goes in brackets",
                "http://host:9973 | more than one colon; an IPv6 address goes in brackets",
                "[::1:9973 | the bracket before the IPv6 address is not closed",
                "[::1]9973 | no colon after the IPv6 address",
                "[]:9973 | '' in brackets is no IPv6 address",
                "[127.0.0.1]:9973 | '127.0.0.1' in brackets is no IPv6 address",
                "[localhost]:9973 | 'localhost' in brackets is no IPv6 address",
                "a b:1 | 'a b' is no host",
                "]:1 | ']' is no host"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void readsSeveralInTheirOrder() {
        assertThat(HostPort.parseTargets("a:2,[::1]:1")).containsExactly(new HostPort("a", 2), new HostPort("::1", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:1,", "a:1,,b:2", ",a:1"})
    void namesThePartThatIsWrong(String text) {
        assertThatThrownBy(() -> HostPort.parseTargets(text)).hasMessage("'': no port");
    }

    @Test
    void connectsToNoPortZero() {
        assertThatThrownBy(() -> HostPort.parseTarget("host:0")).hasMessage("port 0 cannot be connected to");
    }
}
