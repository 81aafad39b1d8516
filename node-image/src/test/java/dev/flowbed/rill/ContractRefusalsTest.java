package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused about contracts in words of rill's own: where the official node has none, or names its classes. */
class ContractRefusalsTest {
    private static final String KEY = RunningRill.key(0).publicKey().hex();
    private static final String NOTHING = "01010300000000";
    private static final String EXECUTE = "/contracts/unsigned-tx/execute-script";

    @TempDir
    private static Path home;

    private static RunningRill rill;

    @BeforeAll
    static void start() {
        rill = RunningRill.start(home, "");
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @Test
    void gasThatNoTransactionCanHave() {
        assertRefused(
                400,
                execute(NOTHING, ",\"gasAmount\":19999"),
                "Provided gas GasBox(19999) too small, minimal GasBox(20000)");
        assertRefused(
                400,
                rill.post(
                        "/contracts/unsigned-tx/deploy-contract",
                        "{\"fromPublicKey\":\"" + KEY
                                + "\",\"bytecode\":\"00010b010000000000021800000000\",\"gasAmount\":1}"),
                "at byte");
        String tooMuch = "1000000000000000000000000001";
        assertRefused(
                400,
                execute(NOTHING, ",\"gasPrice\":\"" + tooMuch + "\""),
                "Gas price GasPrice(" + tooMuch + ") too large");
    }

    @Test
    void codeThatIsNone() {
        assertRefused(400, execute("", ""), "at byte 0: expected 1 bytes, found 0");
        assertRefused(400, execute("00", ""), "expected a script, found one without methods");
        assertRefused(
                400,
                rill.post("/contracts/test-contract", "{\"bytecode\":\"00\"}"),
                "Invalid stateful contract 00: at byte 1");
    }

    @Test
    void aScriptThatTakesAssetsWhenNobodyGivesAny() {
        assertRefused(
                500,
                rill.post("/contracts/call-tx-script", "{\"group\":0,\"bytecode\":\"" + NOTHING + "\"}"),
                "VM execution error: Invalid tx input index 0");
    }

    @Test
    void theStateAfterABlockThatIsNotThere() {
        JsonNode answer = rill.post(
                        "/contracts/call-contract",
                        "{\"group\":0,\"address\":\"tgx7VNFoP9DJiFMFgXXtafQZkUvyEdDHT9ryamHJYrjq\",\"methodIndex\":0,"
                                + "\"worldStateBlockHash\":\"" + "00".repeat(32) + "\"}")
                .json();
        assertThat(answer.get("type").asText()).isEqualTo("CallContractFailed");
        assertThat(answer.get("error").asText())
                .isEqualTo("Failed in IO: no world state after block " + "00".repeat(32));
    }

    private static RunningRill.Answer execute(String bytecode, String more) {
        return rill.post(EXECUTE, "{\"fromPublicKey\":\"" + KEY + "\",\"bytecode\":\"" + bytecode + "\"" + more + "}");
    }

    private static void assertRefused(int status, RunningRill.Answer answer, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }
}
