package dev.flowbed.alephium.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactIntegerTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "-1, 3f",
        "31, 1f",
        "-32, 20",
        "32, 4020",
        "-33, 7fdf",
        "8191, 5fff",
        "-8192, 6000",
        "8192, 80002000",
        "20000, 80004e20",
        "536870911, 9fffffff",
        "-536870912, a0000000",
        "536870912, c020000000",
        "-536870913, c0dfffffff",
        "2147483647, c07fffffff",
        "-2147483648, c080000000"
    })
    void signedIntegersTakeAsFewBytesAsTheyNeed(int value, String hex) {
        assertThat(new ByteWriter().compactInt(value).toBytes().hex()).isEqualTo(hex);
        assertThat(ByteReader.readAll(Bytes.fromHex(hex), ByteReader::compactInt))
                .isEqualTo(value);
        assertThat(new ByteWriter()
                        .compactSigned(BigInteger.valueOf(value))
                        .toBytes()
                        .hex())
                .isEqualTo(hex);
        assertThat(ByteReader.readAll(Bytes.fromHex(hex), ByteReader::compactSigned))
                .isEqualTo(BigInteger.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "63, 3f",
        "64, 4040",
        "16383, 7fff",
        "16384, 80004000",
        "1073741823, bfffffff",
        "1073741824, c040000000",
        "100000000000, c1174876e800",
        "1000000000000000000000000, c6d3c21bcecceda1000000"
    })
    void unsignedIntegersTakeAsFewBytesAsTheyNeed(BigInteger value, String hex) {
        assertThat(new ByteWriter().compactUnsigned(value).toBytes().hex()).isEqualTo(hex);
        assertThat(ByteReader.readAll(Bytes.fromHex(hex), ByteReader::compactUnsigned))
                .isEqualTo(value);
    }

    private static Stream<BigInteger> wide() {
        BigInteger top = BigInteger.ONE.shiftLeft(255);
        return Stream.of(
                top.subtract(BigInteger.ONE),
                top.negate(),
                BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(64).negate(),
                BigInteger.ONE.shiftLeft(31));
    }

    @ParameterizedTest
    @MethodSource("wide")
    void wideSignedIntegersComeBack(BigInteger value) {
        assertThat(ByteReader.readAll(new ByteWriter().compactSigned(value).toBytes(), ByteReader::compactSigned))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "800000", "c0000000", "df"})
    void cutOffIntegersSayWhatIsMissing(String hex) {
        assertThatThrownBy(() -> ByteReader.readAll(Bytes.fromHex(hex), ByteReader::compactUnsigned))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("at byte 0: expected \\d+ bytes, found \\d");
    }

    @Test
    void moreThan256BitsAreRefused() {
        String hex = "dd" + "01" + "00".repeat(32);
        assertThatThrownBy(() -> ByteReader.readAll(Bytes.fromHex(hex), ByteReader::compactUnsigned))
                .hasMessageContaining("at most 256 bits");
    }

    @Test
    void bytesLeftOverAreRefusedWithTheirOffset() {
        assertThatThrownBy(() -> ByteReader.readAll(Bytes.fromHex("0105"), ByteReader::compactInt))
                .hasMessage("at byte 1: expected the end of the input, found 1 more bytes");
    }

    @Test
    void aVectorThatClaimsMoreThanThereIsIsRefusedAtOnce() {
        assertThatThrownBy(() ->
                        ByteReader.readAll(Bytes.fromHex("c07fffffff00"), in -> in.vector(ByteReader::compactInt)))
                .hasMessageContaining("length of a vector, found 2147483647");
    }

    @Test
    void optionsAndBooleansAreZeroOrOne() {
        assertThatThrownBy(() -> ByteReader.readAll(Bytes.fromHex("02"), in -> in.option(ByteReader::u8)))
                .hasMessageContaining("0 or 1");
        assertThatThrownBy(() -> ByteReader.readAll(Bytes.fromHex("02"), ByteReader::bool))
                .hasMessageContaining("0 or 1");
    }

    @Test
    void vectorsComeBack() {
        List<Integer> values = List.of(1, -5, 70000);
        Bytes bytes = new ByteWriter().vector(values, ByteWriter::compactInt).toBytes();
        List<Integer> read = ByteReader.readAll(bytes, in -> in.vector(ByteReader::compactInt));
        assertThat(read).isEqualTo(values);
    }
}
