package dev.flowbed.rill.official;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.differential.AddressScripts;
import dev.flowbed.rill.differential.Answer;
import dev.flowbed.rill.differential.ChainPrograms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random transactions of several owners, built by the official node, signed here, submitted to both nodes. */
final class RandomTraffic {
    private static final int OWNERS_PER_GROUP = 3;
    private static final int BLOCKS_PER_ROUND = 40;
    private static final int MOST_TRIES = 60;
    private static final int MOST_DIFFERENCES = 30;
    private static final int UNAVAILABLE = 503;
    private static final String CRASHED = "Internal server error";
    private static final String CALL_SCRIPT = "/contracts/call-tx-script";

    private final TwoNodes nodes;
    private final Random random;
    private final List<Owner> owners = new ArrayList<>();
    private final List<LockupScript.P2mpkh> multisigs = new ArrayList<>();
    private final List<LockedAlph> locked = new ArrayList<>();
    private final Set<String> addresses = new TreeSet<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Somebody with a key, and the programs that he tries. */
    private record Owner(PrivateKey key, int group, ChainPrograms programs, AddressScripts scripts) {}

    /** ALPH at an address with a script, and how to get at it. */
    private record LockedAlph(Owner owner, AddressScripts.Locked lock, String address) {}

    RandomTraffic(TwoNodes nodes, long seed) {
        this.nodes = nodes;
        this.random = new Random(seed);
        for (int group = 0; group < MixedNetwork.GROUPS; group++) {
            for (int i = 0; i < OWNERS_PER_GROUP; i++) {
                PrivateKey key = key(group);
                owners.add(new Owner(
                        key,
                        group,
                        new ChainPrograms(random.nextLong(), group, key.lockupScript()),
                        new AddressScripts(random.nextLong())));
                addresses.add(key.address());
            }
        }
    }

    private PrivateKey key(int group) {
        while (true) {
            byte[] secret = new byte[PrivateKey.LENGTH];
            random.nextBytes(secret);
            PrivateKey key = PrivateKey.of(secret);
            if (key.lockupScript().group(MixedNetwork.GROUPS) == group) {
                return key;
            }
        }
    }

    // ---- what happens

    /** Gives every owner ALPH from the genesis allocations. */
    void fund() throws IOException {
        for (int i = 0; i < OWNERS_PER_GROUP; i++) {
            for (int group = 0; group < MixedNetwork.GROUPS; group++) {
                Owner owner = owners.get(group * OWNERS_PER_GROUP + i);
                PrivateKey funded = MixedNetwork.funded(group);
                build(
                        "fund",
                        "/transactions/build",
                        transfer(funded, owner.key().address(), "2000000000000000000000"),
                        funded);
            }
            mine(2 * BLOCKS_PER_ROUND);
        }
    }

    /** Every owner does something, then blocks are mined. */
    void round() throws IOException {
        List.copyOf(locked).forEach(this::unlock);
        for (Owner owner : owners) {
            switch (random.nextInt(9)) {
                case 0 -> transfer(owner);
                case 1 -> multisig(owner);
                case 2, 3 -> deploy(owner);
                case 4 -> lock(owner);
                default -> execute(owner);
            }
            call(owner);
        }
        mine(BLOCKS_PER_ROUND);
    }

    /** Mines at the official node, which sends its miners away when it thinks for a moment that it is not synced. */
    void mine(int blocks) throws IOException {
        int mined = 0;
        for (int tries = 0; mined < blocks; tries++) {
            try (ApiMiner miner = new ApiMiner(nodes.official().ports(), MixedNetwork.GROUPS)) {
                while (mined < blocks) {
                    miner.mine();
                    mined++;
                }
            } catch (IOException e) {
                if (tries >= MOST_TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void transfer(Owner owner) {
        ObjectNode request =
                transfer(owner.key(), destination(), Long.toString(1_000_000_000_000_000L * (1 + random.nextInt(900))));
        if (random.nextInt(5) == 0) {
            ObjectNode destination = (ObjectNode) request.get("destinations").get(0);
            destination.put("lockTime", System.currentTimeMillis() + 1000L * random.nextInt(40));
        }
        build("transfer", "/transactions/build", request, owner.key());
    }

    private String destination() {
        LockupScript to = switch (random.nextInt(6)) {
            case 0 -> new LockupScript.P2sh(Hash.blake2b(new byte[] {(byte) random.nextInt(20)}));
            case 1 ->
                new LockupScript.P2pk(
                        PublicKey.secp256k1(
                                owners.get(random.nextInt(owners.size())).key().publicKey()),
                        random.nextInt(4));
            case 2 -> multisig();
            default -> owners.get(random.nextInt(owners.size())).key().lockupScript();
        };
        addresses.add(Address.format(to));
        return Address.format(to);
    }

    private LockupScript.P2mpkh multisig() {
        List<Bytes> keys =
                owners.stream().limit(3).map(owner -> owner.key().publicKey()).toList();
        LockupScript.P2mpkh multisig = LockupScript.P2mpkh.of(keys, 2);
        multisigs.add(multisig);
        return multisig;
    }

    private void multisig(Owner owner) {
        if (multisigs.isEmpty()) {
            transfer(owner);
            return;
        }
        ObjectNode request = object().put("fromAddress", Address.format(multisigs.get(0)));
        request.putArray("fromPublicKeys").add(hex(0)).add(hex(1));
        ObjectNode destination = request.putArray("destinations").addObject();
        destination.put("address", owner.key().address()).put("attoAlphAmount", "2000000000000000");
        TwoNodes.Said built = TwoNodes.post(nodes.official(), "/multisig/build", request);
        if (count("multisig build", built)) {
            Hash id = Hash.fromHex(built.body().get("txId").asText());
            ObjectNode signed =
                    object().put("unsignedTx", built.body().get("unsignedTx").asText());
            signed.putArray("signatures")
                    .add(owners.get(0).key().sign(id).bytes().hex())
                    .add(owners.get(1).key().sign(id).bytes().hex());
            submit("multisig", "/multisig/submit", signed);
        }
    }

    private String hex(int owner) {
        return owners.get(owner).key().publicKey().hex();
    }

    /** Pays to an address with a random script. */
    private void lock(Owner owner) {
        AddressScripts.Locked lock = owner.scripts().next(owner.key().publicKey());
        String address = Address.format(LockupScript.P2sh.of(lock.script()));
        addresses.add(address);
        if (build("lock", "/transactions/build", transfer(owner.key(), address, "2000000000000000000"), owner.key())
                != null) {
            locked.add(new LockedAlph(owner, lock, address));
        }
    }

    /** Spends what lies at an address with a script, once it is in a block. */
    private void unlock(LockedAlph target) {
        JsonNode utxos = TwoNodes.get(nodes.official(), "/addresses/" + target.address() + "/utxos")
                .body()
                .path("utxos");
        if (utxos.isEmpty() || random.nextInt(3) == 0) {
            return;
        }
        locked.remove(target);
        JsonNode ref = utxos.get(0).get("ref");
        TxInput input = new TxInput(
                new TxOutputRef(
                        new Hint(ref.get("hint").asInt()),
                        Hash.fromHex(ref.get("key").asText())),
                new UnlockScript.P2sh(target.lock().script(), target.lock().arguments()));
        int gas = random.nextInt(5) == 0 ? Limits.MIN_GAS : 300_000;
        U256 rest = U256.parse(utxos.get(0).get("amount").asText()).minus(Limits.MIN_GAS_PRICE.times(gas));
        TxOutput.Asset output =
                new TxOutput.Asset(rest, target.owner().key().lockupScript(), 0, List.of(), Bytes.EMPTY);
        UnsignedTransaction unsigned = new UnsignedTransaction(
                0,
                MixedNetwork.NETWORK_ID,
                Optional.empty(),
                gas,
                Limits.MIN_GAS_PRICE,
                List.of(input),
                List.of(output));
        ObjectNode signed =
                object().put("unsignedTx", Bytes.wrap(unsigned.encode()).hex());
        signed.put("signature", target.owner().key().sign(unsigned.id()).bytes().hex());
        submit("unlock", "/transactions/submit", signed);
    }

    private void deploy(Owner owner) {
        ChainPrograms.Deployment contract = owner.programs().nextContract();
        ObjectNode request =
                from(owner).put("bytecode", contract.codeAndFields().hex());
        request.put("initialAttoAlphAmount", "1000000000000000000");
        if (random.nextInt(3) == 0) {
            request.put("issueTokenAmount", Integer.toString(1 + random.nextInt(100_000)));
            if (random.nextBoolean()) {
                request.put("issueTokenTo", owner.key().address());
            }
        }
        JsonNode built = build("deploy", "/contracts/unsigned-tx/deploy-contract", request, owner.key());
        if (built != null) {
            owner.programs()
                    .deployed(
                            contract,
                            Address.parseContract(built.get("contractAddress").asText())
                                    .contractId());
        }
    }

    private void execute(Owner owner) {
        List<TokenAmount> owned = new ArrayList<>();
        JsonNode balance = TwoNodes.get(
                        nodes.official(), "/addresses/" + owner.key().address() + "/balance")
                .body();
        balance.path("tokenBalances")
                .forEach(token -> owned.add(new TokenAmount(
                        Hash.fromHex(token.get("id").asText()),
                        U256.parse(token.get("amount").asText()))));
        ObjectNode request =
                from(owner).put("bytecode", owner.programs().nextScript(owned).hex());
        request.put("attoAlphAmount", "3000000000000000000");
        if (!owned.isEmpty()) {
            TokenAmount token = owned.get(random.nextInt(owned.size()));
            request.putArray("tokens")
                    .addObject()
                    .put("id", token.tokenId().hex())
                    .put("amount", U256.ONE.toString());
        }
        build("execute", "/contracts/unsigned-tx/execute-script", request, owner.key());
    }

    /** Has both nodes run a script that changes nothing, on the same state. */
    private void call(Owner owner) {
        List<TokenAmount> owned = List.of();
        ObjectNode request = object().put("group", owner.group());
        request.put("bytecode", owner.programs().nextScript(owned).hex());
        request.put("txId", Hash.blake2b(longBytes(random.nextLong())).hex());
        request.put("worldStateBlockHash", newestBlock(owner.group()));
        request.putArray("inputAssets")
                .addObject()
                .put("address", owner.key().address())
                .putObject("asset")
                .put("attoAlphAmount", "3000000000000000000");
        request.putArray("interestedContracts");
        Answer before = answer(TwoNodes.post(nodes.official(), CALL_SCRIPT, request));
        Answer here = answer(TwoNodes.post(nodes.rill(), CALL_SCRIPT, request));
        TwoNodes.Said after = TwoNodes.post(nodes.official(), CALL_SCRIPT, request);
        // a script that looks at the time says something else each time
        if (!before.equals(answer(after))) {
            counts.merge("call: hangs on the time", 1, Integer::sum);
            return;
        }
        count("call", after);
        // it stops with an exception of its own where a contract's id has a group that does not exist
        boolean crashed = after.detail().equals(CRASHED);
        boolean same = crashed ? here.status() == after.status() : answer(after).equals(here);
        if (!same && differences.size() < MOST_DIFFERENCES) {
            differences.add("call\n  " + request + "\n  official " + after + "\n  rill     " + here);
        }
    }

    private static Answer answer(TwoNodes.Said said) {
        return Answer.of(said.status(), said.body());
    }

    private String newestBlock(int group) {
        String chain = "fromGroup=" + group + "&toGroup=" + group;
        int height = TwoNodes.get(nodes.official(), "/blockflow/chain-info?" + chain)
                .body()
                .get("currentHeight")
                .asInt();
        return TwoNodes.get(nodes.official(), "/blockflow/hashes?" + chain + "&height=" + height)
                .body()
                .get("headers")
                .get(0)
                .asText();
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    // ---- building and submitting

    private static ObjectNode transfer(PrivateKey from, String to, String amount) {
        ObjectNode request = object().put("fromPublicKey", from.publicKey().hex());
        request.putArray("destinations").addObject().put("address", to).put("attoAlphAmount", amount);
        return request;
    }

    private static ObjectNode from(Owner owner) {
        return object().put("fromPublicKey", owner.key().publicKey().hex());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Has the official node build and both judge; null when nothing is built or it is refused. */
    private @Nullable JsonNode build(String what, String path, ObjectNode request, PrivateKey signer) {
        TwoNodes.Said built = TwoNodes.post(nodes.official(), path, request);
        if (!count(what + " build", built)) {
            return null;
        }
        Hash id = Hash.fromHex(built.body().get("txId").asText());
        ObjectNode signed =
                object().put("unsignedTx", built.body().get("unsignedTx").asText());
        signed.put("signature", signer.sign(id).bytes().hex());
        return submit(what, "/transactions/submit", signed) ? built.body() : null;
    }

    private boolean count(String what, TwoNodes.Said said) {
        String gist = said.isOk() ? "ok" : said.detail().replaceAll("[^A-Za-z` ].*$", "");
        counts.merge(what + ": " + gist, 1, Integer::sum);
        return said.isOk();
    }

    private boolean submit(String what, String path, ObjectNode signed) {
        TwoNodes.Said here = TwoNodes.post(nodes.rill(), path, signed);
        TwoNodes.Said officially = TwoNodes.post(nodes.official(), path, signed);
        compare(what + " submitted", signed, officially, here);
        return count(what, officially);
    }

    private void compare(String what, JsonNode request, TwoNodes.Said officially, TwoNodes.Said here) {
        boolean same = answer(officially).equals(answer(here)) || isOfMoment(officially) || isOfMoment(here);
        if (!same && differences.size() < MOST_DIFFERENCES) {
            differences.add(what + "\n  " + request + "\n  official " + officially + "\n  rill     " + here);
        }
    }

    /** What hangs on the moment: who told the other first, what else waits in a mempool, whether a node thinks it is synced. */
    private static boolean isOfMoment(TwoNodes.Said said) {
        return said.status() == UNAVAILABLE
                || said.detail().contains("lready")
                || said.detail().contains("is double spending");
    }

    List<String> differences() {
        return differences;
    }

    List<String> contracts() {
        return owners.stream()
                .flatMap(owner -> owner.programs().contracts().stream())
                .map(id -> Address.format(new LockupScript.P2c(id)))
                .toList();
    }

    Set<String> addresses() {
        return addresses;
    }

    @Override
    public String toString() {
        return "transactions: " + counts;
    }
}
