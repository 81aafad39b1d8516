package dev.flowbed.alephium.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Val;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of the virtual machine as the REST API writes and reads them. */
class ValJsonTest {
    private static final String ADDRESS = "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH";
    private static final String CONTRACT = "xH5L4dJYkC4cv4SdPGvmBUZaRztCaAycBMDcjxfXZEHm";

    @Test
    void everyKindIsWrittenWithItsTypeAndReadBackTheSame() {
        List<Val> values = List.of(
                new Val.Bool(true),
                new Val.SignedInteger(BigInteger.TWO.pow(255).negate()),
                new Val.UnsignedInteger(U256.MAX),
                new Val.ByteVec(Bytes.fromHex("00ff")),
                new Val.AddressVal(Address.parse(ADDRESS)),
                new Val.AddressVal(Address.parse(CONTRACT)));

        assertThat(ValJson.write(values).toString())
                .isEqualTo("[{\"type\":\"Bool\",\"value\":true},{\"type\":\"I256\",\"value\":\"-"
                        + BigInteger.TWO.pow(255) + "\"},{\"type\":\"U256\",\"value\":\"" + U256.MAX
                        + "\"},{\"type\":\"ByteVec\",\"value\":\"00ff\"},{\"type\":\"Address\",\"value\":\"" + ADDRESS
                        + "\"},{\"type\":\"Address\",\"value\":\"" + CONTRACT + "\"}]");
        assertThat(ValJson.readAll(ValJson.write(values), Address::parse)).isEqualTo(values);
    }

    @Test
    void arraysAreFlattenedAndIntegersMayBeNumbers() {
        assertThat(read("[{\"type\":\"Array\",\"value\":[{\"type\":\"U256\",\"value\":1},"
                        + "{\"value\":[{\"type\":\"I256\",\"value\":\"-2\"}],\"type\":\"Array\"}]},"
                        + "{\"type\":\"Array\",\"value\":[]},{\"type\":\"Bool\",\"value\":false}]"))
                .containsExactly(
                        new Val.UnsignedInteger(U256.ONE),
                        new Val.SignedInteger(BigInteger.valueOf(-2)),
                        new Val.Bool(false));
    }

    @Test
    void whatIsNoValueIsSaidInTheOfficialWords() {
        assertRefused("[{\"type\":\"Foo\",\"value\":1}]", "invalid tag for tagged object: Foo");
        assertRefused("[{\"type\":\"U256\"}]", "missing keys in dictionary: value");
        assertRefused("[{\"type\":\"U256\",\"value\":\"-1\"}]", "Invalid U256: -1");
        assertRefused(
                "[{\"type\":\"U256\",\"value\":\"" + BigInteger.TWO.pow(256) + "\"}]",
                "Invalid U256: " + BigInteger.TWO.pow(256));
        assertRefused(
                "[{\"type\":\"I256\",\"value\":\"" + BigInteger.TWO.pow(255) + "\"}]",
                "Invalid I256: " + BigInteger.TWO.pow(255));
        assertRefused("[{\"type\":\"I256\",\"value\":\"x\"}]", "For input string: \"x\"");
        assertRefused("[{\"type\":\"ByteVec\",\"value\":\"0\"}]", "Invalid hex string: 0");
        assertRefused("[{\"type\":\"Bool\",\"value\":\"yes\"}]", "expected boolean got string");
        assertRefused("[{\"value\":true}]", "Missing key \"type\" for tagged dictionary");
        assertRefused("[{\"type\":\"Array\",\"value\":{}}]", "expected sequence got dictionary");
        assertRefused("[7]", "expected dictionary got number");
        assertRefused("{}", "expected sequence got dictionary");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FormatException.class).hasMessage(message);
    }

    private static List<Val> read(String json) {
        try {
            return ValJson.readAll(new ObjectMapper().readTree(json), Address::parse);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
