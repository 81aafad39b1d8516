package dev.flowbed.rill.official;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.Submitted;
import dev.flowbed.alephium.script.Address;
import java.time.Duration;

/** A counter as a contract: official nodes compile and build what is signed, any clique may be handed it. */
final class Contracts {
    private static final String COUNTER = """
            Contract Counter(mut count: U256) {
              event Counted(count: U256)
              @using(updateFields = true, checkExternalCaller = false)
              pub fn add(amount: U256) -> () {
                count = count + amount
                emit Counted(count)
              }
            }
            """;
    // no immutable fields, one mutable one: a U256 of zero
    private static final String INITIAL_FIELDS = "00" + "010200";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestClique compiler;

    /** @param compiler a clique of official nodes */
    Contracts(TestClique compiler) {
        this.compiler = compiler;
    }

    /** A counter and the transaction that makes it. */
    record Counter(String address, Submitted transaction) {
        String id() {
            return Address.parseContract(address).contractId().toString();
        }
    }

    /** Deploys a counter by way of a clique. */
    Counter deploy(PrivateKey owner, TestClique by) {
        NodeProcess node = official(owner);
        JsonNode compiled = node.post("/contracts/compile-contract", object().put("code", COUNTER));
        JsonNode built = node.post(
                "/contracts/unsigned-tx/deploy-contract",
                from(owner).put("bytecode", compiled.get("bytecode").asText() + INITIAL_FIELDS));
        return new Counter(built.get("contractAddress").asText(), submit(built, owner, by));
    }

    /** Has a counter count on by way of a clique. */
    Submitted add(PrivateKey caller, Counter counter, int amount, TestClique by) {
        NodeProcess node = official(caller);
        String script = "TxScript Add { Counter(#" + counter.id() + ").add(" + amount + ") }\n" + COUNTER;
        JsonNode compiled = node.post("/contracts/compile-script", object().put("code", script));
        ObjectNode ask =
                from(caller).put("bytecode", compiled.get("bytecodeTemplate").asText());
        // a block may give way to another of its height, and what it brought comes with a later one
        JsonNode built = await("the contract in the state that a script is built upon")
                .atMost(PATIENCE)
                .ignoreException(AssertionError.class)
                .until(() -> node.post("/contracts/unsigned-tx/execute-script", ask), answer -> true);
        return submit(built, caller, by);
    }

    /** Waits until an official node says that a counter has come to a number. */
    void awaitCount(Counter counter, int group, int expected) {
        await("the counter at " + expected)
                .atMost(PATIENCE)
                .ignoreException(AssertionError.class)
                .until(() -> count(counter, group) == expected);
    }

    private int count(Counter counter, int group) {
        JsonNode state = compiler.broker(group).get("/contracts/" + counter.address() + "/state");
        return state.get("mutFields").get(0).get("value").asInt();
    }

    private NodeProcess official(PrivateKey owner) {
        return compiler.broker(owner.lockupScript().group(MixedNetwork.GROUPS));
    }

    private static Submitted submit(JsonNode built, PrivateKey owner, TestClique by) {
        Hash id = Hash.fromHex(built.get("txId").asText());
        ObjectNode signed = object().put("unsignedTx", built.get("unsignedTx").asText());
        signed.put("signature", owner.sign(id).bytes().hex());
        NodeProcess taker = by.broker(owner.lockupScript().group(MixedNetwork.GROUPS));
        JsonNode taken = taker.post("/transactions/submit", signed);
        ChainIndex chain = new ChainIndex(
                taken.get("fromGroup").asInt(), taken.get("toGroup").asInt());
        return new Submitted(id, chain);
    }

    private static ObjectNode from(PrivateKey owner) {
        return object().put("fromPublicKey", owner.publicKey().hex());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
