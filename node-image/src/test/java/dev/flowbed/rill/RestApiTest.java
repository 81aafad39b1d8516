package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** REST on chains that grow: a development node, which mines every submitted transaction at once. */
class RestApiTest {
    private static final PrivateKey FROM = RunningRill.key(0);
    private static final String TO = RunningRill.key(1).address();
    private static final String FIRST_TO =
            PrivateKey.generate(new SecureRandom(), 1, 4).address();

    @TempDir
    private static Path home;

    private static RunningRill rill;
    private static String txId;

    @BeforeAll
    static void mineATransfer() {
        rill = RunningRill.start(home, "alephium.mempool.auto-mine-for-dev = true");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rill.get("/infos/self-clique").json().get("synced").asBoolean());
        RunningRill.Answer submitted = rill.transfer(FROM, FIRST_TO, "12.5 ALPH");
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
        txId = submitted.json().get("txId").asText();
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @Test
    void confirmsWhatWasSubmittedAtOnce() {
        JsonNode status = rill.get("/transactions/status?txId=" + txId).json();
        assertThat(status.get("type").asText()).isEqualTo("Confirmed");
        assertThat(fields(status))
                .containsExactly(
                        "type",
                        "blockHash",
                        "txIndex",
                        "chainConfirmations",
                        "fromGroupConfirmations",
                        "toGroupConfirmations");
        assertThat(rill.get("/transactions/status?txId=" + txId + "&fromGroup=0&toGroup=1")
                        .json())
                .isEqualTo(status);
        assertThat(rill.get("/transactions/local-status?txId=" + txId).json()).isEqualTo(status);
        assertThat(rill.get("/transactions/status?txId=" + txId + "&toGroup=2").body())
                .isEqualTo("{\"type\":\"TxNotFound\"}");
    }

    @Test
    void showsTheTransactionInAllForms() {
        JsonNode details = rill.get("/transactions/details/" + txId).json();
        assertThat(details.at("/unsigned/txId").asText()).isEqualTo(txId);
        assertThat(details.at("/unsigned/fixedOutputs/0/address").asText()).isEqualTo(FIRST_TO);
        String raw = rill.get("/transactions/raw/" + txId).json().get("value").asText();
        assertThat(raw).startsWith("0004");
        JsonNode rich = rill.get("/transactions/rich-details/" + txId).json();
        JsonNode input = rich.at("/unsigned/inputs/0");
        assertThat(fields(input))
                .containsExactly(
                        "type", "hint", "key", "unlockScript", "attoAlphAmount", "address", "tokens", "outputRefTxId");
        assertThat(input.get("address").asText()).isEqualTo(FROM.address());
        assertThat(rich.at("/unsigned/scriptOpt").isNull()).isTrue();
    }

    @Test
    void findsTheTransactionBehindAnOutput() {
        JsonNode output = rill.get("/transactions/details/" + txId).json().at("/unsigned/fixedOutputs/0");
        String query = "hint=" + output.get("hint").asInt() + "&key="
                + output.get("key").asText();
        assertThat(rill.get("/transactions/tx-id-from-outputref?" + query).body())
                .isEqualTo("\"" + txId + "\"");
    }

    @Test
    void showsTheBlockInAllForms() {
        String hash = rill.get("/transactions/status?txId=" + txId)
                .json()
                .get("blockHash")
                .asText();
        JsonNode block = rill.get("/blockflow/blocks/" + hash).json();
        assertThat(block.get("hash").asText()).isEqualTo(hash);
        assertThat(block.at("/transactions/0/unsigned/txId").asText()).isEqualTo(txId);
        assertThat(block.get("ghostUncles")).isEmpty();
        assertThat(rill.get("/blockflow/blocks-with-events/" + hash).json().get("block"))
                .isEqualTo(block);
        assertThat(rill.get("/blockflow/rich-blocks/" + hash)
                        .json()
                        .at("/block/transactions/0/unsigned/inputs/0/address")
                        .asText())
                .isEqualTo(FROM.address());
        JsonNode header = rill.get("/blockflow/headers/" + hash).json();
        assertThat(header.get("deps")).isEqualTo(block.get("deps"));
        assertThat(rill.get("/blockflow/raw-blocks/" + hash).json().get("value").asText())
                .startsWith(block.get("nonce").asText());
        assertThat(rill.get("/blockflow/is-block-in-main-chain?blockHash=" + hash)
                        .body())
                .isEqualTo("true");
        assertThat(rill.get("/blockflow/hashes?fromGroup=0&toGroup=1&height="
                                + block.get("height").asInt())
                        .json()
                        .get("headers")
                        .toString())
                .contains(hash);
        assertThat(rill.get("/blockflow/chain-info?fromGroup=0&toGroup=1")
                        .json()
                        .get("currentHeight")
                        .asInt())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void listsBlocksByTimeForEachChain() {
        long now = System.currentTimeMillis();
        String interval = "?fromTs=" + (now - 600_000) + "&toTs=" + (now + 1000);
        JsonNode chains = rill.get("/blockflow/blocks" + interval).json().get("blocks");
        assertThat(chains).hasSize(16);
        assertThat(chains.get(1).toString()).contains(txId);
        assertThat(rill.get("/blockflow/blocks-with-events" + interval).json().at("/blocksAndEvents/1/0/events"))
                .isEmpty();
        assertThat(rill.get("/blockflow/rich-blocks" + interval).status()).isEqualTo(200);
    }

    @Test
    void tellsWhatAddressesHave() {
        JsonNode balance = rill.get("/addresses/" + FIRST_TO + "/balance").json();
        assertThat(fields(balance))
                .containsExactly("balance", "balanceHint", "lockedBalance", "lockedBalanceHint", "utxoNum");
        assertThat(balance.get("balanceHint").asText()).isEqualTo("12.5 ALPH");
        assertThat(balance.get("utxoNum").asInt()).isEqualTo(1);
        JsonNode utxos = rill.get("/addresses/" + FIRST_TO + "/utxos").json().get("utxos");
        assertThat(utxos).hasSize(1);
        assertThat(fields(utxos.get(0))).containsExactly("ref", "amount", "lockTime", "additionalData");
    }

    @Test
    void buildsForDestinationsOfAllGroups() {
        StringBuilder destinations = new StringBuilder();
        for (int group = 0; group < 4; group++) {
            destinations.append(group == 0 ? "" : ",");
            destinations.append(
                    "{\"address\":\"" + RunningRill.key(group).address() + "\",\"attoAlphAmount\":\"1 ALPH\"}");
        }
        RunningRill.Answer built = rill.post(
                "/transactions/build-transfer-from-one-to-many-groups",
                "{\"fromPublicKey\":\"" + RunningRill.key(2).publicKey().hex() + "\",\"destinations\":[" + destinations
                        + "]}");
        assertThat(built.status()).as(built.body()).isEqualTo(200);
        List<Integer> targets = new ArrayList<>();
        built.json().forEach(tx -> targets.add(tx.get("toGroup").asInt()));
        assertThat(targets).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void buildsForSeveralSendersAndSweeps() {
        RunningRill.Answer multi = rill.post(
                "/transactions/build-multi-addresses",
                "{\"from\":[{\"fromPublicKey\":\""
                        + RunningRill.key(3).publicKey().hex() + "\",\"destinations\":[{\"address\":\"" + TO
                        + "\",\"attoAlphAmount\":\"2 ALPH\"}]}]}");
        assertThat(multi.json().get("type").asText()).isEqualTo("BuildSimpleTransferTxResult");
        RunningRill.Answer sweep = rill.post(
                "/transactions/sweep-address/build",
                "{\"fromPublicKey\":\"" + RunningRill.key(3).publicKey().hex() + "\",\"toAddress\":\"" + TO + "\"}");
        assertThat(sweep.json().get("unsignedTxs")).hasSize(1);
        JsonNode decoded = rill.post(
                        "/transactions/decode-unsigned-tx",
                        "{\"unsignedTx\":\""
                                + sweep.json().at("/unsignedTxs/0/unsignedTx").asText() + "\"}")
                .json();
        assertThat(decoded.at("/unsignedTx/txId")).isEqualTo(sweep.json().at("/unsignedTxs/0/txId"));
        assertThat(decoded.get("fromGroup").asInt()).isEqualTo(3);
    }

    @Test
    void spendsFromAMultisigAddress() {
        PrivateKey one = RunningRill.key(0);
        PrivateKey two = RunningRill.key(2);
        String keys = "[\"" + one.publicKey().hex() + "\",\"" + two.publicKey().hex() + "\"]";
        String address = rill.post("/multisig/address", "{\"keys\":" + keys + ",\"mrequired\":2}")
                .json()
                .get("address")
                .asText();
        assertThat(rill.transfer(RunningRill.key(3), address, "5 ALPH").status())
                .isEqualTo(200);
        RunningRill.Answer built = rill.post(
                "/multisig/build",
                "{\"fromAddress\":\"" + address + "\",\"fromPublicKeys\":" + keys + ",\"destinations\":[{\"address\":\""
                        + TO + "\",\"attoAlphAmount\":\"1 ALPH\"}]}");
        assertThat(built.status()).as(built.body()).isEqualTo(200);
        Hash id = Hash.fromHex(built.json().get("txId").asText());
        RunningRill.Answer submitted = rill.post(
                "/multisig/submit",
                "{\"unsignedTx\":\"" + built.json().get("unsignedTx").asText() + "\",\"signatures\":[\""
                        + one.sign(id).bytes().hex() + "\",\""
                        + two.sign(id).bytes().hex() + "\"]}");
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
        assertThat(rill.post(
                                "/multisig/sweep",
                                "{\"fromAddress\":\"" + address + "\",\"fromPublicKeys\":" + keys + ",\"toAddress\":\""
                                        + TO + "\"}")
                        .json()
                        .get("unsignedTxs"))
                .hasSize(1);
    }

    @Test
    void spendsFromAGrouplessAddress() {
        PrivateKey owner = PrivateKey.generate(new SecureRandom());
        var anywhere = new LockupScript.P2pk(PublicKey.secp256k1(owner.publicKey()), 0);
        String address = Address.formatWithoutGroup(anywhere);
        for (int group = 0; group < 2; group++) {
            assertThat(rill.transfer(RunningRill.key(2), address + ":" + group, "3 ALPH")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(rill.get("/addresses/" + address + "/balance")
                        .json()
                        .get("balanceHint")
                        .asText())
                .isEqualTo("6 ALPH");
        assertThat(rill.get("/addresses/" + address + ":1/balance")
                        .json()
                        .get("balanceHint")
                        .asText())
                .isEqualTo("3 ALPH");
        JsonNode built = rill.post(
                        "/transactions/build",
                        "{\"fromPublicKey\":\"" + owner.publicKey().hex()
                                + "\",\"fromPublicKeyType\":\"gl-secp256k1\",\"destinations\":[{\"address\":\"" + TO
                                + "\",\"attoAlphAmount\":\"5 ALPH\"}]}")
                .json();
        assertThat(built.get("type").asText()).isEqualTo("BuildGrouplessTransferTxResult");
        assertThat(built.get("fundingTxs")).hasSize(1);
        assertThat(rill.post("/transactions/submit", RunningRill.signed(built.at("/fundingTxs/0"), owner))
                        .status())
                .isEqualTo(200);
        assertThat(rill.post("/transactions/submit", RunningRill.signed(built, owner))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void minesOneBlockOnRequest() {
        int before = rill.get("/blockflow/chain-info?fromGroup=3&toGroup=2")
                .json()
                .get("currentHeight")
                .asInt();
        assertThat(rill.post("/miners/cpu-mining/mine-one-block?fromGroup=3&toGroup=2", "")
                        .body())
                .isEqualTo("true");
        assertThat(rill.get("/blockflow/chain-info?fromGroup=3&toGroup=2")
                        .json()
                        .get("currentHeight")
                        .asInt())
                .isEqualTo(before + 1);
    }

    @Test
    void showsAndChangesWhoIsRewarded() {
        JsonNode addresses = rill.get("/miners/addresses").json();
        assertThat(addresses.get("addresses")).hasSize(4);
        assertThat(rill.send("PUT", "/miners/addresses", addresses.toString()).status())
                .isEqualTo(200);
    }

    @Test
    void bansAndMarksAddresses() {
        rill.post("/infos/misbehaviors", "{\"type\":\"Ban\",\"peers\":[\"10.9.9.9\"]}");
        JsonNode banned = rill.get("/infos/misbehaviors").json().get(0);
        assertThat(banned.get("peer").asText()).isEqualTo("10.9.9.9");
        assertThat(banned.at("/status/type").asText()).isEqualTo("Banned");
        rill.post("/infos/misbehaviors", "{\"type\":\"Unban\",\"peers\":[\"10.9.9.9\"]}");
        assertThat(rill.get("/infos/misbehaviors").body()).isEqualTo("[]");
        rill.post("/infos/discovery", "{\"type\":\"Unreachable\",\"peers\":[\"10.9.9.8\"]}");
        assertThat(rill.get("/infos/unreachable").body()).isEqualTo("[\"10.9.9.8\"]");
        rill.post("/infos/discovery", "{\"type\":\"Reachable\",\"peers\":[\"10.9.9.8\"]}");
        assertThat(rill.get("/infos/unreachable").body()).isEqualTo("[]");
    }

    @Test
    void tellsWhatTheNodeIs() {
        assertThat(rill.get("/infos/node")
                        .json()
                        .at("/buildInfo/releaseVersion")
                        .asText())
                .isEqualTo("4.6.0");
        assertThat(rill.get("/infos/version").body()).isEqualTo("{\"version\":\"v4.6.0\"}");
        assertThat(rill.get("/infos/chain-params").body())
                .isEqualTo("{\"networkId\":4,\"numZerosAtLeastInHash\":8,\"groupNumPerBroker\":4,\"groups\":4}");
        JsonNode clique = rill.get("/infos/self-clique").json();
        assertThat(fields(clique)).containsExactly("cliqueId", "nodes", "selfReady", "synced");
        assertThat(clique.at("/nodes/0/restPort").asInt()).isEqualTo(rill.restPort());
        assertThat(rill.get("/infos/inter-clique-peer-info").body()).isEqualTo("[]");
        assertThat(rill.get("/infos/discovered-neighbors").body()).isEqualTo("[]");
        assertThat(rill.get("/infos/current-difficulty")
                        .json()
                        .get("difficulty")
                        .asLong())
                .isPositive();
        assertThat(rill.get("/infos/current-hashrate").json().get("hashrate").asText())
                .endsWith(" MH/s");
    }

    @Test
    void saysWhatIsNotOffered() {
        for (String what : List.of("script", "contract", "project")) {
            RunningRill.Answer answer = rill.post("/contracts/compile-" + what, "{}");
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.json().get("detail").asText()).contains("does not compile Ralph", "client: alephium");
        }
        assertThat(rill.get("/wallets").status()).isEqualTo(404);
    }

    @Test
    void describesEveryEndpointItServes() {
        JsonNode api = rill.get("/docs/openapi.json").json();
        assertThat(api.at("/paths").has("/transactions/submit")).isTrue();
        api.findValues("$ref")
                .forEach(ref -> assertThat(api.at(ref.asText().substring(1)).isObject())
                        .as(ref.asText())
                        .isTrue());
        RunningRill.Answer page = rill.get("/docs");
        assertThat(page.headers().get("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("/blockflow/chain-info?fromGroup&amp;toGroup")
                .doesNotContain("http://", "https://");
    }

    @Test
    void givesMetricsWithTheContentTypeOfTheirFormat() {
        RunningRill.Answer text = rill.get("/metrics", "Accept", "text/plain;version=0.0.4");
        assertThat(text.headers().get("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("# TYPE alephium_blocks_received_total counter")
                .containsPattern("alephium_block_current_height\\{chain_from=\"0\",chain_to=\"1\"} [1-9]")
                .doesNotContain("# EOF");
        RunningRill.Answer open =
                rill.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0,*/*;q=0.1");
        assertThat(open.headers().get("Content-Type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.body())
                .contains("# TYPE alephium_blocks_received counter")
                .endsWith("# EOF\n");
    }

    @Test
    void letsPagesOfAnyOriginIn() {
        RunningRill.Answer answer = rill.get("/infos/node", "Origin", "http://page.example");
        assertThat(answer.headers()).containsEntry("access-control-allow-origin", "http://page.example");
        RunningRill.Answer preflight = rill.send(
                "OPTIONS",
                "/transactions/submit",
                "",
                "Origin",
                "http://page.example",
                "Access-Control-Request-Method",
                "POST");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers()).containsEntry("access-control-allow-methods", "GET,POST,PUT,HEAD,OPTIONS");
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
