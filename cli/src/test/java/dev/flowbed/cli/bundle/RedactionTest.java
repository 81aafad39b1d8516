package dev.flowbed.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("0123456789abcdef0123456789abcdef"));

    @Test
    void aKnownSecretIsTakenOutWhereverItStands() {
        assertThat(redaction.apply("refused 0123456789abcdef0123456789abcdef from x"))
                .isEqualTo("refused [redacted] from x");
    }

    @Test
    void whatIsCalledAKeyIsTakenOutThoughItIsUnknown() {
        assertThat(redaction.apply("alephium.api.api-key = \"ffffffffffffffff\""))
                .isEqualTo("alephium.api.api-key = \"[redacted]\"");
        assertThat(redaction.apply("X-API-KEY: ffffffffffffffff")).isEqualTo("X-API-KEY: [redacted]");
        assertThat(redaction.apply("\"privateKey\":\"ffffffffffffffff\"")).isEqualTo("\"privateKey\":\"[redacted]\"");
    }

    @Test
    void settingsThatOnlyNameTheKeyStay() {
        String settings = "alephium.api.api-key = ${?ALEPHIUM_API_KEY}\nalephium.api.api-key-enabled = true\n";
        assertThat(redaction.apply(settings)).isEqualTo(settings);
    }

    @Test
    void ordinaryTextStays() {
        String text = "height 12 on chain 0->1, hash 0000abcd";
        assertThat(redaction.apply(text)).isEqualTo(text);
    }
}
