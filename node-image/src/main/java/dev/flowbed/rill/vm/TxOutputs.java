package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.StagedWorldState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outputs that a transaction's script makes, and the balances they are made of (vm/Context.scala, StatefulContext). */
final class TxOutputs {
    private final StagedWorldState state;
    private final GasMeter gas;
    private final TxEnv tx;
    private final ContractPool pool;
    private final Balances balances = new Balances();
    private final List<TxOutput> generated = new ArrayList<>();
    private @Nullable BalanceState callerBalances;
    private U256 gasFeePaid = U256.ZERO;
    private U256 autoFunded = U256.ZERO;

    TxOutputs(StagedWorldState state, GasMeter gas, TxEnv tx, ContractPool pool) {
        this.state = state;
        this.gas = gas;
        this.tx = tx;
        this.pool = pool;
    }

    /** What goes into outputs at the end. */
    Balances balances() {
        return balances;
    }

    List<TxOutput> generated() {
        return generated;
    }

    /** ALPH that the caller gave to reach the least amounts of outputs. */
    U256 autoFunded() {
        return autoFunded;
    }

    int nextIndex() {
        return tx.fixedOutputs().size() + generated.size();
    }

    void addCreated(TxOutput.Contract output) {
        generated.add(output);
    }

    // ---- the caller

    /** What the inputs have over the fixed outputs and the gas fee, for a script that takes it. */
    BalanceState callerBalances() {
        VmException.require(tx.isPayable(), VmFault.EXPECT_NON_PAYABLE_METHOD);
        Balances initial =
                Balances.of(tx.spent(), tx.fixedOutputs()).orElseThrow(() -> new VmException(VmFault.INVALID_BALANCES));
        if (!initial.takeAlph(tx.firstAddress(), tx.gasFee())) {
            throw new VmException(
                    VmFault.UNABLE_TO_PAY_GAS_FEE, "Not enough ALPH in the transaction to pay for gas fee");
        }
        callerBalances = BalanceState.of(initial);
        return callerBalances;
    }

    /** Lets the caller add what is missing. */
    void cover(Holding holding, U256 missing) {
        BalanceState caller = callerBalances;
        if (caller == null) {
            throw new VmException(
                    VmFault.TX_CALLER_BALANCE_NOT_AVAILABLE, "Transaction caller balance is not available");
        }
        LockupScript address = tx.firstAddress();
        U256 rest = move(holding, address, caller.remaining(), missing);
        rest = move(holding, address, caller.approved(), rest);
        if (!rest.isZero()) {
            throw VmException.insufficientFunds(rest);
        }
        autoFunded = autoFunded.tryPlus(missing).orElseThrow(() -> new VmException(VmFault.BALANCE_OVERFLOW));
    }

    private static U256 move(Holding to, LockupScript address, Balances from, U256 amount) {
        Holding held = from.find(address);
        if (held == null || amount.isZero()) {
            return amount;
        }
        U256 possible = U256.min(amount, held.alph());
        if (!held.takeAlph(possible) || !to.addAlph(possible)) {
            throw new VmException(VmFault.BALANCE_OVERFLOW);
        }
        return amount.minus(possible);
    }

    void payGasFee(U256 amount) {
        gasFeePaid = gasFeePaid.plus(amount);
    }

    void requireGasPayable(U256 amount) {
        VmException.require(tx.gasFee().minus(gasFeePaid).compareTo(amount) >= 0, VmFault.GAS_OVER_PAID);
    }

    /** Gives what the input addresses got so far to the script's next calls. */
    void chainTo(@Nullable BalanceState script) {
        if (script == null) {
            return;
        }
        Set<LockupScript> addresses = new LinkedHashSet<>();
        tx.spent().forEach(output -> addresses.add(output.lockupScript()));
        for (LockupScript address : addresses) {
            Holding got = balances.useInPlace(address);
            if (got != null && !script.remaining().add(address, got)) {
                throw new VmException(
                        VmFault.CHAIN_CALLER_OUTPUTS_FAILED,
                        "Failed to chain output assets for transaction caller " + Texts.address(address));
            }
        }
    }

    // ---- the end

    /** Puts all balances into outputs. */
    void finish() {
        if (!gasFeePaid.isZero() && !tx.spent().isEmpty()) {
            requireBalanced(balances.addAlph(tx.firstAddress(), gasFeePaid));
        }
        for (ContractPool.InUse use : pool.inUse()) {
            requireBalanced(balances.add(new LockupScript.P2c(use.contract()), use.holding()));
        }
        balances.all().forEach((owner, held) -> {
            U256 missing = held.missing(owner);
            if (!tx.isCaller(owner) && !missing.isZero()) {
                cover(held, missing);
            }
        });
        BalanceState caller = callerBalances;
        if (caller != null) {
            requireBalanced(balances.merge(caller.approved()) && balances.merge(caller.remaining()));
        }
        for (Map.Entry<LockupScript, Holding> entry : balances.all().entrySet()) {
            LockupScript owner = entry.getKey();
            if (owner instanceof LockupScript.P2c contract && !pool.isLoaded(contract.contractId())) {
                throw ContractPool.unloaded(contract.contractId());
            }
            entry.getValue().outputs(owner, 0).forEach(this::generate);
        }
        pool.requireAllFlushed();
    }

    private static void requireBalanced(boolean holds) {
        VmException.require(holds, VmFault.INVALID_BALANCES);
    }

    /** Adds an output. */
    void generate(TxOutput output) {
        if (output instanceof TxOutput.Contract contract) {
            generateContract(contract);
        } else {
            generated.add(output);
            gas.charge(GasMeter.OUTPUT);
        }
    }

    private void generateContract(TxOutput.Contract output) {
        Hash id = output.lockupScript().contractId();
        int input = inputOf(id);
        int created = createdOutput(output.lockupScript());
        if (created >= 0) {
            // a contract that was created by this transaction gets one output, not two
            pool.inputs().remove(input);
            store(id, output, tx.fixedOutputs().size() + created);
            generated.set(created, output);
        } else if (output.equals(pool.inputs().get(input).output())) {
            pool.inputs().remove(input);
            pool.flush(id);
        } else {
            store(id, output, nextIndex());
            generated.add(output);
        }
    }

    private int inputOf(Hash id) {
        List<ContractPool.Input> inputs = pool.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).output().lockupScript().contractId().equals(id)) {
                return i;
            }
        }
        throw ContractPool.unloaded(id);
    }

    private int createdOutput(LockupScript owner) {
        for (int i = 0; i < generated.size(); i++) {
            if (generated.get(i).lockupScript().equals(owner)) {
                return i;
            }
        }
        return -1;
    }

    private void store(Hash id, TxOutput.Contract output, int index) {
        gas.charge(GasMeter.OUTPUT);
        pool.flush(id);
        TxOutputRef ref = TxOutputRef.of(tx.id(), index, output);
        ContractState now = pool.stateOf(id);
        state.addContractOutput(ref, output);
        state.updateContract(
                id,
                new ContractState(now.code(), now.initialStateHash(), now.immutableFields(), now.mutableFields(), ref));
    }
}
