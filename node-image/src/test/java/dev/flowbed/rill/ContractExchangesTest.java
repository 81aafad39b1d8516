package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contracts built, deployed, called and tested as on the official node: measured exchanges in their order, the answers byte for byte but
 * for hashes and times of blocks. The lines of method SIGN sign what the line before built, by the key of a group, and submit it; a block
 * is mined at once.
 */
class ContractExchangesTest {
    @TempDir
    private static Path home;

    private static RunningRill rill;

    @BeforeAll
    static void start() {
        rill = RunningRill.start(home, RunningRill.EVENTS + "alephium.mempool.auto-mine-for-dev = true");
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheOfficialNode() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        RunningRill.Answer[] last = new RunningRill.Answer[1];
        for (String line : lines()) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("\t", -1);
                String name = parts[0] + " " + parts[1] + " " + parts[2];
                tests.add(DynamicTest.dynamicTest(name, () -> last[0] = exchange(parts, last[0])));
            }
        }
        return tests.stream();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ContractExchangesTest.class.getResourceAsStream("contract-exchanges.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static RunningRill.Answer exchange(String[] parts, RunningRill.Answer before) {
        int status = Integer.parseInt(parts[3]);
        if (parts[0].equals("SIGN")) {
            JsonNode built = before.json();
            String signed = RunningRill.signed(built, RunningRill.key(Integer.parseInt(parts[1])));
            RunningRill.Answer answer = rill.post("/transactions/submit", signed);
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            return answer;
        }
        RunningRill.Answer answer = rill.send(parts[0], parts[1], parts[2]);
        assertThat(withoutBlocks(answer.body())).isEqualTo(withoutBlocks(parts[4]));
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }

    private static String withoutBlocks(String body) {
        return body.replaceAll(
                "\"blockHash\":\"[0-9a-f]{64}\",\"timestamp\":[0-9]+", "\"blockHash\":*,\"timestamp\":*");
    }
}
