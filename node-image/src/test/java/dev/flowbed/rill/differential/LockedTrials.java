package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Instructions that look at the transaction's signatures and at what it spends: they work in the scripts behind addresses only. Each
 * of these addresses has ALPH from genesis, which a transaction tries to spend.
 */
public final class LockedTrials {
    /** What a node's settings need for these trials. */
    public static final String SETTINGS;

    private static final String SUBMIT = "/multisig/submit";
    private static final int NETWORK_ID = 4;
    private static final int GAS = 300_000;
    private static final U256 AMOUNT = Alph.nano(10_000_000_000L);
    private static final long CENTURY = 100L * 365 * 24 * 3600 * 1000;

    /** A script, and the signatures of who wants what lies behind it, made from the hash that is to be signed. */
    private record Locked(Opcode subject, String what, Code code, Function<Hash, List<Bytes>> signatures) {
        ScriptCode script() {
            Method main = new Method(true, false, false, false, 0, 0, 0, code.toArray());
            return ScriptCode.ofStateless(Bytes.wrap(new Script(List.of(main)).encode()));
        }

        String address() {
            return Address.format(LockupScript.P2sh.of(script()));
        }
    }

    private static final List<Locked> ALL = List.of(
            signature("signed", 0),
            signature("signed by somebody else", 1),
            new Locked(
                    Opcode.VERIFY_TX_SIGNATURE,
                    "not signed",
                    new Code().push(0).op(Opcode.POP).push(key(0)).op(Opcode.VERIFY_TX_SIGNATURE),
                    hash -> List.of()),
            new Locked(
                    Opcode.GET_SEGREGATED_SIGNATURE,
                    "with one",
                    new Code().op(Opcode.GET_SEGREGATED_SIGNATURE).op(Opcode.POP),
                    hash -> List.of(signed(0, hash))),
            new Locked(
                    Opcode.GET_SEGREGATED_SIGNATURE,
                    "without one",
                    new Code()
                            .push(1)
                            .op(Opcode.POP)
                            .op(Opcode.GET_SEGREGATED_SIGNATURE)
                            .op(Opcode.POP),
                    hash -> List.of()),
            webAuthn("whole", passkey()),
            webAuthn("cut off", passkey().subList(0, 1)),
            webAuthn("of another form", List.of(bytes(0x05), bytes(0x06), bytes(0x07))),
            age("old enough", 0),
            age("too young", CENTURY));

    static {
        StringBuilder allocations = new StringBuilder("alephium.genesis.allocations = [\n");
        for (Locked locked : ALL) {
            allocations
                    .append("{ address = \"")
                    .append(locked.address())
                    .append("\", amount = ")
                    .append(AMOUNT)
                    .append(", lock-duration = 0 seconds },\n");
        }
        SETTINGS = allocations.append("]\n").toString();
    }

    private LockedTrials() {}

    private static Locked signature(String what, int signer) {
        Code code = new Code().push(signer).op(Opcode.POP).push(key(0)).op(Opcode.VERIFY_TX_SIGNATURE);
        return new Locked(Opcode.VERIFY_TX_SIGNATURE, what, code, hash -> List.of(signed(signer, hash)));
    }

    private static Locked webAuthn(String what, List<Bytes> signatures) {
        Code code = new Code().push(signatures.get(signatures.size() - 1)).op(Opcode.POP);
        code.op(Opcode.GET_SEGREGATED_WEBAUTHN_SIGNATURE).op(Opcode.POP);
        return new Locked(Opcode.GET_SEGREGATED_WEBAUTHN_SIGNATURE, what, code, hash -> signatures);
    }

    private static Locked age(String what, long millis) {
        Code code = new Code().push(0).push(millis).op(Opcode.VERIFY_RELATIVE_LOCKTIME);
        return new Locked(Opcode.VERIFY_RELATIVE_LOCKTIME, what, code, hash -> List.of());
    }

    private static Bytes key(int person) {
        return People.KEYS.get(person).publicKey();
    }

    private static Bytes signed(int person, Hash hash) {
        return People.KEYS.get(person).sign(hash).bytes();
    }

    private static Bytes bytes(int first) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) first);
        return Bytes.wrap(bytes);
    }

    /** What a passkey signs with, spread over signatures of 64 bytes, and a signature. */
    private static List<Bytes> passkey() {
        Bytes payload = Signatures.passkeyPayload();
        ByteWriter out = new ByteWriter().compactInt(payload.length()).raw(payload);
        List<Bytes> slots = new ArrayList<>();
        byte[] all = out.toByteArray();
        for (int at = 0; at < all.length; at += 64) {
            slots.add(Bytes.wrap(Arrays.copyOfRange(all, at, at + 64)));
        }
        slots.add(bytes(1));
        return slots;
    }

    /** The trials. {@code unspent} answers what lies at an address, as nodes do. */
    public static List<Trial> all(Function<String, JsonNode> unspent) {
        return ALL.stream()
                .map(locked -> {
                    JsonNode ref =
                            unspent.apply(locked.address()).get("utxos").get(0).get("ref");
                    return new Trial(
                            locked.subject(),
                            locked.what() + " at an address",
                            SUBMIT,
                            spend(locked, ref),
                            Optional.empty());
                })
                .toList();
    }

    private static ObjectNode spend(Locked locked, JsonNode ref) {
        TxInput input = new TxInput(
                new TxOutputRef(
                        new Hint(ref.get("hint").asInt()),
                        Hash.fromHex(ref.get("key").asText())),
                new UnlockScript.P2sh(locked.script(), List.of()));
        U256 rest = AMOUNT.minus(Limits.MIN_GAS_PRICE.times(GAS));
        TxOutput.Asset output = new TxOutput.Asset(rest, Stage.PAYER, 0, List.of(), Bytes.EMPTY);
        UnsignedTransaction unsigned = new UnsignedTransaction(
                0, NETWORK_ID, Optional.empty(), GAS, Limits.MIN_GAS_PRICE, List.of(input), List.of(output));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("unsignedTx", Bytes.wrap(unsigned.encode()).hex());
        ArrayNode signatures = json.putArray("signatures");
        locked.signatures().apply(unsigned.id()).forEach(signature -> signatures.add(signature.hex()));
        return json;
    }
}
