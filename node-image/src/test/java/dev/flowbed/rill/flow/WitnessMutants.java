package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.Ed25519Signatures;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Transactions put into a recorded block that has none: one gives coins to an address of some kind, a later one of the same block
 * takes them, rightly or not. Also scripts, and what the mempool refuses.
 */
final class WitnessMutants {
    private static final Bytes ED_SECRET = Bytes.wrap(
            new byte[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5
            });
    private static final int GAS = 100_000;
    private static final int TOO_MANY_KEYS = Limits.MAX_MULTISIG_KEYS + 1;

    private final BlockSmith smith;
    private final Block block;
    private final int group;
    private final int groups;
    private final PrivateKey alice;
    private final PrivateKey bob = key(2);
    private final PrivateKey dave = key(3);
    private final TxOutputRef coins;
    private final TxOutput.Asset genesis;
    private final List<Mutant> mutants = new ArrayList<>();

    private WitnessMutants(Block block, int groups, Block genesisBlock) {
        this.smith = new BlockSmith(groups);
        this.block = block;
        this.groups = groups;
        ChainIndex chain = block.chainIndex();
        this.group = chain.from();
        this.alice = Wallet.devnet().keyOfGroup(group, groups, 0);
        Transaction allocation = genesisBlock.transactions().get(0);
        this.coins = allocation.outputRefs().get(0);
        this.genesis = allocation.unsigned().fixedOutputs().get(0);
    }

    /**
     * @param block an intra-group block
     * @param genesis the first block of its chain, with coins that the devnet wallet owns and has not spent yet
     */
    static List<Mutant> of(Block block, int groups, Block genesis) {
        WitnessMutants all = new WitnessMutants(block, groups, genesis);
        all.keyHashes();
        all.multisigs();
        all.scriptHashes();
        all.keys();
        all.grouplessMultisigs();
        all.locks();
        all.scripts();
        all.submitted();
        return all.mutants;
    }

    // ---- addresses

    private void keyHashes() {
        UnlockScript right = new UnlockScript.P2pkh(bob.publicKey());
        LockupScript.Asset bobs = bob.lockupScript();
        if (bobs.group(groups) == group) {
            spend("key hash: by its key", bobs, right, id -> List.of(bob.sign(id)));
        }
        LockupScript.Asset alices = alice.lockupScript();
        UnlockScript hers = new UnlockScript.P2pkh(alice.publicKey());
        spend("key hash: by its owner", alices, hers, id -> List.of(alice.sign(id)));
        spend("key hash: by another key", alices, right, id -> List.of(bob.sign(id)));
        spend("key hash: signed by another", alices, hers, id -> List.of(bob.sign(id)));
        spend("key hash: nobody signed", alices, hers, id -> List.of());
        spend("key hash: signed twice", alices, hers, id -> List.of(alice.sign(id), alice.sign(id)));
        spend("key hash: no key", alices, new UnlockScript.P2pk(), id -> List.of(alice.sign(id)));
    }

    private void multisigs() {
        List<PrivateKey> owners = List.of(alice, bob, dave);
        LockupScript.P2mpkh lock = LockupScript.P2mpkh.of(
                owners.stream().map(PrivateKey::publicKey).toList(), 2);
        UnlockScript.IndexedKey first = new UnlockScript.IndexedKey(alice.publicKey(), 0);
        UnlockScript.IndexedKey second = new UnlockScript.IndexedKey(bob.publicKey(), 1);
        UnlockScript.IndexedKey third = new UnlockScript.IndexedKey(dave.publicKey(), 2);
        Function<Hash, List<Signature>> both = id -> List.of(alice.sign(id), dave.sign(id));
        multisig("two of three", lock, List.of(first, third), both);
        multisig("one of three", lock, List.of(first), id -> List.of(alice.sign(id)));
        multisig(
                "three of three",
                lock,
                List.of(first, second, third),
                id -> List.of(alice.sign(id), bob.sign(id), dave.sign(id)));
        multisig("the keys reversed", lock, List.of(third, first), id -> List.of(dave.sign(id), alice.sign(id)));
        multisig("one key twice", lock, List.of(first, first), id -> List.of(alice.sign(id), alice.sign(id)));
        multisig("a place beyond", lock, List.of(first, new UnlockScript.IndexedKey(dave.publicKey(), 3)), both);
        multisig("another place", lock, List.of(first, new UnlockScript.IndexedKey(dave.publicKey(), 1)), both);
        multisig("a place below", lock, List.of(new UnlockScript.IndexedKey(alice.publicKey(), -1), third), both);
        multisig("signatures swapped", lock, List.of(first, third), id -> List.of(dave.sign(id), alice.sign(id)));
        multisig("one signature", lock, List.of(first, third), id -> List.of(alice.sign(id)));
        multisig(
                "three signatures",
                lock,
                List.of(first, third),
                id -> List.of(alice.sign(id), dave.sign(id), dave.sign(id)));
    }

    private void multisig(
            String name,
            LockupScript.P2mpkh lock,
            List<UnlockScript.IndexedKey> keys,
            Function<Hash, List<Signature>> signer) {
        spend("multisig: " + name, lock, new UnlockScript.P2mpkh(keys), signer);
    }

    private void scriptHashes() {
        ScriptCode good = ofGroup(Instruction.of(Opcode.CONST_TRUE), Instruction.of(Opcode.ASSERT));
        ScriptCode bad = ofGroup(Instruction.of(Opcode.CONST_FALSE), Instruction.of(Opcode.ASSERT));
        spend(
                "script hash: it ends well",
                LockupScript.P2sh.of(good),
                new UnlockScript.P2sh(good, List.of()),
                id -> List.of());
        spend(
                "script hash: it fails",
                LockupScript.P2sh.of(bad),
                new UnlockScript.P2sh(bad, List.of()),
                id -> List.of());
        spend(
                "script hash: of another script",
                LockupScript.P2sh.of(bad),
                new UnlockScript.P2sh(good, List.of()),
                id -> List.of());
        spend(
                "script hash: a signature too many",
                LockupScript.P2sh.of(good),
                new UnlockScript.P2sh(good, List.of()),
                id -> List.of(alice.sign(id)));
    }

    /** A script whose address is of the block's group: instructions that do nothing stand before it, as many as it takes. */
    private ScriptCode ofGroup(Instruction... code) {
        List<Instruction> padded = new ArrayList<>(List.of(code));
        while (true) {
            ScriptCode script = stateless(padded);
            if (LockupScript.P2sh.of(script).group(groups) == group) {
                return script;
            }
            padded.add(0, Instruction.of(Opcode.POP));
            padded.add(0, Instruction.of(Opcode.CONST_TRUE));
        }
    }

    private static ScriptCode stateless(List<Instruction> code) {
        Method method = new Method(true, false, false, false, 0, 0, 0, code.toArray(Instruction[]::new));
        return ScriptCode.ofStateless(Bytes.wrap(new Script(List.of(method)).encode()));
    }

    private void keys() {
        UnlockScript unlock = new UnlockScript.P2pk();
        LockupScript.P2pk k1 = new LockupScript.P2pk(PublicKey.secp256k1(alice.publicKey()), group);
        spend("key: secp256k1", k1, unlock, id -> List.of(alice.sign(id)));
        spend("key: secp256k1, signed by another", k1, unlock, id -> List.of(bob.sign(id)));
        spend("key: secp256k1, nobody signed", k1, unlock, id -> List.of());
        spend(
                "key: secp256k1, unlocked as a hash",
                k1,
                new UnlockScript.P2pkh(alice.publicKey()),
                id -> List.of(alice.sign(id)));
        LockupScript.P2pk ed = new LockupScript.P2pk(ed25519(), group);
        spend("key: ed25519", ed, unlock, id -> List.of(Ed25519Signatures.sign(id.toArray(), ED_SECRET)));
        spend(
                "key: ed25519, another message",
                ed,
                unlock,
                id -> List.of(Ed25519Signatures.sign(Hash.ZERO.toArray(), ED_SECRET)));
        spend("key: ed25519, nobody signed", ed, unlock, id -> List.of());
        for (PublicKey.Kind kind : List.of(PublicKey.Kind.SECP256R1, PublicKey.Kind.WEBAUTHN)) {
            LockupScript.P2pk lock = new LockupScript.P2pk(PasskeySigner.publicKey(kind), group);
            spend(
                    "key: " + kind,
                    lock,
                    unlock,
                    id -> kind == PublicKey.Kind.WEBAUTHN
                            ? PasskeySigner.passkey(id)
                            : List.of(PasskeySigner.sign(id.toArray())));
            spend(
                    "key: " + kind + ", another message",
                    lock,
                    unlock,
                    id -> kind == PublicKey.Kind.WEBAUTHN
                            ? PasskeySigner.passkey(Hash.ZERO)
                            : List.of(PasskeySigner.sign(Hash.ZERO.toArray())));
            spend("key: " + kind + ", nobody signed", lock, unlock, id -> List.of());
            spend("key: " + kind + ", signed by another", lock, unlock, id -> List.of(alice.sign(id)));
        }
        LockupScript.P2pk passkey = new LockupScript.P2pk(PasskeySigner.publicKey(PublicKey.Kind.WEBAUTHN), group);
        spend("key: a passkey's payload alone", passkey, unlock, id -> {
            List<Signature> all = PasskeySigner.passkey(id);
            return all.subList(0, all.size() - 1);
        });
    }

    private static PublicKey ed25519() {
        return new PublicKey(PublicKey.Kind.ED25519, Ed25519Signatures.publicKey(ED_SECRET));
    }

    private void grouplessMultisigs() {
        List<PublicKey> keys =
                List.of(PublicKey.secp256k1(alice.publicKey()), ed25519(), PublicKey.secp256k1(bob.publicKey()));
        LockupScript.P2hmpk lock = LockupScript.P2hmpk.of(keys, 2, group);
        Function<Hash, List<Signature>> edAndBob =
                id -> List.of(Ed25519Signatures.sign(id.toArray(), ED_SECRET), bob.sign(id));
        spend("groupless multisig: two of three", lock, new UnlockScript.P2hmpk(keys, List.of(1, 2)), edAndBob);
        spend("groupless multisig: other places", lock, new UnlockScript.P2hmpk(keys, List.of(0, 2)), edAndBob);
        spend("groupless multisig: one of three", lock, new UnlockScript.P2hmpk(keys, List.of(1)), edAndBob);
        UnlockScript fewer = new UnlockScript.P2hmpk(keys.subList(0, 2), List.of(0, 1));
        spend("groupless multisig: fewer keys", lock, fewer, edAndBob);
        spend(
                "groupless multisig: one signature",
                lock,
                new UnlockScript.P2hmpk(keys, List.of(1, 2)),
                id -> List.of(Ed25519Signatures.sign(id.toArray(), ED_SECRET)));
        List<PublicKey> many = Collections.nCopies(TOO_MANY_KEYS, PublicKey.secp256k1(alice.publicKey()));
        LockupScript.P2hmpk crowded = new LockupScript.P2hmpk(LockupScript.P2hmpk.hashOf(many, 1), group);
        spend(
                "groupless multisig: too many keys",
                crowded,
                new UnlockScript.P2hmpk(many, List.of(0)),
                id -> List.of(alice.sign(id)));
    }

    private void spend(
            String name, LockupScript.Asset lock, UnlockScript unlock, Function<Hash, List<Signature>> signer) {
        Transaction fund = fund(TxOutput.Asset.of(Alph.of(2), lock));
        mutants.add(Mutant.body(
                name, holding(fund, spending(fund, unlock, draft -> {}).signed(signer))));
    }

    // ---- locks

    private void locks() {
        long now = block.header().timestamp();
        for (long ahead : new long[] {-1, 0, 1}) {
            Transaction fund =
                    fund(TxOutput.Asset.of(Alph.of(2), alice.lockupScript()).withLockTime(now + ahead));
            mutants.add(
                    Mutant.body("lock: until " + ahead + " ms after the block", holding(fund, byAlice(fund, d -> {}))));
        }
        Transaction fund = fund(TxOutput.Asset.of(Alph.of(2), alice.lockupScript()));
        mutants.add(Mutant.body("order: spent before it is made", holding(byAlice(fund, d -> {}), fund)));
        mutants.add(Mutant.body("order: spent after it is made", holding(fund, byAlice(fund, d -> {}))));
        mutants.add(Mutant.body("spent twice in one block", holding(fund, fund)));
        mutants.add(Mutant.body(
                "gas: as little as there may be, for many outputs", holding(fund, byAlice(fund, draft -> {
                    draft.gas = Limits.MIN_GAS;
                    draft.outputs.clear();
                    U256 left = Alph.of(2).minus(draft.gasPrice.times(draft.gas));
                    for (int i = 0; i < 9; i++) {
                        draft.outputs.add(TxOutput.Asset.of(Limits.DUST, alice.lockupScript()));
                        left = left.minus(Limits.DUST);
                    }
                    draft.outputs.add(TxOutput.Asset.of(left, alice.lockupScript()));
                }))));
    }

    private Transaction byAlice(Transaction fund, Consumer<TxDraft> change) {
        return spending(fund, new UnlockScript.P2pkh(alice.publicKey()), change).signed(id -> List.of(alice.sign(id)));
    }

    // ---- scripts

    private void scripts() {
        ScriptCode fails = stateful(false, Instruction.of(Opcode.POP));
        ScriptCode approved = stateful(true);
        script("it does nothing", BodyMutants.EMPTY_SCRIPT, draft -> {});
        script("it does nothing and is said to fail", BodyMutants.EMPTY_SCRIPT, draft -> draft.scriptOk = false);
        script("it fails and is said to", fails, draft -> draft.scriptOk = false);
        script("it fails and is said not to", fails, draft -> {});
        script("it takes assets and gives them back", approved, draft -> draft.generated.add(back(draft)));
        script("it takes assets and keeps them", approved, draft -> {});
        script("it takes assets and gives back 1 less", approved, draft -> {
            TxOutput.Asset back = back(draft);
            draft.generated.add(BodyMutants.with(back, back.amount().minus(U256.ONE)));
            draft.output(0, old -> BodyMutants.with(old, old.amount().plus(U256.ONE)));
        });
        Signature some = new Signature(Bytes.wrap(new byte[Signature.LENGTH]));
        script("a signature nobody asked for", BodyMutants.EMPTY_SCRIPT, draft -> draft.scriptSignatures.add(some));
        script(
                "as many signatures as there may be",
                BodyMutants.EMPTY_SCRIPT,
                draft -> draft.scriptSignatures.addAll(Collections.nCopies(Limits.MAX_SCRIPT_SIGNATURES, some)));
        script(
                "one signature too many",
                BodyMutants.EMPTY_SCRIPT,
                draft -> draft.scriptSignatures.addAll(Collections.nCopies(Limits.MAX_SCRIPT_SIGNATURES + 1, some)));
        script("no gas for it", fails, draft -> {
            U256 before = draft.gasPrice.times(draft.gas);
            draft.gas = Limits.MIN_GAS;
            U256 saved = before.minus(draft.gasPrice.times(draft.gas));
            draft.output(0, old -> BodyMutants.with(old, old.amount().plus(saved)));
        });
        script("no outputs of its own", approved, draft -> {
            draft.outputs.clear();
            draft.generated.add(
                    TxOutput.Asset.of(Alph.of(2).minus(draft.gasPrice.times(draft.gas)), alice.lockupScript()));
        });
    }

    /** What a script that takes assets gives back: half of the coins goes through it. */
    private TxOutput.Asset back(TxDraft draft) {
        draft.output(0, old -> BodyMutants.with(old, old.amount().minus(Alph.ONE)));
        return TxOutput.Asset.of(Alph.ONE, alice.lockupScript());
    }

    private void script(String name, ScriptCode code, Consumer<TxDraft> change) {
        Transaction fund = fund(TxOutput.Asset.of(Alph.of(2), alice.lockupScript()));
        mutants.add(Mutant.body("script: " + name, holding(fund, byAlice(fund, draft -> {
            draft.script = Optional.of(code);
            change.accept(draft);
        }))));
    }

    static ScriptCode stateful(boolean takesAssets, Instruction... code) {
        Method method = new Method(true, takesAssets, false, false, 0, 0, 0, code);
        return ScriptCode.ofStateful(
                Bytes.wrap(new ByteWriter().vector(List.of(method)).toByteArray()));
    }

    // ---- what waits for a block

    private void submitted() {
        submit("a transfer", draft -> {});
        submit("an input twice", draft -> draft.inputs.add(draft.inputs.get(0)));
        submit(
                "an input that is not there",
                draft -> draft.inputs.set(
                        0,
                        new TxInput(
                                new TxOutputRef(coins.hint(), Hash.ZERO),
                                draft.inputs.get(0).unlockScript())));
        submit("another network id", draft -> draft.networkId = 5);
        submit(
                "1 too much",
                draft -> draft.output(
                        0, old -> BodyMutants.with(old, old.amount().plus(U256.ONE))));
        submit("no inputs", draft -> draft.inputs.clear());
        submit("no outputs", draft -> draft.outputs.clear());
        submit("too little gas", draft -> draft.gas = Limits.MIN_GAS - 1);
        submit("too low a gas price", draft -> draft.gasPrice = Limits.MIN_GAS_PRICE.minus(U256.ONE));
        submit("an output to each of two other groups", draft -> {
            draft.output(0, old -> BodyMutants.with(old, TestChainMiner.miner(204, (group + 1) % groups, groups)));
            draft.outputs.add(TxOutput.Asset.of(Alph.ONE, TestChainMiner.miner(204, (group + 2) % groups, groups)));
        });
        submit("a script", draft -> draft.script = Optional.of(BodyMutants.EMPTY_SCRIPT));
        submit("a script that fails", draft -> draft.script = Optional.of(stateful(false, Instruction.of(Opcode.POP))));
        submit("a script, towards another group", draft -> {
            draft.script = Optional.of(BodyMutants.EMPTY_SCRIPT);
            draft.output(0, old -> BodyMutants.with(old, TestChainMiner.miner(204, (group + 1) % groups, groups)));
        });
        submit("a script that takes assets, too few to give back", draft -> {
            draft.script = Optional.of(stateful(true));
            draft.output(0, old -> BodyMutants.with(old, old.amount().minus(U256.ONE)));
        });
    }

    private void submit(String name, Consumer<TxDraft> change) {
        TxDraft draft = fromCoins(TxOutput.Asset.of(Alph.ONE, alice.lockupScript()));
        U256 rest = draft.outputs.remove(1).amount();
        draft.output(0, old -> BodyMutants.with(old, old.amount().plus(rest)));
        change.accept(draft);
        mutants.add(Mutant.submit("submitted: " + name, draft.template(id -> List.of(alice.sign(id)))));
    }

    // ---- making

    /** Gives one output to somebody from the coins of genesis. */
    private Transaction fund(TxOutput.Asset output) {
        return fromCoins(output).signed(id -> List.of(alice.sign(id)));
    }

    private TxDraft fromCoins(TxOutput.Asset output) {
        TxDraft draft = new TxDraft(GAS, Limits.MIN_GAS_PRICE);
        draft.inputs.add(new TxInput(coins, new UnlockScript.P2pkh(alice.publicKey())));
        draft.outputs.add(output);
        U256 fee = draft.gasPrice.times(draft.gas);
        draft.outputs.add(
                TxOutput.Asset.of(genesis.amount().minus(output.amount()).minus(fee), alice.lockupScript()));
        return draft;
    }

    /** Takes the first output of a transaction, 2 ALPH, to its owner of the same group. */
    private TxDraft spending(Transaction fund, UnlockScript unlock, Consumer<TxDraft> change) {
        TxDraft draft = new TxDraft(GAS, Limits.MIN_GAS_PRICE);
        draft.inputs.add(new TxInput(fund.unsigned().fixedOutputRefs().get(0), unlock));
        U256 fee = draft.gasPrice.times(draft.gas);
        draft.outputs.add(TxOutput.Asset.of(Alph.of(2).minus(fee), alice.lockupScript()));
        change.accept(draft);
        return draft;
    }

    private Block holding(Transaction... transactions) {
        List<Transaction> all = new ArrayList<>(List.of(transactions));
        all.add(block.coinbase());
        return smith.with(block, all);
    }

    private static PrivateKey key(int secret) {
        byte[] bytes = new byte[PrivateKey.LENGTH];
        bytes[PrivateKey.LENGTH - 1] = (byte) secret;
        return PrivateKey.of(bytes);
    }
}
