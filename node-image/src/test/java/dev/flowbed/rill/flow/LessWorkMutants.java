package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.consensus.Emission;
import dev.flowbed.alephium.consensus.HardFork;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.Reward;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A recorded block as it would be at two exahashes per second, where miners pay a part of their reward: the work itself cannot be done. */
final class LessWorkMutants {
    private final BlockSmith smith;
    private final NetworkSettings network;
    private final Block block;
    private final PrivateKey alice;
    private final TxOutputRef coins;
    private final U256 owned;
    private final Target target;
    private final List<Mutant> mutants = new ArrayList<>();

    private LessWorkMutants(Block block, NetworkSettings network, Block genesis) {
        this.smith = new BlockSmith(network.groups());
        this.network = network;
        this.block = block;
        this.alice = Wallet.devnet().keyOfGroup(block.chainIndex().from(), network.groups(), 0);
        Transaction allocation = genesis.transactions().get(0);
        this.coins = allocation.outputRefs().get(0);
        this.owned = allocation.unsigned().fixedOutputs().get(0).amount();
        this.target =
                Target.ofHashRate(BigInteger.ONE.shiftLeft(61), network.danube().targetMillis(), network.groups());
    }

    /** @param genesis as for {@link WitnessMutants} */
    static List<Mutant> of(Block block, NetworkSettings network, Block genesis) {
        LessWorkMutants all = new LessWorkMutants(block, network, genesis);
        all.make();
        return all.mutants;
    }

    private void make() {
        UnlockScript right = new UnlockScript.PoLW(alice.publicKey());
        add("less work: the miner pays", draft -> {});
        add("less work: the recorded coinbase", draft -> {
            draft.inputs.clear();
            draft.outputs.clear();
            draft.outputs.addAll(block.coinbase().unsigned().fixedOutputs());
        });
        add(
                "less work: 1 paid too little",
                draft -> draft.output(1, o -> BodyMutants.with(o, o.amount().plus(U256.ONE))));
        add("less work: 1 kept too much", draft -> {
            draft.output(0, o -> BodyMutants.with(o, o.amount().minus(U256.ONE)));
            draft.output(1, o -> BodyMutants.with(o, o.amount().plus(U256.ONE)));
        });
        add(
                "less work: unlocked as any other input",
                draft -> draft.inputs.set(0, new TxInput(coins, new UnlockScript.P2pkh(alice.publicKey()))));
        add(
                "less work: inputs of two kinds",
                draft -> draft.inputs.add(new TxInput(unknown(), new UnlockScript.SameAsPrevious())));
        add("less work: an input that is not there", draft -> draft.inputs.add(new TxInput(unknown(), right)));
        add(
                "less work: the change goes to another",
                draft -> draft.output(
                        1,
                        o -> BodyMutants.with(
                                o, TestChainMiner.miner(205, block.chainIndex().from(), network.groups()))));
        add(
                "less work: a token",
                draft -> draft.output(1, o -> BodyMutants.with(o, List.of(TransactionMutants.token(1, 5)))));
        add("less work: too little gas", draft -> draft.gas = Limits.MIN_GAS - 1);
        Transaction valid = lessWork(draft -> {});
        body("less work: nobody signed", TxDraft.changed(valid, draft -> draft.signatures.clear()));
        body("less work: signed twice", TxDraft.changed(valid, draft -> draft.signatures.add(draft.signatures.get(0))));
        body("less work: the transaction signed instead", TxDraft.resigned(valid, alice, draft -> {}));
    }

    private TxOutputRef unknown() {
        return new TxOutputRef(coins.hint(), Hash.ZERO);
    }

    private void add(String name, Consumer<TxDraft> change) {
        body(name, lessWork(change));
    }

    private void body(String name, Transaction coinbase) {
        List<Transaction> transactions = List.of(coinbase);
        BlockSmith.Draft draft =
                BlockSmith.Draft.of(block.header()).target(target).txs(Block.merkleRoot(transactions));
        mutants.add(Mutant.body(name, new Block(smith.placed(draft, block.chainIndex()), transactions)));
    }

    /** The coinbase that the rules want: what is burnt comes from the miner's own coins, and is locked with the reward. */
    private Transaction lessWork(Consumer<TxDraft> change) {
        Emission emission = network.emission(HardFork.DANUBE);
        Reward reward = emission.reward(target, block.header().timestamp());
        U256 minerReward =
                CoinbaseRewards.block(CoinbaseRewards.mainChain(reward.mining().minus(reward.burnt())), List.of());
        TxOutput.Asset old = block.coinbase().unsigned().fixedOutputs().get(0);
        TxDraft draft = new TxDraft(Limits.MIN_GAS, Limits.COINBASE_GAS_PRICE);
        draft.inputs.add(new TxInput(coins, new UnlockScript.PoLW(alice.publicKey())));
        draft.outputs.add(BodyMutants.with(old, minerReward.plus(reward.burnt())));
        draft.outputs.add(TxOutput.Asset.of(owned.minus(reward.burnt()), alice.lockupScript()));
        change.accept(draft);
        LockupScript from = alice.lockupScript();
        LockupScript to = draft.outputs.get(0).lockupScript();
        return draft.signed(id -> List.of(alice.sign(UnlockScript.PoLW.preimage(from, to))));
    }
}
