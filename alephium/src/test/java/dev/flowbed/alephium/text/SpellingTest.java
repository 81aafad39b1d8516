package dev.flowbed.alephium.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"grups,groups", "gropus,groups", "GROUPS,groups", "client,client", "cleint,client"})
    void guessesWhatWasMeant(String written, String meant) {
        assertThat(Spelling.nearest(written, List.of("client", "groups"))).contains(meant);
    }

    @Test
    void guessesNothingThatDiffersByMoreThanTwoLetters() {
        assertThat(Spelling.nearest("shards", List.of("client", "groups"))).isEmpty();
    }

    @Test
    void takesTheNearestOfSeveralAndTheFirstByNameOfEquallyNear() {
        assertThat(Spelling.nearest("port", List.of("parts", "ports", "pert"))).contains("pert");
        assertThat(Spelling.nearest("ports", List.of("part", "port"))).contains("port");
    }
}
