package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aids under {@code /dev} of a running node. */
class DevelopmentAidsTest {
    private static final String ON = "flowbed.dev.enabled = true\n";
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path home;

    private RunningRill rill;

    @BeforeEach
    void start() {
        start("");
    }

    private void start(String settings) {
        rill = RunningRill.start(home, ON + settings);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rill.get("/infos/self-clique").json().get("synced").asBoolean());
    }

    private void restart(String settings) {
        rill.close();
        start(settings);
    }

    @AfterEach
    void stop() {
        rill.close();
    }

    // ---- time

    @Test
    void timeMovesForwardAndBlocksFollow() {
        long before = post("/dev/time", "{\"forward\": " + DAY + "}").get("now").asLong();
        assertThat(before).isGreaterThanOrEqualTo(System.currentTimeMillis() + DAY - 1000);
        String hash = post("/dev/mine", "{\"fromGroup\":0,\"toGroup\":0}")
                .at("/blocks/0/hash")
                .asText();
        assertThat(timestamp(hash)).isGreaterThanOrEqualTo(before);
        assertThat(get("/dev/time").get("newestBlock").asLong()).isEqualTo(timestamp(hash));
    }

    @Test
    void timeMovesToAnInstantAndBackButNotBeforeTheNewestBlock() {
        long now = System.currentTimeMillis();
        post("/dev/time", "{\"to\": " + (now + 3 * DAY) + "}");
        assertThat(post("/dev/time", "{\"to\": " + (now + 2 * DAY) + "}")
                        .get("now")
                        .asLong())
                .isBetween(now + 2 * DAY, now + 2 * DAY + 5000);
        post("/dev/mine", "{}");
        assertThat(refused("/dev/time", "{\"to\": " + now + "}")).contains("before the newest block at");
        assertThat(refused("/dev/time", "{\"forward\": 4000000000000000}")).contains("at most 100 years");
        assertThat(refused("/dev/time", "{\"forward\": 1, \"to\": 2}")).contains("give one of the two");
        assertThat(refused("/dev/time", "{\"forward\": -1}")).contains("expect positive timestamp");
    }

    @Test
    void timeStaysMovedOverARestart() {
        post("/dev/time", "{\"forward\": " + 5 * DAY + "}");
        post("/dev/mine", "{}");
        restart("");
        assertThat(get("/dev/time").get("offset").asLong()).isEqualTo(5 * DAY);
        post("/dev/mine", "{}");
    }

    @Test
    void locksEndWhenTimeHasPassedThem() {
        PrivateKey owner = key(1);
        long until = System.currentTimeMillis() + DAY;
        post(
                "/dev/fund",
                "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"5 ALPH\",\"lockTime\":" + until + "}");
        assertThat(balance(owner)).isEqualTo("5 ALPH, 5 ALPH locked");
        assertThat(build(owner, "1 ALPH").status()).isEqualTo(500);
        post("/dev/time", "{\"forward\": " + 2 * DAY + "}");
        assertThat(balance(owner)).isEqualTo("5 ALPH, 0 ALPH locked");
        assertThat(build(owner, "1 ALPH").status()).isEqualTo(200);
    }

    // ---- blocks

    @Test
    void blocksAreMinedNowOnOneChainOrAll() {
        JsonNode one = post("/dev/mine", "{\"blocks\":3,\"fromGroup\":1,\"toGroup\":2}");
        assertThat(one.get("blocks")).hasSize(3);
        assertThat(one.at("/blocks/2/height").asInt()).isEqualTo(3);
        assertThat(height(1, 2)).isEqualTo(3);
        assertThat(post("/dev/mine", "").get("blocks")).hasSize(16);
        assertThat(height(1, 2)).isEqualTo(4);
        assertThat(height(3, 0)).isEqualTo(1);
    }

    @Test
    void manyBlocksStayEasyWithTimeBetweenThem() {
        JsonNode mined = post("/dev/mine", "{\"blocks\":60,\"fromGroup\":0,\"toGroup\":0,\"interval\":2000}");
        assertThat(mined.at("/blocks/59/height").asInt()).isEqualTo(60);
        long first = timestamp(mined.at("/blocks/0/hash").asText());
        long last = timestamp(mined.at("/blocks/59/hash").asText());
        assertThat(last - first).isGreaterThanOrEqualTo(59 * 2000L);
    }

    @Test
    void wrongWishesForBlocksAreRefused() {
        assertThat(refused("/dev/mine", "{\"blocks\":0}")).contains("blocks must be 1 to 625 on 16 chains");
        assertThat(refused("/dev/mine", "{\"fromGroup\":0}")).contains("give both");
        assertThat(refused("/dev/mine", "{\"fromGroup\":0,\"toGroup\":4}")).contains("Invalid group index");
    }

    // ---- funds

    @Test
    void anyAddressGetsFundsByARealTransaction() {
        for (int group = 0; group < 4; group++) {
            PrivateKey owner = key(group);
            JsonNode funded =
                    post("/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"1234.5 ALPH\"}");
            assertThat(balance(owner)).isEqualTo("1234.5 ALPH, 0 ALPH locked");
            assertThat(get("/transactions/status?txId=" + funded.get("txId").asText())
                            .get("type")
                            .asText())
                    .isEqualTo("Confirmed");
            assertThat(funded.get("fromGroup").asInt()).isEqualTo(group);
        }
    }

    @Test
    void fundsComeFromAnotherGroupWhenTheOwnOneHasTooLittle() {
        PrivateKey owner = key(2);
        post("/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"999000 ALPH\"}");
        JsonNode second =
                post("/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"500000 ALPH\"}");
        assertThat(second.get("fromGroup").asInt()).isNotEqualTo(2);
        assertThat(second.get("blocks")).hasSize(2);
        assertThat(balance(owner)).isEqualTo("1499000 ALPH, 0 ALPH locked");
        assertThat(refused(
                        "/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"1000000 ALPH\"}"))
                .contains("no address of the funding wallet can pay")
                .contains("Not enough balance");
    }

    @Test
    void fundsWaitForAMinerWhereThatIsAskedFor() {
        PrivateKey owner = key(0);
        JsonNode funded = post(
                "/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"1 ALPH\",\"mine\":false}");
        assertThat(funded.get("blocks")).isEmpty();
        assertThat(get("/mempool/transactions")).hasSize(1);
        post("/dev/mine", "{}");
        assertThat(get("/mempool/transactions")).isEmpty();
    }

    // ---- calls

    @Test
    void aScriptRunsAsAnAddressWhoseKeysNobodyHas() {
        PrivateKey whale = key(1);
        fund(whale, "77 ALPH");
        String request = "{\"group\":1,\"bytecode\":\"" + firstInputsAddress() + "\"";
        JsonNode called = post("/dev/call-tx-script", request + ",\"callerAddress\":\"" + whale.address() + "\"}");
        assertThat(called.at("/returns/0/value").asText()).isEqualTo(whale.address());
        assertThat(refused("/dev/call-tx-script", request + "}")).contains("callerAddress is missing");
        assertThat(refused("/dev/call-tx-script", request + ",\"callerAddress\":\"me\"}"))
                .contains("callerAddress: Invalid address me");
        assertThat(balance(whale)).isEqualTo("77 ALPH, 0 ALPH locked");
    }

    /** A script that returns the address of its transaction's first input. */
    private static String firstInputsAddress() {
        Method main = new Method(true, false, false, false, 0, 0, 1, new Instruction[] {
            Instruction.of(Opcode.U256_CONST_0),
            Instruction.of(Opcode.TX_INPUT_ADDRESS_AT),
            Instruction.of(Opcode.RETURN)
        });
        return Bytes.wrap(new Script(List.of(main)).encode()).hex();
    }

    // ---- snapshots

    @Test
    void everythingGoesBackToASnapshot() {
        PrivateKey owner = key(0);
        fund(owner, "10 ALPH");
        fundWaiting(owner, "1 ALPH");
        String before = observed(owner);
        int id = post("/dev/snapshots", "{\"name\":\"base\"}").get("id").asInt();
        fund(owner, "20 ALPH");
        post("/dev/time", "{\"forward\": " + DAY + "}");
        post("/dev/mine", "{\"blocks\":2}");
        fundWaiting(owner, "3 ALPH");
        assertThat(observed(owner)).isNotEqualTo(before);
        post("/dev/snapshots/" + id + "/revert", "");
        assertThat(observed(owner)).isEqualTo(before);
        assertThat(get("/dev/time").get("offset").asLong()).isZero();
        assertThat(get("/mempool/transactions")).hasSize(1);
        fund(owner, "7 ALPH");
        assertThat(balance(owner)).isEqualTo("18 ALPH, 0 ALPH locked");
    }

    @Test
    void snapshotsHaveNumbersAndNamesAndRevertsDropLaterOnes() {
        post("/dev/snapshots", "{\"name\":\"one\"}");
        post("/dev/mine", "{}");
        post("/dev/snapshots", "");
        post("/dev/mine", "{}");
        post("/dev/snapshots", "{\"name\":\"three\"}");
        assertThat(get("/dev/snapshots").findValuesAsText("name")).containsExactly("one", "", "three");
        post("/dev/snapshots/2/revert", "");
        assertThat(height(0, 0)).isEqualTo(1);
        assertThat(get("/dev/snapshots").findValuesAsText("id")).containsExactly("1", "2");
        post("/dev/snapshots/one/revert", "");
        assertThat(height(0, 0)).isZero();
        assertThat(rill.post("/dev/snapshots/three/revert", "").status()).isEqualTo(404);
        assertThat(rill.send("DELETE", "/dev/snapshots/one", "").status()).isEqualTo(200);
        assertThat(get("/dev/snapshots")).isEmpty();
        assertThat(refused("/dev/snapshots", "{\"name\":\"7\"}")).contains("not only digits");
    }

    @Test
    void snapshotsOutliveARestart() {
        PrivateKey owner = key(3);
        fund(owner, "10 ALPH");
        String before = observed(owner);
        post("/dev/snapshots", "{\"name\":\"base\"}");
        fund(owner, "20 ALPH");
        restart("");
        fund(owner, "30 ALPH");
        assertThat(balance(owner)).isEqualTo("60 ALPH, 0 ALPH locked");
        post("/dev/snapshots/base/revert", "");
        assertThat(observed(owner)).isEqualTo(before);
        restart("");
        assertThat(observed(owner)).isEqualTo(before);
    }

    @Test
    void minersGoOnAfterARevert() {
        post("/dev/snapshots", "{\"name\":\"base\"}");
        post("/dev/mine", "{\"blocks\":2}");
        rill.post("/miners/cpu-mining?action=start-mining", "");
        post("/dev/snapshots/base/revert", "");
        await().atMost(Duration.ofSeconds(30)).until(() -> height(0, 0) >= 2 && height(2, 1) >= 2);
        rill.post("/miners/cpu-mining?action=stop-mining", "");
    }

    @Test
    void aNodeWithoutAidsForgetsItsSnapshotsAndAnswersThatItHasNone() {
        post("/dev/snapshots", "{\"name\":\"base\"}");
        restart("flowbed.dev.enabled = false\n");
        RunningRill.Answer answer = rill.post("/dev/snapshots/base/revert", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("development aids are off").contains("development: true");
        assertThat(rill.get("/docs/openapi.json").body()).doesNotContain("/dev/");
        restart("");
        assertThat(get("/dev/snapshots")).isEmpty();
        assertThat(rill.get("/docs/openapi.json").body()).contains("/dev/snapshots/{id}/revert");
    }

    @Test
    void theApiKeyGuardsThemToo() {
        String key = "0123456789abcdef0123456789abcdef";
        rill.close();
        rill = RunningRill.start(home, ON + "alephium.api.api-key = " + key + "\n");
        assertThat(rill.post("/dev/mine", "{}").status()).isEqualTo(401);
        assertThat(rill.post("/dev/mine", "{}", "X-API-KEY", key).status()).isEqualTo(200);
    }

    @Test
    void aNodeThatLooksForPeersNeitherMovesTimeNorGoesBack() {
        rill.close();
        rill = RunningRill.start(home, ON + "alephium.discovery.bootstrap = [\"127.0.0.1:1\"]\n");
        for (String path : new String[] {"/dev/time", "/dev/snapshots"}) {
            assertThat(refused(path, "{\"forward\": 1}"))
                    .contains("only a node without peers")
                    .contains("alephium.discovery.bootstrap");
        }
        post("/dev/mine", "{}");
    }

    // ---- what is seen

    private String observed(PrivateKey owner) {
        StringBuilder seen = new StringBuilder();
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                String chain = "fromGroup=" + from + "&toGroup=" + to;
                int height = height(from, to);
                for (int i = 0; i <= height + 1; i++) {
                    seen.append(rill.get("/blockflow/hashes?" + chain + "&height=" + i)
                            .body());
                }
            }
            seen.append(rill.get("/addresses/" + RunningRill.key(from).address() + "/utxos")
                    .body());
        }
        seen.append(rill.get("/addresses/" + owner.address() + "/utxos").body());
        seen.append(rill.get("/addresses/" + owner.address() + "/balance").body());
        return seen.append(rill.get("/mempool/transactions").body()).toString();
    }

    private JsonNode get(String path) {
        RunningRill.Answer answer = rill.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode post(String path, String body) {
        RunningRill.Answer answer = rill.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String refused(String path, String body) {
        RunningRill.Answer answer = rill.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().get("detail").asText();
    }

    private void fund(PrivateKey owner, String amount) {
        post("/dev/fund", "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"" + amount + "\"}");
    }

    private void fundWaiting(PrivateKey owner, String amount) {
        post(
                "/dev/fund",
                "{\"address\":\"" + owner.address() + "\",\"attoAlphAmount\":\"" + amount + "\",\"mine\":false}");
    }

    private RunningRill.Answer build(PrivateKey from, String amount) {
        return rill.post(
                "/transactions/build",
                "{\"fromPublicKey\":\"" + from.publicKey().hex() + "\",\"destinations\":[{\"address\":\""
                        + from.address() + "\",\"attoAlphAmount\":\"" + amount + "\"}]}");
    }

    private String balance(PrivateKey owner) {
        JsonNode json = get("/addresses/" + owner.address() + "/balance");
        return json.get("balanceHint").asText() + ", "
                + json.get("lockedBalanceHint").asText() + " locked";
    }

    private int height(int from, int to) {
        return get("/blockflow/chain-info?fromGroup=" + from + "&toGroup=" + to)
                .get("currentHeight")
                .asInt();
    }

    private long timestamp(String hash) {
        return get("/blockflow/headers/" + hash).get("timestamp").asLong();
    }

    private static PrivateKey key(int group) {
        return PrivateKey.generate(new SecureRandom(), group, 4);
    }
}
