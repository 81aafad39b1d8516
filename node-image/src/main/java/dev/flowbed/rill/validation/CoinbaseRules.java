package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.BlockFault.EXIST_INVALID_TX;
import static dev.flowbed.rill.validation.BlockFault.INVALID_COINBASE_DATA;
import static dev.flowbed.rill.validation.BlockFault.INVALID_COINBASE_FORMAT;
import static dev.flowbed.rill.validation.BlockFault.INVALID_COINBASE_LOCKED_AMOUNT;
import static dev.flowbed.rill.validation.BlockFault.INVALID_COINBASE_LOCKUP_PERIOD;
import static dev.flowbed.rill.validation.BlockFault.INVALID_COINBASE_REWARD;
import static dev.flowbed.rill.validation.BlockFault.INVALID_GHOST_UNCLE_MINER;
import static dev.flowbed.rill.validation.BlockFault.INVALID_POLW_CHANGE_OUTPUT_LOCKUP_SCRIPT;
import static dev.flowbed.rill.validation.BlockFault.INVALID_POLW_COINBASE_FORMAT;
import static dev.flowbed.rill.validation.BlockFault.INVALID_POLW_INPUT_UNLOCK_SCRIPT;
import static dev.flowbed.rill.validation.BlockFault.POLW_UNLOCK_SCRIPT_NOT_THE_SAME;
import static dev.flowbed.rill.validation.BlockFaultException.require;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.consensus.Emission;
import dev.flowbed.alephium.consensus.HardFork;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.Reward;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.flow.GroupView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of coinbases since Danube: form, data, uncles, reward, lock (flow/.../BlockValidation.scala). */
final class CoinbaseRules {
    private static final String INVALID_ALPH_BALANCE = "InvalidAlphBalance";

    private final NetworkSettings network;
    private final Emission emission;
    private final TransactionRules transactionRules;
    private final UncleRules uncleRules = new UncleRules();

    CoinbaseRules(NetworkSettings network, TransactionRules transactionRules) {
        this.network = network;
        this.emission = network.emission(HardFork.DANUBE);
        this.transactionRules = transactionRules;
    }

    void check(Block block, ChainIndex chain, GroupView view, FlowFacts flow) throws BlockFaultException {
        Reward reward = emission.reward(block.header().target(), block.header().timestamp());
        Transaction coinbase = block.coinbase();
        List<CoinbaseData.GhostUncle> uncles = data(block, chain).uncles();
        checkForm(coinbase, uncles.size(), reward.isPoLW());
        List<Integer> heightsBack = uncleRules.check(block, chain, uncles, flow);
        if (reward.isPoLW()) {
            checkLessWork(coinbase.unsigned(), uncles.size());
        }
        checkReward(block, chain, view, reward, uncles, heightsBack);
    }

    private static CoinbaseData data(Block block, ChainIndex chain) throws BlockFaultException {
        require(!block.coinbase().unsigned().fixedOutputs().isEmpty(), INVALID_COINBASE_FORMAT, "no output");
        CoinbaseData data;
        try {
            data = CoinbaseData.of(block);
        } catch (FormatException e) {
            throw new BlockFaultException(INVALID_COINBASE_DATA, String.valueOf(e.getMessage()));
        }
        require(
                data.chain().equals(chain),
                INVALID_COINBASE_DATA,
                "names chain " + data.chain() + " on chain " + chain);
        return data;
    }

    private static void checkForm(Transaction coinbase, int uncles, boolean lessWork) throws BlockFaultException {
        UnsignedTransaction unsigned = coinbase.unsigned();
        boolean common = unsigned.script().isEmpty()
                && unsigned.gasPrice().equals(Limits.COINBASE_GAS_PRICE)
                && unsigned.fixedOutputs().stream()
                        .allMatch(output -> output.tokens().isEmpty())
                && coinbase.contractInputs().isEmpty()
                && coinbase.generatedOutputs().isEmpty()
                && coinbase.scriptSignatures().isEmpty();
        int outputs = unsigned.fixedOutputs().size();
        if (lessWork) {
            require(
                    common
                            && unsigned.gasAmount() >= Limits.MIN_GAS
                            && outputs >= uncles + 1
                            && !unsigned.inputs().isEmpty()
                            && coinbase.inputSignatures().size() == 1,
                    INVALID_POLW_COINBASE_FORMAT,
                    "coinbase " + coinbase.id());
        } else {
            require(
                    common
                            && unsigned.gasAmount() == Limits.MIN_GAS
                            && outputs == uncles + 1
                            && coinbase.inputSignatures().isEmpty(),
                    INVALID_COINBASE_FORMAT,
                    "coinbase " + coinbase.id());
        }
    }

    private static void checkLessWork(UnsignedTransaction unsigned, int uncles) throws BlockFaultException {
        UnlockScript unlock = unsigned.inputs().get(0).unlockScript();
        if (!(unlock instanceof UnlockScript.PoLW lessWork)) {
            throw new BlockFaultException(INVALID_POLW_INPUT_UNLOCK_SCRIPT, "the first input");
        }
        for (TxInput input : unsigned.inputs()) {
            require(input.unlockScript().equals(unlock), POLW_UNLOCK_SCRIPT_NOT_THE_SAME, "a later input");
        }
        LockupScript owner = LockupScript.P2pkh.of(lessWork.publicKey());
        List<TxOutput.Asset> outputs = unsigned.fixedOutputs();
        for (TxOutput.Asset change : outputs.subList(uncles + 1, outputs.size())) {
            require(
                    change.lockupScript().equals(owner),
                    INVALID_POLW_CHANGE_OUTPUT_LOCKUP_SCRIPT,
                    "change must go to the payer");
        }
    }

    private void checkReward(
            Block block,
            ChainIndex chain,
            GroupView view,
            Reward reward,
            List<CoinbaseData.GhostUncle> uncles,
            List<Integer> heightsBack)
            throws BlockFaultException {
        U256 mainChainReward = CoinbaseRewards.mainChain(reward.mining().minus(reward.burnt()));
        List<U256> uncleRewards = new ArrayList<>();
        for (int back : heightsBack) {
            uncleRewards.add(CoinbaseRewards.uncle(mainChainReward, back));
        }
        U256 blockReward = CoinbaseRewards.block(mainChainReward, uncleRewards);
        List<TxOutput.Asset> outputs = block.coinbase().unsigned().fixedOutputs();
        for (int i = 0; i < uncles.size(); i++) {
            require(
                    outputs.get(i + 1).lockupScript().equals(uncles.get(i).miner()),
                    INVALID_GHOST_UNCLE_MINER,
                    "output " + (i + 1) + " pays another than the uncle's miner");
        }
        U256 total = blockReward;
        for (U256 uncleReward : uncleRewards) {
            total = total.plus(uncleReward);
        }
        checkAsTransaction(block, chain, view, total);
        checkLocked(block, outputs.get(0), blockReward.plus(reward.burnt()));
        for (int i = 0; i < uncleRewards.size(); i++) {
            checkLocked(block, outputs.get(i + 1), uncleRewards.get(i));
        }
    }

    private void checkAsTransaction(Block block, ChainIndex chain, GroupView view, U256 reward)
            throws BlockFaultException {
        U256 gasSubsidy = Limits.COINBASE_GAS_PRICE.times(Limits.MIN_GAS);
        TransactionContext context = new TransactionContext(
                BlockFacts.of(chain, block.header()),
                view,
                Map.of(),
                Optional.of(reward.plus(gasSubsidy)),
                block.transactions().size() - 1);
        Optional<String> fault = transactionRules.fault(block.coinbase(), context);
        if (fault.isPresent()) {
            BlockFault named = fault.get().equals(INVALID_ALPH_BALANCE) ? INVALID_COINBASE_REWARD : EXIST_INVALID_TX;
            throw new BlockFaultException(named, block.coinbase().id() + " " + fault.get());
        }
    }

    private void checkLocked(Block block, TxOutput.Asset output, U256 amount) throws BlockFaultException {
        require(
                output.amount().equals(amount),
                INVALID_COINBASE_LOCKED_AMOUNT,
                "expected " + amount + ", found " + output.amount());
        long lockTime = block.header().timestamp() + network.coinbaseLockMillis();
        require(
                output.lockTime() == lockTime,
                INVALID_COINBASE_LOCKUP_PERIOD,
                "expected " + lockTime + ", found " + output.lockTime());
    }
}
