package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.StagedWorldState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Runs code for somebody who only wants to know what it would do: calls, tests, estimates (vm/ContractRunner.scala, vm/VM.scala). The
 * world state that is given is changed, and to be thrown away.
 */
public final class ContractRunner {
    private static final Signature ANY_SIGNATURE = new Signature(Bytes.wrap(new byte[Signature.LENGTH]));
    private static final int SIGNATURES = 16;

    private ContractRunner() {}

    /**
     * A call of a contract's method.
     *
     * @param contract the contract
     * @param index the method
     * @param method the same, decoded
     * @param arguments what it is given
     * @param caller the contract that calls; empty for a script
     */
    public record Call(Hash contract, int index, Method method, List<Val> arguments, Optional<Hash> caller) {}

    /** What code returned and what it did. */
    public record Returned(List<Val> values, ScriptRunner.Outcome outcome) {}

    /**
     * The transaction that a call seems to be part of: it pays for the most gas at the least price.
     *
     * @param id its id
     * @param inputs the outputs that it spends, whose first must have the fee beside what is approved
     */
    public static TxEnv callingTransaction(Hash id, List<TxOutput.Asset> inputs) {
        return new TxEnv(
                id, inputs, List.of(), Limits.MIN_GAS_PRICE, Limits.MAX_GAS_PER_TX, true, Collections.emptyIterator());
    }

    /**
     * Calls a contract. All the inputs' assets are approved.
     *
     * @param approved the inputs, which may be fewer than the transaction's
     * @param events gets what contracts report, also when the call fails
     * @throws VmException when it fails
     */
    public static Returned call(
            StagedWorldState state,
            BlockEnv block,
            TxEnv tx,
            List<TxOutput.Asset> approved,
            Call call,
            List<Event> events) {
        Method entry = new Method(
                true,
                !approved.isEmpty(),
                false,
                false,
                0,
                0,
                call.method().returns(),
                instructions(approved, tx.gasFee(), call));
        CodeObject caller = call.caller()
                .map(id -> CodeObject.of(id, mockContract(id, entry)))
                .orElseGet(() -> CodeObject.of(new Script(List.of(entry))));
        return run(state, block, tx, caller, events);
    }

    private static ContractState mockContract(Hash id, Method entry) {
        ContractCode code = ContractCode.of(0, List.of(entry));
        return new ContractState(
                code, code.initialStateHash(List.of(), List.of()), List.of(), List.of(), firstOutputRef(id));
    }

    /** A reference for the output of a contract that no transaction made. */
    private static TxOutputRef firstOutputRef(Hash contract) {
        return new TxOutputRef(new LockupScript.P2c(contract).hint(), contract);
    }

    private static Instruction[] instructions(List<TxOutput.Asset> approved, U256 gasFee, Call call) {
        List<Instruction> code = new ArrayList<>();
        for (int i = 0; i < approved.size(); i++) {
            TxOutput.Asset asset = approved.get(i);
            Instruction owner = Instruction.constant(new Val.AddressVal(asset.lockupScript()));
            U256 alph = i == 0 ? asset.amount().minus(gasFee) : asset.amount();
            code.add(owner);
            code.add(constant(alph));
            code.add(Instruction.of(Opcode.APPROVE_ALPH));
            for (TokenAmount token : asset.tokens()) {
                code.add(owner);
                code.add(Instruction.constant(new Val.ByteVec(token.tokenId().toBytes())));
                code.add(constant(token.amount()));
                code.add(Instruction.of(Opcode.APPROVE_TOKEN));
            }
        }
        call.arguments().forEach(argument -> code.add(Instruction.constant(argument)));
        code.add(constant(U256.of(call.method().arguments())));
        code.add(constant(U256.of(call.method().returns())));
        code.add(Instruction.constant(new Val.ByteVec(call.contract().toBytes())));
        code.add(Instruction.of(Opcode.CALL_EXTERNAL, call.index()));
        return code.toArray(Instruction[]::new);
    }

    private static Instruction constant(U256 value) {
        return Instruction.constant(new Val.UnsignedInteger(value));
    }

    /**
     * Runs a script that may return values.
     *
     * @param events gets what contracts report, also when the script fails
     * @throws VmException when it fails
     */
    public static Returned call(StagedWorldState state, BlockEnv block, TxEnv tx, Script script, List<Event> events) {
        return run(state, block, tx, CodeObject.of(script), events);
    }

    private static Returned run(
            StagedWorldState state, BlockEnv block, TxEnv tx, CodeObject object, List<Event> events) {
        GasMeter meter = new GasMeter(tx.gasAmount());
        TxWorld world = new TxWorld(state, meter, block, tx, events);
        Val[] values = ScriptRunner.results(new Machine(block, tx, meter, world), object, List.of());
        ScriptRunner.requireAllSignaturesUsed(tx);
        ScriptRunner.requireDeposits(world);
        return new Returned(Arrays.asList(values), ScriptRunner.outcome(world, meter));
    }

    /**
     * Runs a transaction's script before the transaction is signed, with the most gas that there is: signatures are not looked at.
     *
     * @param spent the outputs that the transaction spends
     * @throws VmException when it fails
     */
    public static ScriptRunner.Outcome dryRun(
            StagedWorldState state, BlockEnv block, UnsignedTransaction tx, List<TxOutput.Asset> spent) {
        ScriptCode code = tx.script().orElseThrow();
        GasMeter meter = new GasMeter(Limits.MAX_GAS_PER_TX);
        meter.chargeCode(code.bytes().length());
        TxEnv env = TxEnv.of(tx, spent, anySignatures());
        TxWorld world = new TxWorld(state, meter, block, env, new ArrayList<>());
        ScriptRunner.run(new Machine(block, env, meter, world, true), Script.ofStateful(code), List.of());
        return ScriptRunner.outcome(world, meter);
    }

    /**
     * The gas that the script behind an address costs (flow/.../AssetScriptGasEstimator.scala), signatures not looked at. The script must
     * not depend on block and inputs.
     *
     * @throws VmException when it fails
     */
    public static int unlockGas(UnlockScript.P2sh unlock) {
        GasMeter meter = new GasMeter(Limits.MAX_GAS_PER_TX);
        int size = unlock.script().bytes().length();
        meter.chargeCode(size);
        meter.chargeHash(size);
        BlockEnv block = new BlockEnv(new ChainIndex(0, 0), 1, 0, 0, BigInteger.ZERO, Optional.empty());
        TxEnv tx = new TxEnv(Hash.ZERO, List.of(), List.of(), Limits.MIN_GAS_PRICE, 0, false, anySignatures());
        ScriptRunner.run(
                new Machine(block, tx, meter, null, true), Script.ofStateless(unlock.script()), unlock.parameters());
        return Limits.MAX_GAS_PER_TX - meter.remaining();
    }

    private static Iterator<Signature> anySignatures() {
        return Collections.nCopies(SIGNATURES, ANY_SIGNATURE).iterator();
    }

    /**
     * Puts a contract into a state without a transaction that creates it.
     *
     * @param state the state
     * @param assets what it holds
     */
    public static void create(
            StagedWorldState state,
            Hash id,
            ContractCode code,
            List<Val> immutableFields,
            List<Val> mutableFields,
            TxOutput.Contract assets) {
        TxOutputRef ref = firstOutputRef(id);
        state.addContractOutput(ref, assets);
        state.putContract(
                id,
                new ContractState(
                        code,
                        code.initialStateHash(immutableFields, mutableFields),
                        immutableFields,
                        mutableFields,
                        ref));
    }
}
