package dev.flowbed.rill.flow;

import static dev.flowbed.rill.flow.BodyMutants.with;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Every part of a recorded transaction changed; signed anew by its owner, whose key everybody knows, unless the signature is the part. */
final class TransactionMutants {
    private static final BigInteger CURVE_ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int HALF = Signature.LENGTH / 2;

    private final BlockSmith smith;
    private final int groups;
    private final Block block;
    private final int index;
    private final Transaction tx;
    private final ChainIndex chain;
    private final PrivateKey owner;
    private final List<Mutant> mutants = new ArrayList<>();

    private TransactionMutants(Block block, int index, int groups) {
        this.smith = new BlockSmith(groups);
        this.groups = groups;
        this.block = block;
        this.index = index;
        this.tx = block.transactions().get(index);
        this.chain = block.chainIndex();
        this.owner = Wallet.devnet().keyOfGroup(chain.from(), groups, 0);
    }

    /** @param contract an unspent output of a contract of the block's group, if there is one */
    static List<Mutant> of(Block block, int index, int groups, Map<TxOutputRef, TxOutput> contract) {
        TransactionMutants all = new TransactionMutants(block, index, groups);
        all.head();
        all.gas();
        all.inputs();
        all.outputs();
        all.outcome();
        contract.forEach(all::contract);
        all.signatures();
        return all.mutants;
    }

    private void resigned(String name, Consumer<TxDraft> change) {
        add(name, TxDraft.resigned(tx, owner, change));
    }

    private void unsigned(String name, Consumer<TxDraft> change) {
        add(name, TxDraft.changed(tx, change));
    }

    private void add(String name, Transaction changed) {
        mutants.add(Mutant.body("transaction " + index + ": " + name, smith.with(block, index, changed)));
    }

    private void head() {
        resigned("signed again", draft -> {});
        for (int version : new int[] {1, -1}) {
            resigned("version: " + version, draft -> draft.version = version);
        }
        for (int networkId : new int[] {0, 1, 5, -4}) {
            resigned("network id: " + networkId, draft -> draft.networkId = networkId);
        }
        resigned("script: an empty one", draft -> draft.script = Optional.of(BodyMutants.EMPTY_SCRIPT));
        resigned("script: none", draft -> draft.script = Optional.empty());
    }

    private void gas() {
        int price = tx.unsigned().gasAmount();
        for (int gas : new int[] {0, Limits.MIN_GAS - 1, price - 1, price + 1, Limits.MAX_GAS_PER_TX + 1}) {
            resigned("gas: " + gas, draft -> draft.gas = gas);
        }
        paid("gas: the least there is, paid", draft -> draft.gas = Limits.MIN_GAS);
        paid("gas: 1 more, paid", draft -> draft.gas++);
        paid("gas: the most there is, paid", draft -> draft.gas = Limits.MAX_GAS_PER_TX);
        U256 old = tx.unsigned().gasPrice();
        resigned("gas price: 1 more", draft -> draft.gasPrice = old.plus(U256.ONE));
        resigned("gas price: 1 less", draft -> draft.gasPrice = old.minus(U256.ONE));
        resigned("gas price: nothing", draft -> draft.gasPrice = U256.ZERO);
        resigned("gas price: all there is", draft -> draft.gasPrice = Alph.MAX);
        resigned("gas price: 1 less than all there is", draft -> draft.gasPrice = Alph.MAX.minus(U256.ONE));
        paid("gas price: 1 more, paid", draft -> draft.gasPrice = old.plus(U256.ONE));
    }

    /** What the fee takes more comes from the last output. */
    private void paid(String name, Consumer<TxDraft> change) {
        resigned(name, draft -> {
            int lastOutput = draft.outputs.size() - 1;
            if (lastOutput < 0) {
                change.accept(draft);
                return;
            }
            U256 before = draft.gasPrice.times(draft.gas);
            change.accept(draft);
            U256 after = draft.gasPrice.times(draft.gas);
            draft.output(lastOutput, o -> with(o, o.amount().plus(before).minus(after)));
        });
    }

    private void inputs() {
        List<TxInput> inputs = tx.unsigned().inputs();
        resigned("inputs: none", draft -> draft.inputs.clear());
        resigned("inputs: the first twice", draft -> draft.inputs.add(draft.inputs.get(0)));
        resigned("inputs: reversed", draft -> Collections.reverse(draft.inputs));
        resigned("inputs: too many", draft -> {
            for (int i = draft.inputs.size(); i <= Limits.MAX_INPUTS; i++) {
                draft.inputs.add(new TxInput(unknown(draft.inputs.get(0), i), new UnlockScript.SameAsPrevious()));
            }
        });
        for (int i = 0; i < inputs.size(); i++) {
            int place = i;
            String name = "input " + i + ": ";
            TxInput input = inputs.get(i);
            resigned(name + "left out", draft -> draft.inputs.remove(place));
            ref(name + "unknown", place, unknown(input, 1));
            ref(
                    name + "another hint of the group",
                    place,
                    new TxOutputRef(hint(chain.from()), input.outputRef().key()));
            int elsewhere = (chain.from() + 1) % groups;
            ref(
                    name + "a hint of another group",
                    place,
                    new TxOutputRef(hint(elsewhere), input.outputRef().key()));
            Bytes stranger = Wallet.devnet().keyOfGroup(elsewhere, groups, 0).publicKey();
            unlock(name + "another key", place, new UnlockScript.P2pkh(stranger));
            unlock(name + "the owner's key", place, new UnlockScript.P2pkh(owner.publicKey()));
            unlock(name + "no key", place, new UnlockScript.P2pk());
            unlock(name + "as the one before", place, new UnlockScript.SameAsPrevious());
            unlock(name + "a miner's key", place, new UnlockScript.PoLW(owner.publicKey()));
            unlock(
                    name + "a multisig's keys",
                    place,
                    new UnlockScript.P2mpkh(List.of(new UnlockScript.IndexedKey(owner.publicKey(), 0))));
        }
    }

    private Hint hint(int group) {
        return TestChainMiner.miner(202, group, groups).hint();
    }

    private static TxOutputRef unknown(TxInput input, int number) {
        byte[] key = input.outputRef().key().toArray();
        key[0] ^= (byte) number;
        key[1] ^= (byte) (number >> 8);
        return new TxOutputRef(input.outputRef().hint(), Hash.of(key));
    }

    private void ref(String name, int place, TxOutputRef ref) {
        resigned(
                name,
                draft -> draft.inputs.set(
                        place, new TxInput(ref, draft.inputs.get(place).unlockScript())));
    }

    private void unlock(String name, int place, UnlockScript script) {
        resigned(
                name,
                draft -> draft.inputs.set(
                        place, new TxInput(draft.inputs.get(place).outputRef(), script)));
    }

    private void outputs() {
        List<TxOutput.Asset> outputs = tx.unsigned().fixedOutputs();
        resigned("outputs: none", draft -> draft.outputs.clear());
        resigned("outputs: reversed", draft -> Collections.reverse(draft.outputs));
        resigned("outputs: too many", draft -> {
            while (draft.outputs.size() <= Limits.MAX_OUTPUTS) {
                draft.outputs.add(TxOutput.Asset.of(Limits.DUST, owner.lockupScript()));
            }
        });
        for (int i = 0; i < outputs.size(); i++) {
            output(i, "1 more", old -> with(old, old.amount().plus(U256.ONE)));
            output(i, "1 less", old -> with(old, old.amount().minus(U256.ONE)));
            output(i, "nothing", old -> with(old, U256.ZERO));
            output(i, "below dust", old -> with(old, Limits.DUST.minus(U256.ONE)));
            output(i, "more than there is", old -> with(old, U256.MAX));
            output(i, "to another of the group it is to", old -> with(old, miner(chain.to())));
            output(i, "to another of the group it is from", old -> with(old, miner(chain.from())));
            output(i, "to another group", old -> with(old, miner((chain.to() + 1) % groups)));
            output(i, "to another group still", old -> with(old, miner((chain.to() + 2) % groups)));
            output(i, "to too many keys", old -> with(old, new LockupScript.P2mpkh(keys(17), 1)));
            output(i, "locked", old -> old.withLockTime(block.header().timestamp() + 60_000));
            output(i, "locked for a moment that is over", old -> old.withLockTime(1));
            output(i, "a word", old -> with(old, Bytes.fromHex("466c6f77626564")));
            output(i, "as long a word as there may be", old -> with(old, Bytes.wrap(new byte[Limits.MAX_OUTPUT_DATA])));
            output(i, "too long a word", old -> with(old, Bytes.wrap(new byte[Limits.MAX_OUTPUT_DATA + 1])));
            output(i, "a token", old -> with(old, List.of(token(1, 5))));
            output(i, "none of a token", old -> with(old, List.of(token(1, 0))));
            output(i, "two tokens", old -> with(old, List.of(token(1, 5), token(2, 5))));
            int place = i;
            resigned("output " + i + ": left out", draft -> draft.outputs.remove(place));
            resigned("output " + i + ": twice", draft -> draft.outputs.add(draft.outputs.get(place)));
            resigned("output " + i + ": a token out of nowhere", draft -> {
                draft.output(place, old -> with(old, old.amount().minus(Limits.DUST)));
                draft.outputs.add(with(TxOutput.Asset.of(Limits.DUST, miner(chain.to())), List.of(token(1, 5))));
            });
            resigned("output " + i + ": more of a token than a number holds", draft -> {
                U256 twoDust = Limits.DUST.plus(Limits.DUST);
                draft.output(place, old -> with(old, old.amount().minus(twoDust)));
                TokenAmount all = new TokenAmount(token(1, 1).tokenId(), U256.MAX);
                TxOutput.Asset full = with(TxOutput.Asset.of(Limits.DUST, miner(chain.to())), List.of(all));
                draft.outputs.add(full);
                draft.outputs.add(full);
            });
        }
    }

    private LockupScript.Asset miner(int group) {
        return TestChainMiner.miner(203, group, groups);
    }

    /** As many hashes of keys, the first of which makes the address one of the group that the block is to. */
    private List<Hash> keys(int count) {
        List<Hash> keys = new ArrayList<>(List.of(((LockupScript.P2pkh) miner(chain.to())).keyHash()));
        for (int i = 1; i < count; i++) {
            keys.add(Hash.blake2b(new byte[] {(byte) i}));
        }
        return keys;
    }

    static TokenAmount token(int number, long amount) {
        return new TokenAmount(Hash.blake2b(new byte[] {(byte) number}), U256.of(amount));
    }

    private void output(int place, String name, Function<TxOutput.Asset, TxOutput.Asset> change) {
        resigned("output " + place + ": " + name, draft -> draft.output(place, change));
    }

    private void outcome() {
        unsigned("script's outcome: the other one", draft -> draft.scriptOk = !draft.scriptOk);
        TxOutput.Contract contract =
                new TxOutput.Contract(Alph.ONE, new LockupScript.P2c(Hash.ZERO.withLastByte(chain.from())), List.of());
        unsigned("contract input: one more", draft -> draft.contractInputs.add(TxOutputRef.of(tx.id(), 9, contract)));
        unsigned("generated output: a contract's more", draft -> draft.generated.add(contract));
        unsigned(
                "generated output: an address's more",
                draft -> draft.generated.add(TxOutput.Asset.of(Alph.ONE, owner.lockupScript())));
        unsigned("generated output: nothing", draft -> draft.generated.add(TxOutput.Asset.of(U256.ZERO, miner(0))));
        if (!tx.generatedOutputs().isEmpty()) {
            unsigned("generated output: left out", draft -> draft.generated.remove(0));
            unsigned("generated output: twice", draft -> draft.generated.add(draft.generated.get(0)));
            unsigned("generated output: 1 more", draft -> draft.generated.set(0, more(draft.generated.get(0))));
        }
    }

    private void contract(TxOutputRef ref, TxOutput output) {
        unsigned("contract input: one that is there, given back", draft -> {
            draft.contractInputs.add(ref);
            draft.generated.add(output);
        });
    }

    private static TxOutput more(TxOutput output) {
        return output instanceof TxOutput.Contract contract
                ? new TxOutput.Contract(contract.amount().plus(U256.ONE), contract.lockupScript(), contract.tokens())
                : with((TxOutput.Asset) output, output.amount().plus(U256.ONE));
    }

    private void signatures() {
        unsigned("unsigned change", draft -> draft.output(0, old -> with(old, Bytes.fromHex("01"))));
        unsigned("signatures: none", draft -> draft.signatures.clear());
        unsigned("signatures: one twice", draft -> draft.signatures.add(draft.signatures.get(0)));
        for (int i = 0; i < tx.inputSignatures().size(); i++) {
            signature(i, "a bit of its first half", bytes -> HeaderMutants.flipped(bytes, 0));
            signature(i, "a bit of its second half", bytes -> HeaderMutants.flipped(bytes, Signature.LENGTH - 1));
            signature(i, "zero", bytes -> new byte[Signature.LENGTH]);
            signature(i, "the other of its two forms", TransactionMutants::mirrored);
        }
        Signature some = new Signature(Bytes.wrap(new byte[Signature.LENGTH]));
        unsigned("a script's signature", draft -> draft.scriptSignatures.add(some));
        unsigned(
                "too many signatures of a script",
                draft -> draft.scriptSignatures.addAll(Collections.nCopies(Limits.MAX_SCRIPT_SIGNATURES + 1, some)));
    }

    private void signature(int place, String name, Function<byte[], byte[]> change) {
        unsigned("signature " + place + ": " + name, draft -> {
            byte[] changed = change.apply(draft.signatures.get(place).bytes().toArray());
            draft.signatures.set(place, new Signature(Bytes.wrap(changed)));
        });
    }

    /** The same signature with its second half negated, which the curve alone would take too. */
    private static byte[] mirrored(byte[] signature) {
        byte[] changed = signature.clone();
        BigInteger second = new BigInteger(1, Arrays.copyOfRange(signature, HALF, Signature.LENGTH));
        byte[] negated = CURVE_ORDER.subtract(second).toByteArray();
        Arrays.fill(changed, HALF, Signature.LENGTH, (byte) 0);
        int length = Math.min(negated.length, HALF);
        System.arraycopy(negated, negated.length - length, changed, Signature.LENGTH - length, length);
        return changed;
    }
}
