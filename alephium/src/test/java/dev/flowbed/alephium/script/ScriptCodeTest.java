package dev.flowbed.alephium.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import org.junit.jupiter.api.Test;

class ScriptCodeTest {
    /** One public method without arguments that pushes true and asserts it. */
    private static final String ASSERT_TRUE = "0101000000000203" + "4d";

    @Test
    void codeEndsWhereItsLastInstructionDoes() {
        ByteReader in = new ByteReader(Bytes.fromHex(ASSERT_TRUE + "ff"));
        assertThat(ScriptCode.readStateful(in).bytes().hex()).isEqualTo(ASSERT_TRUE);
        assertThat(in.remaining()).isEqualTo(1);
    }

    @Test
    void theSchnorrAddressScriptOfTheOfficialNodeIsStateless() {
        String code = "0101000000000458144020" + "11".repeat(32) + "8685";
        assertThat(ScriptCode.ofStateless(Bytes.fromHex(code)).bytes().hex()).isEqualTo(code);
    }

    @Test
    void compactIntegersWithinCodeAreMadeCanonical() {
        // a jump of zero, written in two bytes
        String wasteful = "01010000000001" + "4a" + "4000";
        assertThat(ScriptCode.ofStateful(Bytes.fromHex(wasteful)).bytes().hex())
                .isEqualTo("01010000000001" + "4a" + "00");
    }

    @Test
    void whatIsNoScriptIsRefusedSayingWhy() {
        assertRefused("00", "without methods");
        assertRefused("0100000000000203" + "4d", "public entry method");
        assertRefused("01010000000001" + "9f", "instruction, found code 159");
        assertRefused("01010800000000", "asset modifier");
        assertRefused("01010001000000", "arguments <= locals");
        assertRefused("01010000000001" + "8f09", "development instruction");
        assertRefused("01010000000001" + "4a" + "80010001", "jump of at most");
    }

    private static void assertRefused(String hex, String message) {
        assertThatThrownBy(() -> ScriptCode.ofStateful(Bytes.fromHex(hex))).hasMessageContaining(message);
    }

    @Test
    void stateIsOutOfReachOfAddressScripts() {
        String loadsAField = "01010000000001" + "a000";
        assertThat(ScriptCode.ofStateful(Bytes.fromHex(loadsAField)).usesPreapprovedAssets())
                .isFalse();
        assertThatThrownBy(() -> ScriptCode.ofStateless(Bytes.fromHex(loadsAField)))
                .hasMessageContaining("instruction, found code 160");
        assertThatThrownBy(() -> ScriptCode.ofStateless(Bytes.fromHex("0101010000000203" + "4d")))
                .hasMessageContaining("approves no assets");
    }
}
