package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Blake2b;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.StagedWorldState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transaction's script does to the world state: contracts, outputs, events (vm/Context.scala, StatefulContext). */
final class TxWorld {
    private static final Bytes INTERFACE_ID_PREFIX = Bytes.fromHex("414c5048");

    private final StagedWorldState state;
    private final GasMeter gas;
    private final BlockEnv block;
    private final TxEnv tx;
    private final ContractPool pool;
    private final TxOutputs outputs;
    private final List<Event> events;

    /** @param events where it is told what contracts report */
    TxWorld(StagedWorldState state, GasMeter gas, BlockEnv block, TxEnv tx, List<Event> events) {
        this.events = events;
        this.state = state;
        this.gas = gas;
        this.block = block;
        this.tx = tx;
        this.pool = new ContractPool(state, gas);
        this.outputs = new TxOutputs(state, gas, tx, pool);
    }

    ContractPool pool() {
        return pool;
    }

    TxOutputs outputs() {
        return outputs;
    }

    BlockEnv block() {
        return block;
    }

    TxEnv tx() {
        return tx;
    }

    GasMeter gas() {
        return gas;
    }

    List<Event> events() {
        return events;
    }

    boolean hasContract(Hash id) {
        return state.hasContract(id);
    }

    // ---- ids

    /** The id of the contract that the next generated output would belong to. */
    Hash nextContractId() {
        byte[] preimage = new ByteWriter(36)
                .raw(tx.id().toArray())
                .int32(outputs.nextIndex())
                .toByteArray();
        return Hash.blake2b(preimage).withLastByte(block.chain().from());
    }

    /** The id of a contract below another. */
    Hash subContractId(Hash parent, Bytes path) {
        byte[] preimage = new ByteWriter().raw(parent.toArray()).raw(path).toByteArray();
        return Hash.of(Blake2b.doubleHash(preimage)).withLastByte(block.chain().from());
    }

    // ---- creation

    /**
     * Tokens that a new contract issues.
     *
     * @param amount how many
     * @param receiver who gets them, null for the contract itself
     */
    record Issuance(U256 amount, LockupScript.@Nullable Asset receiver) {}

    /**
     * A contract to be.
     *
     * @param parent the contract it belongs to, null for none
     */
    record Creation(
            Hash id,
            @Nullable Hash parent,
            ContractCode code,
            List<Val> immutableFields,
            List<Val> mutableFields,
            @Nullable Issuance issuance) {}

    void create(Frame frame, Creation creation) {
        Hash id = creation.id();
        VmException.require(!id.isZero(), VmFault.ZERO_CONTRACT_ID);
        Holding holding = initialHolding(frame);
        Issuance issuance = creation.issuance();
        if (issuance != null) {
            if (issuance.receiver() != null) {
                outputs.balances().addToken(issuance.receiver(), id, issuance.amount());
            } else {
                holding.addToken(id, issuance.amount());
            }
        }
        LockupScript.P2c address = new LockupScript.P2c(id);
        TxOutput.Contract output = new TxOutput.Contract(holding.alph(), address, holding.tokens());
        if (state.contract(id).isPresent()) {
            throw new VmException(
                    VmFault.CONTRACT_ALREADY_EXISTS, "Contract " + Texts.contract(id) + " already exists");
        }
        ContractCode code = creation.code();
        requireFieldCount(code, creation.immutableFields(), creation.mutableFields());
        TxOutputRef ref = TxOutputRef.of(tx.id(), outputs.nextIndex(), output);
        state.addContractOutput(ref, output);
        state.putContract(
                id,
                new ContractState(
                        code,
                        code.initialStateHash(creation.immutableFields(), creation.mutableFields()),
                        creation.immutableFields(),
                        creation.mutableFields(),
                        ref));
        outputs.addCreated(output);
        events.add(new Event(systemId(Event.CREATION), creationFields(creation), true));
    }

    private Holding initialHolding(Frame frame) {
        BalanceState balances = frame.balances;
        Holding approved = balances == null ? null : balances.approved().useAll();
        Holding holding = approved == null ? Holding.empty() : approved;
        U256 missing = holding.missing(new LockupScript.P2c(Hash.ZERO));
        if (!missing.isZero()) {
            outputs.cover(holding, missing);
        }
        return holding;
    }

    private List<Val> creationFields(Creation creation) {
        Hash parent = creation.parent();
        return List.of(
                new Val.SignedInteger(BigInteger.valueOf(Event.CREATION)),
                new Val.AddressVal(new LockupScript.P2c(creation.id())),
                parent == null ? new Val.ByteVec(Bytes.EMPTY) : new Val.AddressVal(new LockupScript.P2c(parent)),
                interfaceId(creation.immutableFields()));
    }

    private static Val interfaceId(List<Val> fields) {
        if (!fields.isEmpty() && fields.get(fields.size() - 1) instanceof Val.ByteVec bytes) {
            Bytes value = bytes.value();
            int prefix = INTERFACE_ID_PREFIX.length();
            if (value.length() >= prefix && value.slice(0, prefix).equals(INTERFACE_ID_PREFIX)) {
                return new Val.ByteVec(value.slice(prefix, value.length()));
            }
        }
        return new Val.ByteVec(Bytes.EMPTY);
    }

    private Hash systemId(int index) {
        byte[] id = new byte[Hash.LENGTH];
        id[Hash.LENGTH - 2] = (byte) index;
        id[Hash.LENGTH - 1] = (byte) block.chain().from();
        return Hash.of(id);
    }

    static void requireFieldCount(ContractCode code, List<Val> immutable, List<Val> mutable) {
        VmException.require(immutable.size() + mutable.size() == code.fields(), VmFault.INVALID_FIELD_LENGTH);
    }

    /** Checks code that somebody gives, beyond its format. */
    static void requireSound(ContractCode code) {
        VmException.require(code.fields() >= 0, VmFault.INVALID_FIELD_LENGTH);
        VmException.require(code.fields() <= ContractLimits.FIELDS, VmFault.TOO_MANY_FIELDS);
        VmException.require(code.methodCount() > 0, VmFault.EMPTY_METHODS);
        for (int i = 0; i < code.methodCount(); i++) {
            VmException.require(code.method(i).isValid(), VmFault.INVALID_METHOD);
        }
    }

    /** A method may spend a contract's assets or only add to them, not both. */
    static void requireModifiers(ContractCode code) {
        for (int i = 0; i < code.methodCount(); i++) {
            Method method = code.method(i);
            VmException.require(
                    !(method.usesContractAssets() && method.paysToContractOnly()),
                    VmFault.INVALID_METHOD_MODIFIER_SINCE_RHONE);
        }
    }

    // ---- the end of a contract, and its change

    void destroy(Frame frame, LockupScript refund) {
        if (refund instanceof LockupScript.P2c contract) {
            requireInTrace(frame, contract);
        }
        Hash id = frame.object.id();
        if (frame.caller().isInTrace(id)) {
            throw new VmException(
                    VmFault.CONTRACT_DESTRUCTION_SHOULD_NOT_BE_CALLED_FROM_SELF,
                    "`destroySelf` function should not be called from the same contract");
        }
        Holding holding = frame.balances().remaining().useAll(new LockupScript.P2c(id));
        if (holding == null || !outputs.balances().add(refund, holding)) {
            throw new VmException(VmFault.INVALID_BALANCES);
        }
        pool.remove(id);
        events.add(new Event(
                systemId(Event.DESTRUCTION),
                List.of(
                        new Val.SignedInteger(BigInteger.valueOf(Event.DESTRUCTION)),
                        new Val.AddressVal(new LockupScript.P2c(id))),
                true));
    }

    static void requireInTrace(Frame frame, LockupScript.P2c contract) {
        if (!frame.isInTrace(contract.contractId())) {
            throw new VmException(
                    VmFault.PAY_TO_CONTRACT_ADDRESS_NOT_IN_CALLER_TRACE,
                    "Pay to contract address " + Texts.address(contract)
                            + " is not allowed when this contract address is not in the call stack");
        }
    }

    void migrate(Frame frame, ContractCode code, @Nullable List<Val> immutable, @Nullable List<Val> mutable) {
        CodeObject object = frame.object;
        Hash id = object.id();
        if (frame.caller().isInTrace(id)) {
            throw new VmException(
                    VmFault.UNEXPECTED_RECURSIVE_CALL_IN_MIGRATION,
                    "Can not migrate a contract that is calling its own migration method");
        }
        List<Val> newImmutable = immutable == null ? object.state().immutableFields() : immutable;
        List<Val> newMutable = mutable == null ? object.mutableFields() : mutable;
        requireSound(code);
        requireModifiers(code);
        requireFieldCount(code, newImmutable, newMutable);
        List<Val> all = new ArrayList<>(newImmutable);
        all.addAll(newMutable);
        gas.chargeFields(all);
        ContractState before = pool.stateOf(id);
        state.putContract(
                id, new ContractState(code, before.initialStateHash(), newImmutable, newMutable, before.outputRef()));
        pool.block(id);
    }

    // ---- events

    void log(@Nullable Hash contract, Val[] fields) {
        if (contract != null) {
            events.add(new Event(contract, List.of(fields), false));
        }
    }
}
