package dev.flowbed.alephium.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

class FormatsCheckTest {
    private static String transfers = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        try (InputStream packed = Files.newInputStream(recorded("recorded-transfers.json.xz"))) {
            transfers = new String(new XZInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path recorded(String name) {
        try {
            return Path.of(Objects.requireNonNull(FormatsCheckTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private FormatsReport changed(UnaryOperator<String> change) throws IOException {
        String text = change.apply(transfers);
        assertThat(text).as("the change must change something").isNotEqualTo(transfers);
        Path file = folder.resolve("changed.json");
        Files.writeString(file, text);
        return FormatsCheck.run(file);
    }

    private static String replaceNth(String text, String regex, int n, UnaryOperator<String> change) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        for (int i = 0; i <= n; i++) {
            assertThat(matcher.find()).isTrue();
        }
        return text.substring(0, matcher.start()) + change.apply(matcher.group()) + text.substring(matcher.end());
    }

    @Test
    void everyRecordedTransferBlockComesOutTheSame() throws IOException {
        FormatsReport report = FormatsCheck.run(recorded("recorded-transfers.json.xz"));
        assertThat(report.difference()).isEmpty();
        assertThat(report.chains()).isEqualTo(16);
        assertThat(report.blocks()).isEqualTo(2053);
        assertThat(report.transactions()).isEqualTo(2101);
        assertThat(report.addresses()).isEqualTo(8);
    }

    @Test
    void everyRecordedContractBlockComesOutTheSame() throws IOException {
        FormatsReport report = FormatsCheck.run(recorded("recorded-contracts.json.xz"));
        assertThat(report.difference()).isEmpty();
        assertThat(report.blocks()).isEqualTo(1717);
        assertThat(report.uncles()).isEqualTo(9);
        assertThat(report.transactions()).isEqualTo(1749);
        assertThat(report.scripts()).isPositive();
        assertThat(report.networkId()).isEqualTo(4);
    }

    @Test
    void aNetworkOfEightGroupsWithUnclesAndAddressesOfEveryKindComesOutTheSame() throws IOException {
        FormatsReport report = FormatsCheck.run(recorded("recorded-eight-groups.json.xz"));
        assertThat(report.difference()).isEmpty();
        assertThat(report.chains()).isEqualTo(64);
        assertThat(report.uncles()).isEqualTo(70);
        assertThat(report.networkId()).isEqualTo(7);
    }

    @Test
    void anotherAllocationGivesAnotherGenesis() throws IOException {
        FormatsReport report = changed(text -> text.replaceFirst("amount = 1000000", "amount = 1000001"));
        assertThat(report.difference().orElseThrow().field()).isEqualTo("genesis hash from the configuration");
        assertThat(report.difference().orElseThrow().where()).startsWith("chain 0->0, height 0");
    }

    @Test
    void oneChangedDigitInABlockIsFound() throws IOException {
        FormatsReport report = changed(text -> replaceNth(
                text,
                "\"raw\": ?\"[0-9a-f]{100}",
                30,
                raw -> raw.substring(0, 40) + flip(raw.charAt(40)) + raw.substring(41)));
        assertThat(report.difference().orElseThrow().field()).isEqualTo("hash");
    }

    private static char flip(char digit) {
        return digit == '0' ? '1' : '0';
    }

    @Test
    void oneChangedJsonFieldIsNamed() throws IOException {
        FormatsReport report = changed(
                text -> replaceNth(text, "\"gasAmount\": ?20000", 40, field -> field.replace("20000", "20001")));
        assertThat(report.difference().orElseThrow().field()).isEqualTo("json transactions[0].unsigned.gasAmount");
        assertThat(report.difference().orElseThrow().expected()).isEqualTo("20001");
        assertThat(report.difference().orElseThrow().found()).isEqualTo("20000");
    }

    @Test
    void aTransactionIdThatDiffersIsNamed() throws IOException {
        FormatsReport report = changed(text -> replaceNth(
                text,
                "\"txId\": ?\"[0-9a-f]",
                20,
                field -> field.substring(0, field.length() - 1) + flip(field.charAt(field.length() - 1))));
        assertThat(report.difference().orElseThrow().field()).isEqualTo("id of transaction 0");
    }

    @Test
    void fieldsInAnotherOrderAreADifference() throws IOException {
        FormatsReport report = changed(text -> replaceNth(
                text, "\"chainFrom\": ?\\d+, ?\"chainTo\": ?\\d+", 3, pair -> pair.replaceAll("(.*), ?(.*)", "$2,$1")));
        assertThat(report.difference().orElseThrow().expected()).contains("chainTo, chainFrom");
    }

    @Test
    void aConfigurationOfAnotherNetworkIsFoundByItsChainParams() throws IOException {
        FormatsReport report = changed(text -> text.replace("network-id = 4", "network-id = 7"));
        assertThat(report.difference())
                .hasToString("Optional[chainParams: networkId: expected 4, found 7 by the configuration]");
    }

    private static String withoutLastChain() {
        int start = transfers.lastIndexOf("{\"from\"");
        int end = transfers.lastIndexOf("], \"balances\"");
        return transfers.substring(0, transfers.lastIndexOf(',', start)) + transfers.substring(end);
    }

    @Test
    void aChainThatIsMissingIsNamed() throws IOException {
        FormatsReport report = changed(text -> withoutLastChain());
        assertThat(report.difference())
                .hasToString("Optional[chain 3->3: chain: expected recorded, found not recorded]");
    }

    @Test
    void ofOneBrokerOfTwoOnlyItsOwnChainsAreAskedFor() throws IOException {
        FormatsReport report = changed(text -> withoutLastChain().replace("broker-num = 1", "broker-num = 2"));
        assertThat(report.difference()).isEmpty();
        assertThat(report.chains()).isEqualTo(15);
    }

    @Test
    void whatIsNoRecordingIsRefusedSayingWhy() throws IOException {
        Path file = folder.resolve("none.json");
        Files.writeString(file, "{\"blocks\": []}");
        assertThatThrownBy(() -> FormatsCheck.run(file))
                .isInstanceOf(FormatException.class)
                .hasMessage("not a recording: it has no config");
        Files.writeString(file, "nothing at all");
        assertThatThrownBy(() -> FormatsCheck.run(file)).hasMessageContaining("not JSON");
    }

    /** The recording's first heights alone, which is quick to read. */
    private static byte[] beginning() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode recording = (ObjectNode) mapper.readTree(transfers);
        for (JsonNode chain : recording.path("chains")) {
            ArrayNode heights = (ArrayNode) chain.path("heights");
            while (heights.size() > 2) {
                heights.remove(2);
            }
        }
        return mapper.writeValueAsBytes(recording);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(0))) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private void isRefusedOrDiffers(byte[] damaged, String how) throws IOException {
        Path file = folder.resolve("damaged");
        Files.write(file, damaged);
        try {
            FormatsCheck.run(file);
        } catch (FormatException e) {
            assertThat(e).as(how).hasMessageMatching("(?s).{10,}");
        }
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        byte[] plain = beginning();
        byte[] packed = packed(plain);
        Path file = folder.resolve("cut");
        for (int part = 1; part < 40; part++) {
            Files.write(file, Arrays.copyOf(plain, plain.length * part / 40));
            assertThatThrownBy(() -> FormatsCheck.run(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("not JSON: line 1, column ");
            Files.write(file, Arrays.copyOf(packed, packed.length * part / 40));
            assertThatThrownBy(() -> FormatsCheck.run(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("cannot be unpacked: ");
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> FormatsCheck.run(file)).hasMessageContaining("found the end");
    }

    @Test
    void damageIsNeverMoreThanADifferenceOrARefusal() throws IOException {
        byte[] plain = beginning();
        byte[] packed = packed(plain);
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            byte[] text = plain.clone();
            int at = random.nextInt(text.length);
            text[at] = (byte) "0a\"{}[],:-.zx ".charAt(random.nextInt(14));
            isRefusedOrDiffers(text, "byte " + at + " of plain JSON");
            byte[] bytes = packed.clone();
            int where = random.nextInt(bytes.length);
            bytes[where] ^= (byte) (1 << random.nextInt(8));
            isRefusedOrDiffers(bytes, "byte " + where + " of xz");
        }
    }
}
