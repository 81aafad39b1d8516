package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The list of a block's transactions and its coinbase, changed part by part. */
final class BodyMutants {
    /** A script that does nothing: one public method without instructions. */
    static final ScriptCode EMPTY_SCRIPT = ScriptCode.ofStateful(Bytes.fromHex("01010000000000"));

    private final BlockSmith smith;
    private final int groups;
    private final Block block;
    private final ChainIndex chain;
    private final Transaction coinbase;
    private final int last;
    private final List<Mutant> mutants = new ArrayList<>();

    private BodyMutants(Block block, int groups) {
        this.smith = new BlockSmith(groups);
        this.groups = groups;
        this.block = block;
        this.chain = block.chainIndex();
        this.coinbase = block.coinbase();
        this.last = block.transactions().size() - 1;
    }

    /** @param foreign a transaction that stands in another block */
    static List<Mutant> of(Block block, int groups, Transaction foreign) {
        BodyMutants all = new BodyMutants(block, groups);
        all.lists(foreign);
        all.coinbaseData();
        all.coinbaseOutputs();
        all.coinbaseForm();
        return all.mutants;
    }

    /** What a block may hold at most, and more than that. */
    static List<Mutant> ofSize(Block block, int groups) {
        BodyMutants all = new BodyMutants(block, groups);
        all.limits();
        return all.mutants;
    }

    private void list(String name, List<Transaction> transactions) {
        mutants.add(Mutant.body("transactions: " + name, smith.with(block, transactions)));
    }

    private void coinbase(String name, Consumer<TxDraft> change) {
        mutants.add(Mutant.body("coinbase: " + name, smith.with(block, last, TxDraft.changed(coinbase, change))));
    }

    private void lists(Transaction foreign) {
        List<Transaction> all = block.transactions();
        list("none", List.of());
        list("without the coinbase", block.nonCoinbase());
        list("the coinbase twice", plus(all, coinbase));
        list("another block's last", plus(all, foreign));
        list("another block's first", plusFirst(foreign, all));
        Block unhashed = new Block(block.header(), plusFirst(foreign, all));
        mutants.add(Mutant.body("transactions: one more, the Merkle root left", unhashed));
        if (last > 0) {
            List<Transaction> reversed = new ArrayList<>(all);
            Collections.reverse(reversed);
            list("reversed", reversed);
            list("the first one twice", plusFirst(all.get(0), all));
            list("one less", all.subList(1, all.size()));
            mutants.add(Mutant.body(
                    "transactions: one less, the Merkle root left",
                    new Block(block.header(), all.subList(1, all.size()))));
        }
    }

    private static List<Transaction> plus(List<Transaction> all, Transaction one) {
        List<Transaction> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    private static List<Transaction> plusFirst(Transaction one, List<Transaction> all) {
        List<Transaction> more = new ArrayList<>(List.of(one));
        more.addAll(all);
        return more;
    }

    private void limits() {
        List<Transaction> many = new ArrayList<>(Collections.nCopies(Limits.MAX_TXS_PER_BLOCK, coinbase));
        list("as many as there may be", many);
        list("one too many", plus(many, coinbase));
        Transaction costly = TxDraft.changed(coinbase, draft -> draft.gas = Limits.MAX_GAS_PER_TX);
        list("too much gas", plusFirst(costly, plusFirst(costly, block.transactions())));
        Transaction dear = TxDraft.changed(coinbase, draft -> draft.gasPrice = Alph.MAX.plus(U256.ONE));
        list("an absurd gas price", plusFirst(dear, block.transactions()));
    }

    private void coinbaseData() {
        CoinbaseData data = CoinbaseData.of(block);
        ChainIndex other = new ChainIndex((chain.from() + 1) % groups, chain.to());
        ChainIndex another = new ChainIndex(chain.from(), (chain.to() + 1) % groups);
        data("none", Bytes.EMPTY);
        data("cut", Bytes.wrap(data.encode()).slice(0, 1));
        data("from another group", encoded(other, data.uncles(), Bytes.EMPTY));
        data("to another group", encoded(another, data.uncles(), Bytes.EMPTY));
        data("a group that is none", encoded(new ChainIndex(chain.from(), 255), data.uncles(), Bytes.EMPTY));
        data("a word of the miner's", encoded(chain, data.uncles(), Bytes.fromHex("466c6f77626564")));
        data("too long a word of the miner's", encoded(chain, data.uncles(), Bytes.wrap(new byte[300])));
        data(
                "an uncle that was cut",
                Bytes.fromHex(Bytes.wrap(data.encode()).slice(0, 2).hex() + "01ff"));
    }

    private static Bytes encoded(ChainIndex chain, List<CoinbaseData.GhostUncle> uncles, Bytes word) {
        return Bytes.wrap(new CoinbaseData(chain, uncles, word).encode());
    }

    private void data(String name, Bytes data) {
        output("data: " + name, 0, old -> with(old, data));
    }

    private void output(String name, int index, Function<TxOutput.Asset, TxOutput.Asset> change) {
        coinbase("output " + index + ": " + name, draft -> draft.output(index, change));
    }

    static TxOutput.Asset with(TxOutput.Asset old, Bytes data) {
        return new TxOutput.Asset(old.amount(), old.lockupScript(), old.lockTime(), old.tokens(), data);
    }

    static TxOutput.Asset with(TxOutput.Asset old, U256 amount) {
        return new TxOutput.Asset(amount, old.lockupScript(), old.lockTime(), old.tokens(), old.data());
    }

    static TxOutput.Asset with(TxOutput.Asset old, LockupScript.Asset lockup) {
        return new TxOutput.Asset(old.amount(), lockup, old.lockTime(), old.tokens(), old.data());
    }

    static TxOutput.Asset with(TxOutput.Asset old, List<TokenAmount> tokens) {
        return new TxOutput.Asset(old.amount(), old.lockupScript(), old.lockTime(), tokens, old.data());
    }

    private void coinbaseOutputs() {
        TokenAmount token = new TokenAmount(Hash.blake2b(new byte[] {1}), U256.of(5));
        coinbase("outputs: none", draft -> draft.outputs.clear());
        coinbase("outputs: the first twice", draft -> draft.outputs.add(draft.outputs.get(0)));
        for (int i = 0; i < coinbase.unsigned().fixedOutputs().size(); i++) {
            output("1 more", i, old -> with(old, old.amount().plus(U256.ONE)));
            output("1 less", i, old -> with(old, old.amount().minus(U256.ONE)));
            output("nothing", i, old -> with(old, U256.ZERO));
            output("below dust", i, old -> with(old, Limits.DUST.minus(U256.ONE)));
            output("all there is", i, old -> with(old, U256.MAX));
            output("locked 1 ms longer", i, old -> old.withLockTime(old.lockTime() + 1));
            output("locked 1 ms shorter", i, old -> old.withLockTime(old.lockTime() - 1));
            output("not locked", i, old -> old.withLockTime(0));
            output("a token", i, old -> with(old, List.of(token)));
            output("to another of the group", i, old -> with(old, TestChainMiner.miner(200, chain.to(), groups)));
            int elsewhere = (chain.to() + 1) % groups;
            output("to another group", i, old -> with(old, TestChainMiner.miner(200, elsewhere, groups)));
            output("to the group it is from", i, old -> with(old, TestChainMiner.miner(200, chain.from(), groups)));
        }
        if (coinbase.unsigned().fixedOutputs().size() > 1) {
            coinbase("outputs: 1 from the miner to the uncle's", draft -> {
                draft.output(0, old -> with(old, old.amount().minus(U256.ONE)));
                draft.output(1, old -> with(old, old.amount().plus(U256.ONE)));
            });
            coinbase("outputs: swapped", draft -> Collections.swap(draft.outputs, 0, 1));
            coinbase("outputs: without the uncle's", draft -> draft.outputs.remove(1));
        }
    }

    private void coinbaseForm() {
        for (int version : new int[] {1, -1}) {
            coinbase("version: " + version, draft -> draft.version = version);
        }
        for (int networkId : new int[] {0, 1, 5, -4}) {
            coinbase("network id: " + networkId, draft -> draft.networkId = networkId);
        }
        coinbase("a script", draft -> draft.script = Optional.of(EMPTY_SCRIPT));
        UnaryOperator<U256> more = old -> old.plus(U256.ONE);
        coinbase("gas: 1 more", draft -> draft.gas++);
        coinbase("gas: 1 less", draft -> draft.gas--);
        coinbase("gas price: 1 more", draft -> draft.gasPrice = more.apply(draft.gasPrice));
        coinbase("gas price: 1 less", draft -> draft.gasPrice = draft.gasPrice.minus(U256.ONE));
        coinbase("gas price: nothing", draft -> draft.gasPrice = U256.ZERO);
        LockupScript.Asset nobody = TestChainMiner.miner(201, chain.from(), groups);
        TxOutputRef ref = TxOutputRef.of(Hash.blake2b(new byte[] {2}), 0, TxOutput.Asset.of(Alph.ONE, nobody));
        coinbase("an input", draft -> draft.inputs.add(new TxInput(ref, new UnlockScript.SameAsPrevious())));
        TxOutput.Contract contract =
                new TxOutput.Contract(Alph.ONE, new LockupScript.P2c(Hash.ZERO.withLastByte(chain.from())), List.of());
        coinbase("a contract input", draft -> draft.contractInputs.add(TxOutputRef.of(coinbase.id(), 0, contract)));
        coinbase("a generated output", draft -> draft.generated.add(contract));
        Signature signature = new Signature(Bytes.wrap(new byte[Signature.LENGTH]));
        coinbase("a signature", draft -> draft.signatures.add(signature));
        coinbase("a script's signature", draft -> draft.scriptSignatures.add(signature));
        coinbase("a script that failed", draft -> draft.scriptOk = false);
    }
}
