package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.TxInvalidException.require;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that need no more than the transaction itself, in the official order (flow/.../TxValidation.scala, checkStateless). */
record TxShape(int networkId, int groups) {
    /**
     * @param checkUniqueInputs whether to look for an input that is named twice; for a block this is done for all its
     *     transactions together
     */
    void check(Transaction tx, ChainIndex chain, boolean isCoinbase, boolean checkUniqueInputs) {
        UnsignedTransaction unsigned = tx.unsigned();
        require(unsigned.version() == UnsignedTransaction.VERSION, TxFault.INVALID_TX_VERSION);
        require(unsigned.networkId() == networkId, TxFault.INVALID_NETWORK_ID);
        checkInputCount(tx, chain);
        checkOutputCount(tx, chain);
        checkScriptSignatures(tx, chain);
        checkGas(unsigned, isCoinbase);
        tx.outputs().forEach(TxShape::checkOutput);
        require(TxBalance.totalAlph(tx.outputs()).isPresent(), TxFault.BALANCE_OVER_FLOW);
        checkChain(tx, chain);
        if (checkUniqueInputs) {
            checkUniqueInputs(unsigned.inputs());
        }
    }

    private static void checkInputCount(Transaction tx, ChainIndex chain) {
        require(chain.isIntraGroup() || tx.contractInputs().isEmpty(), TxFault.CONTRACT_INPUT_FOR_INTER_GROUP_TX);
        int count = tx.unsigned().inputs().size() + tx.contractInputs().size();
        require(count <= Limits.MAX_INPUTS, TxFault.TOO_MANY_INPUTS);
    }

    private static void checkOutputCount(Transaction tx, ChainIndex chain) {
        require(chain.isIntraGroup() || tx.generatedOutputs().isEmpty(), TxFault.GENERATED_OUTPUT_FOR_INTER_GROUP_TX);
        int count = tx.outputs().size();
        require(count > 0, TxFault.NO_OUTPUTS);
        require(count <= Limits.MAX_OUTPUTS, TxFault.TOO_MANY_OUTPUTS);
    }

    private static void checkScriptSignatures(Transaction tx, ChainIndex chain) {
        int count = tx.scriptSignatures().size();
        if (chain.isIntraGroup()) {
            require(count <= Limits.MAX_SCRIPT_SIGNATURES, TxFault.TOO_MANY_SCRIPT_SIGNATURES);
        } else {
            require(count == 0, TxFault.UNEXPECTED_SCRIPT_SIGNATURES);
        }
    }

    private static void checkGas(UnsignedTransaction tx, boolean isCoinbase) {
        int gas = tx.gasAmount();
        require(gas >= Limits.MIN_GAS && gas <= Limits.MAX_GAS_PER_TX, TxFault.INVALID_START_GAS);
        U256 least = isCoinbase ? Limits.COINBASE_GAS_PRICE : Limits.MIN_GAS_PRICE;
        U256 price = tx.gasPrice();
        require(price.compareTo(least) >= 0 && price.compareTo(Alph.MAX) < 0, TxFault.INVALID_GAS_PRICE);
    }

    private static void checkOutput(TxOutput output) {
        boolean isAsset = output instanceof TxOutput.Asset;
        int tokens = output.tokens().size();
        int mostTokens = isAsset ? Limits.MAX_TOKENS_PER_ASSET_OUTPUT : Limits.MAX_TOKENS_PER_CONTRACT_OUTPUT;
        boolean sound = output.amount().compareTo(Limits.DUST) >= 0
                && tokens <= mostTokens
                && output.tokens().stream().noneMatch(token -> token.amount().isZero())
                // ALPH beyond the least belongs in an output of its own
                && (!isAsset || tokens == 0 || output.amount().equals(Limits.DUST));
        require(sound, TxFault.INVALID_OUTPUT_STATS);
        if (output.lockupScript() instanceof LockupScript.P2mpkh multisig) {
            require(multisig.keyHashes().size() <= Limits.MAX_MULTISIG_KEYS, TxFault.TOO_MANY_KEYS_IN_MULTISIG);
        }
        if (output instanceof TxOutput.Asset asset) {
            require(asset.data().length() <= Limits.MAX_OUTPUT_DATA, TxFault.OUTPUT_DATA_SIZE_EXCEEDED);
        }
    }

    private void checkChain(Transaction tx, ChainIndex chain) {
        for (TxInput input : tx.unsigned().inputs()) {
            require(input.outputRef().hint().group(groups) == chain.from(), TxFault.INVALID_INPUT_GROUP_INDEX);
        }
        for (TxOutput output : tx.outputs()) {
            require(
                    !(output instanceof TxOutput.Asset asset) || chain.relatesTo(groupOf(asset)),
                    TxFault.INVALID_OUTPUT_GROUP_INDEX);
        }
        boolean reaches = tx.unsigned().fixedOutputs().stream().anyMatch(output -> groupOf(output) == chain.to());
        require(chain.isIntraGroup() || reaches, TxFault.INVALID_OUTPUT_GROUP_INDEX);
    }

    /**
     * The chain that a transaction belongs on.
     *
     * @throws TxInvalidException when its inputs are of no or several groups, or its outputs of more than one other group
     */
    ChainIndex chainOf(UnsignedTransaction tx) {
        Set<Integer> from = new HashSet<>();
        tx.inputs().forEach(input -> from.add(input.outputRef().hint().group(groups)));
        require(from.size() == 1, TxFault.INVALID_INPUT_GROUP_INDEX);
        int own = from.iterator().next();
        Set<Integer> to = new HashSet<>();
        tx.fixedOutputs().forEach(output -> to.add(groupOf(output)));
        to.remove(own);
        require(to.size() <= 1, TxFault.INVALID_OUTPUT_GROUP_INDEX);
        return new ChainIndex(own, to.isEmpty() ? own : to.iterator().next());
    }

    private int groupOf(TxOutput.Asset output) {
        return output.lockupScript().group(groups);
    }

    private static void checkUniqueInputs(List<TxInput> inputs) {
        Set<TxOutputRef> seen = new HashSet<>();
        for (TxInput input : inputs) {
            require(seen.add(input.outputRef()), TxFault.TX_DOUBLE_SPENDING);
        }
    }
}
