package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.state.StagedWorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the scripts of transactions and of addresses (vm/VM.scala, StatefulVM and StatelessVM). */
public final class ScriptRunner {
    private ScriptRunner() {}

    /**
     * What a transaction's script did.
     *
     * @param gasRemaining the gas that is left
     * @param contractInputs outputs of contracts that it spends
     * @param contractSpent these outputs
     * @param generatedOutputs outputs that it makes
     * @param autoFunded ALPH that the caller gave for the least amounts of outputs, atto ALPH
     * @param events what contracts reported
     */
    public record Outcome(
            int gasRemaining,
            List<TxOutputRef> contractInputs,
            List<TxOutput> contractSpent,
            List<TxOutput> generatedOutputs,
            U256 autoFunded,
            List<Event> events) {}

    /**
     * Runs a transaction's script.
     *
     * @param state changed by it; to be thrown away when it fails
     * @param gas what it may use
     * @throws VmException when it fails
     */
    public static Outcome runTransaction(StagedWorldState state, BlockEnv block, TxEnv tx, ScriptCode code, int gas) {
        GasMeter meter = new GasMeter(gas);
        TxWorld world = new TxWorld(state, meter, block, tx, new ArrayList<>());
        run(new Machine(block, tx, meter, world), Script.ofStateful(code), List.of());
        requireAllSignaturesUsed(tx);
        requireDeposits(world);
        return outcome(world, meter);
    }

    /** The state of contracts after a script costs their storage: no contract may hold less. */
    static void requireDeposits(TxWorld world) {
        for (TxOutput output : world.outputs().generated()) {
            if (output instanceof TxOutput.Contract contract
                    && contract.amount().compareTo(ContractLimits.MINIMAL_DEPOSIT) < 0) {
                throw ContractLimits.tooLittle(contract.amount());
            }
        }
    }

    /** What a script did that came to its end. */
    static Outcome outcome(TxWorld world, GasMeter meter) {
        List<ContractPool.Input> inputs = world.pool().inputs();
        return new Outcome(
                meter.remaining(),
                inputs.stream().map(ContractPool.Input::ref).toList(),
                inputs.stream().<TxOutput>map(ContractPool.Input::output).toList(),
                List.copyOf(world.outputs().generated()),
                world.outputs().autoFunded(),
                List.copyOf(world.events()));
    }

    static void requireAllSignaturesUsed(TxEnv tx) {
        int left = 0;
        while (tx.signatures().hasNext()) {
            tx.signatures().next();
            left++;
        }
        if (left > 0) {
            throw new VmException(VmFault.TOO_MANY_SIGNATURES, left + " signature(s) remain unused");
        }
    }

    /**
     * Runs the script behind an address.
     *
     * @param arguments what the input gives
     * @param gas what it may use
     * @return the gas that is left
     * @throws VmException when it fails
     */
    public static int runUnlock(BlockEnv block, TxEnv tx, ScriptCode code, List<Val> arguments, int gas) {
        GasMeter meter = new GasMeter(gas);
        int size = code.bytes().length();
        meter.chargeCode(size);
        meter.chargeHash(size);
        run(new Machine(block, tx, meter, null), Script.ofStateless(code), arguments);
        return meter.remaining();
    }

    static void run(Machine machine, Script script, List<Val> arguments) {
        results(machine.withoutReturns(), CodeObject.of(script), arguments);
    }

    /** Runs the first method, and gives what it returns. */
    static Val[] results(Machine machine, CodeObject object, List<Val> arguments) {
        try {
            return machine.run(object, 0, arguments);
        } catch (FormatException e) {
            throw new VmException(VmFault.UNCAUGHT_KEY_NOT_FOUND_ERROR, String.valueOf(e.getMessage()));
        }
    }

    /** The gas that a transaction's script costs before it runs. */
    public static int codeGas(ScriptCode code) {
        return code.bytes().length() + GasMeter.CALL;
    }

    /** The gas that is left for a transaction's script itself. */
    public static int afterCode(ScriptCode code, int gas) {
        GasMeter meter = new GasMeter(gas);
        meter.chargeCode(code.bytes().length());
        return meter.remaining();
    }

    /** The outputs that give a failed script's assets back; empty when they make no valid outputs. */
    public static Optional<List<TxOutput>> refund(TxEnv tx) {
        Optional<Balances> balances = Balances.of(tx.spent(), tx.fixedOutputs());
        if (balances.isEmpty() || !balances.get().takeAlph(tx.firstAddress(), tx.gasFee())) {
            return Optional.empty();
        }
        try {
            return Optional.of(balances.get().outputs());
        } catch (VmException e) {
            return Optional.empty();
        }
    }
}
