package dev.flowbed.rill.flow;

import static dev.flowbed.rill.flow.BodyMutants.with;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Two blocks put on top of recorded ones, which hold no tokens: one in which a script issues two tokens, and one in which a transfer moves
 * them on. Every amount and id of a token in their outputs is changed.
 */
final class TokenMutants {
    private static final int GAS = 200_000;
    private static final int FIRST_TOKEN = 100;
    private static final int SECOND_TOKEN = 50;
    private static final int REST = 3;
    private static final ScriptCode TAKES_ASSETS = WitnessMutants.stateful(true);

    private final BlockFlow flow;
    private final BlockSmith smith;
    private final TestChainMiner miner = new TestChainMiner(0);
    private final ChainIndex chain;
    private final int groups;
    private final PrivateKey alice;
    private final LockupScript.Asset bob;
    private Block issue;
    private Block transfer;
    private List<Mutant> mutants = new ArrayList<>();

    /** @param flow one that holds the whole recording */
    TokenMutants(BlockFlow flow, int groups, int group) {
        this.flow = flow;
        this.groups = groups;
        this.smith = new BlockSmith(groups);
        this.chain = new ChainIndex(group, group);
        this.alice = Wallet.devnet().keyOfGroup(group, groups, 0);
        this.bob = TestChainMiner.miner(208, group, groups);
        this.issue = flow.genesis().get(chain.flat(groups));
        this.transfer = issue;
    }

    /** The block that issues both tokens, to be added before the transfer is made. */
    Block issue() {
        AssetUtxo coins = flow.groupView(chain.from()).assets(alice.lockupScript(), Integer.MAX_VALUE).stream()
                .max(Comparator.comparing(utxo -> utxo.output().amount()))
                .orElseThrow();
        TxDraft draft = new TxDraft(GAS, Limits.MIN_GAS_PRICE);
        draft.inputs.add(input(coins.ref()));
        draft.script = Optional.of(TokenScripts.issue(alice.lockupScript(), FIRST_TOKEN, SECOND_TOKEN));
        TransactionTemplate wanted = draft.template(id -> List.of(alice.sign(id)));
        flow.setPendingTransactions(new Only(wanted));
        issue = mined();
        flow.setPendingTransactions(PendingTransactions.NONE);
        return issue;
    }

    /** The block that moves them. */
    Block transfer() {
        transfer = holding(mined(), transferring(draft -> {}));
        return transfer =
                new Block(smith.mined(BlockSmith.Draft.of(transfer.header()), chain), transfer.transactions());
    }

    private Block mined() {
        return miner.mine(flow.template(chain, TestChainMiner.miner(209, chain.to(), groups)));
    }

    // ---- what a script issues

    /** What it generates, changed: nobody signs that. */
    List<Mutant> ofIssue() {
        mutants = new ArrayList<>();
        Transaction tx = issue.nonCoinbase().get(0);
        for (int i = 0; i < tx.generatedOutputs().size(); i++) {
            generated(tx, i);
        }
        return mutants;
    }

    private void generated(Transaction tx, int place) {
        TxOutput output = tx.generatedOutputs().get(place);
        for (Change change : changes(output.tokens())) {
            generated(tx, place, change.name(), old -> tokens(old, change.tokens()));
        }
        generated(tx, place, "1 ALPH more", old -> alph(old, old.amount().plus(Alph.ONE)));
    }

    private void generated(Transaction tx, int place, String name, UnaryOperator<TxOutput> change) {
        Transaction changed =
                TxDraft.changed(tx, draft -> draft.generated.set(place, change.apply(draft.generated.get(place))));
        mutants.add(Mutant.body("tokens issued: generated output " + place + ": " + name, holding(issue, changed)));
    }

    private static TxOutput tokens(TxOutput old, List<TokenAmount> tokens) {
        return old instanceof TxOutput.Contract contract
                ? new TxOutput.Contract(contract.amount(), contract.lockupScript(), tokens)
                : with((TxOutput.Asset) old, tokens);
    }

    private static TxOutput alph(TxOutput old, U256 amount) {
        return old instanceof TxOutput.Contract contract
                ? new TxOutput.Contract(amount, contract.lockupScript(), contract.tokens())
                : with((TxOutput.Asset) old, amount);
    }

    // ---- what a transfer moves

    List<Mutant> ofTransfer() {
        mutants = new ArrayList<>();
        List<TxOutput.Asset> outputs = transfer.nonCoinbase().get(0).unsigned().fixedOutputs();
        moved("as it should be", draft -> {});
        for (int i = 0; i < outputs.size(); i++) {
            int place = i;
            for (Change change : changes(outputs.get(i).tokens())) {
                output(place, change.name(), old -> with(old, change.tokens()));
            }
            if (place != REST) {
                output(
                        place,
                        "locked",
                        old -> old.withLockTime(transfer.header().timestamp() + 60_000));
                output(place, "to another group", old -> with(old, stranger()));
                moved("output " + i + ": 1 ALPH with it", draft -> {
                    draft.output(place, old -> with(old, old.amount().plus(Alph.ONE)));
                    draft.output(REST, old -> with(old, old.amount().minus(Alph.ONE)));
                });
                moved("output " + i + ": left out", draft -> {
                    rest(draft, Limits.DUST);
                    draft.outputs.remove(place);
                });
                moved("output " + i + ": twice", draft -> add(draft, draft.outputs.get(place)));
            }
        }
        sums();
        inputs();
        scripts();
        return mutants;
    }

    private void sums() {
        moved("1 from one owner to the other", draft -> {
            draft.output(0, old -> with(old, List.of(first(59))));
            draft.output(1, old -> with(old, List.of(first(41))));
        });
        moved("1 more and 1 less of two tokens", draft -> {
            draft.output(0, old -> with(old, List.of(first(61))));
            draft.output(2, old -> with(old, List.of(second(SECOND_TOKEN - 1))));
        });
        moved("in another order", draft -> Collections.reverse(draft.outputs));
        moved("all of one in one output", draft -> {
            draft.output(0, old -> with(old, List.of(first(FIRST_TOKEN))));
            draft.outputs.remove(1);
            rest(draft, REST - 1, Limits.DUST);
        });
        moved("in more outputs", draft -> {
            draft.output(0, old -> with(old, List.of(first(1))));
            add(draft, token(first(59)));
        });
        moved("none of one goes out", draft -> {
            draft.outputs.remove(2);
            rest(draft, REST - 1, Limits.DUST);
        });
        moved("one out of nowhere", draft -> add(draft, token(TransactionMutants.token(1, 5))));
        moved("more of one than a number holds", draft -> {
            add(draft, token(new TokenAmount(first(1).tokenId(), U256.MAX)));
            add(draft, token(new TokenAmount(first(1).tokenId(), U256.MAX)));
        });
        moved("a sum that begins anew at zero", draft -> {
            draft.output(0, old -> with(old, List.of(new TokenAmount(first(1).tokenId(), U256.MAX))));
            draft.output(1, old -> with(old, List.of(first(FIRST_TOKEN + 1))));
        });
    }

    private void inputs() {
        moved("the first one's input left out", draft -> {
            draft.inputs.remove(0);
            draft.output(REST, old -> with(old, old.amount().minus(Limits.DUST)));
        });
        moved("the first one's input twice", draft -> {
            draft.inputs.add(draft.inputs.get(0));
            rest(draft, Limits.DUST);
        });
    }

    /** A script that takes what is left gives it back, and can issue tokens as far as the rule on balances goes. */
    private void scripts() {
        scripted("the rest comes back", first(59), token(first(1)));
        scripted("more than the rest comes back", first(59), token(first(2)));
        scripted("less than the rest comes back", first(58), token(first(1)));
        scripted("none of the rest comes back", first(59), token(first(0)));
        scripted("another token comes back", first(59), token(second(1)));
        scripted("one out of nowhere comes back", first(60), token(TransactionMutants.token(1, 5)));
        scripted("more goes out than came", first(61), token(first(1)));
        scripted("the rest comes to another", first(59), with(TxOutput.Asset.of(Limits.DUST, bob), List.of(first(1))));
        moved("a script that takes nothing: 1 less", draft -> {
            draft.script = Optional.of(BodyMutants.EMPTY_SCRIPT);
            draft.output(0, old -> with(old, List.of(first(59))));
        });
        moved("a script that takes all: an output to another", draft -> draft.script = Optional.of(TAKES_ASSETS));
        moved("a script that takes all: 1 less, nothing comes back", draft -> {
            takesAll(draft);
            draft.output(0, old -> with(old, List.of(first(59))));
        });
    }

    /** What a script takes is what inputs hold more than outputs of the same owner do, and no other owner may have one. */
    private void takesAll(TxDraft draft) {
        draft.script = Optional.of(TAKES_ASSETS);
        draft.output(1, old -> with(old, alice.lockupScript()));
    }

    private void scripted(String name, TokenAmount out, TxOutput.Asset back) {
        moved("a script that takes all: " + name, draft -> {
            takesAll(draft);
            draft.output(0, old -> with(old, List.of(out)));
            draft.output(REST, old -> with(old, old.amount().minus(Limits.DUST)));
            draft.generated.add(back);
        });
    }

    private void output(int place, String name, UnaryOperator<TxOutput.Asset> change) {
        moved("output " + place + ": " + name, draft -> draft.output(place, change));
    }

    private void moved(String name, Consumer<TxDraft> change) {
        mutants.add(Mutant.body("tokens moved: " + name, holding(transfer, transferring(change))));
    }

    private Transaction transferring(Consumer<TxDraft> change) {
        Transaction issued = issue.nonCoinbase().get(0);
        TxDraft draft = new TxDraft(GAS, Limits.MIN_GAS_PRICE);
        U256 alph = U256.ZERO;
        for (int i = 0; i < issued.outputs().size(); i++) {
            if (issued.outputs().get(i) instanceof TxOutput.Asset asset) {
                draft.inputs.add(input(TxOutputRef.of(issued.id(), i, asset)));
                alph = alph.plus(asset.amount());
            }
        }
        draft.outputs.add(token(first(60)));
        draft.outputs.add(with(TxOutput.Asset.of(Limits.DUST, bob), List.of(first(40))));
        draft.outputs.add(token(second(SECOND_TOKEN)));
        U256 spent = draft.gasPrice.times(draft.gas).plus(Limits.DUST.times(REST));
        draft.outputs.add(TxOutput.Asset.of(alph.minus(spent), alice.lockupScript()));
        change.accept(draft);
        return draft.signed(id -> List.of(alice.sign(id)));
    }

    // ---- making

    /** A list of tokens in the place of another. */
    private record Change(String name, List<TokenAmount> tokens) {}

    private List<Change> changes(List<TokenAmount> old) {
        TokenAmount unknown = TransactionMutants.token(1, 5);
        List<Change> all = new ArrayList<>();
        List<TokenAmount> more = new ArrayList<>(old);
        more.add(unknown);
        all.add(new Change("one entry more", more));
        if (old.isEmpty()) {
            all.add(new Change("1 of a token that is there", List.of(first(1))));
            all.add(new Change("none of a token that is there", List.of(first(0))));
            return all;
        }
        TokenAmount token = old.get(0);
        TokenAmount other = token.tokenId().equals(first(1).tokenId()) ? second(1) : first(1);
        all.add(new Change("1 more", List.of(of(token, token.amount().plus(U256.ONE)))));
        all.add(new Change("1 less", List.of(of(token, token.amount().minus(U256.ONE)))));
        all.add(new Change("none", List.of(of(token, U256.ZERO))));
        all.add(new Change("as much as a number holds", List.of(of(token, U256.MAX))));
        all.add(new Change("no entry", List.of()));
        all.add(new Change("of an unknown id", List.of(new TokenAmount(unknown.tokenId(), token.amount()))));
        all.add(new Change("of the other token's id", List.of(new TokenAmount(other.tokenId(), token.amount()))));
        all.add(new Change("of the id that means ALPH", List.of(new TokenAmount(Hash.ZERO, token.amount()))));
        all.add(new Change("an entry of the other token", List.of(token, other)));
        all.add(new Change("the entry twice", List.of(token, token)));
        all.add(new Change("in two entries", List.of(of(token, token.amount().minus(U256.ONE)), of(token, U256.ONE))));
        return all;
    }

    private static TokenAmount of(TokenAmount token, U256 amount) {
        return new TokenAmount(token.tokenId(), amount);
    }

    private TokenAmount first(long amount) {
        return new TokenAmount(issued(FIRST_TOKEN), U256.of(amount));
    }

    private TokenAmount second(long amount) {
        return new TokenAmount(issued(SECOND_TOKEN), U256.of(amount));
    }

    private Hash issued(long amount) {
        return issue.nonCoinbase().get(0).generatedOutputs().stream()
                .flatMap(output -> output.tokens().stream())
                .filter(token -> token.amount().equals(U256.of(amount)))
                .findFirst()
                .orElseThrow()
                .tokenId();
    }

    private TxOutput.Asset token(TokenAmount token) {
        return with(TxOutput.Asset.of(Limits.DUST, alice.lockupScript()), List.of(token));
    }

    private LockupScript.Asset stranger() {
        return TestChainMiner.miner(210, (chain.to() + 1) % groups, groups);
    }

    private TxInput input(TxOutputRef ref) {
        return new TxInput(ref, new UnlockScript.P2pkh(alice.publicKey()));
    }

    /** One output more, whose ALPH come from the rest. */
    private static void add(TxDraft draft, TxOutput.Asset output) {
        draft.output(REST, old -> with(old, old.amount().minus(output.amount())));
        draft.outputs.add(output);
    }

    private static void rest(TxDraft draft, U256 more) {
        rest(draft, REST, more);
    }

    private static void rest(TxDraft draft, int place, U256 more) {
        draft.output(place, old -> with(old, old.amount().plus(more)));
    }

    private Block holding(Block block, Transaction transaction) {
        return smith.with(block, List.of(transaction, block.coinbase()));
    }

    /** One transaction waits. */
    private record Only(TransactionTemplate transaction) implements PendingTransactions {
        @Override
        public List<TransactionTemplate> candidates(ChainIndex chain, int limit) {
            return List.of(transaction);
        }

        @Override
        public void discard(TransactionTemplate refused, String reason) {
            throw new AssertionError(reason);
        }
    }
}
