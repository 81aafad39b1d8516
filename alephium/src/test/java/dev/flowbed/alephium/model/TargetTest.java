package dev.flowbed.alephium.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({"0, 20ffffff", "8, 1fffffff", "10, 1f3fffff", "19, 1e1fffff", "24, 1dffffff"})
    void leastZerosGiveTheTargetOfTheOfficialNode(int zeros, String bits) {
        assertThat(Target.ofLeastZeros(zeros).hex()).isEqualTo(bits);
        assertThat(Target.fromHex(bits)).isEqualTo(Target.ofLeastZeros(zeros));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "255", "256", "65535", "8388608", "16777216", "123456789"})
    void smallValuesKeepTheirDigits(BigInteger value) {
        assertThat(Target.of(value).value().bitLength()).isEqualTo(value.bitLength());
        assertThat(Target.of(Target.of(value).value())).isEqualTo(Target.of(value));
    }

    @Test
    void hashRateAndTargetBelongTogether() {
        Target target = Target.ofLeastZeros(8);
        BigInteger rate = target.hashRate(2000, 4);
        assertThat(rate).isEqualTo(BigInteger.valueOf(256L * 256 / 2));
        assertThat(Target.ofHashRate(rate, 2000, 4).difficulty()).isEqualTo(target.difficulty());
    }
}
