package dev.flowbed.rill.vm;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.MapEntryCode;
import dev.flowbed.alephium.vm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instructions that create, look at and name contracts (vm/Instr.scala). */
final class ContractInstructions {
    private ContractInstructions() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Instruction instruction, Frame frame, TxWorld world) {
        switch (instruction.opcode()) {
            case CREATE_CONTRACT,
                    CREATE_CONTRACT_WITH_TOKEN,
                    CREATE_CONTRACT_AND_TRANSFER_TOKEN,
                    COPY_CREATE_CONTRACT,
                    COPY_CREATE_CONTRACT_WITH_TOKEN,
                    COPY_CREATE_CONTRACT_AND_TRANSFER_TOKEN,
                    CREATE_SUB_CONTRACT,
                    CREATE_SUB_CONTRACT_WITH_TOKEN,
                    CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN,
                    COPY_CREATE_SUB_CONTRACT,
                    COPY_CREATE_SUB_CONTRACT_WITH_TOKEN,
                    COPY_CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN -> create(instruction.opcode(), frame, world);
            case CREATE_MAP_ENTRY -> createMapEntry(instruction.number(), frame, world);
            case CONTRACT_EXISTS -> frame.push(world.hasContract(frame.popContractId()));
            case MIGRATE_SIMPLE -> migrate(frame, world, null, null);
            case MIGRATE_WITH_FIELDS -> {
                List<Val> mutable = frame.popFields();
                migrate(frame, world, frame.popFields(), mutable);
            }
            case SELF_ADDRESS -> frame.push(frame.object.address());
            case SELF_CONTRACT_ID -> frame.push(frame.object.id().toArray());
            case SUB_CONTRACT_ID -> {
                Bytes path = frame.popBytes();
                subContractId(frame, world, frame.object.id(), path);
            }
            case SUB_CONTRACT_ID_OF -> {
                Bytes path = frame.popBytes();
                subContractId(frame, world, frame.popContractId(), path);
            }
            case CALLER_CONTRACT_ID -> frame.push(frame.caller().object.id().toArray());
            case CALLER_ADDRESS ->
                frame.push(frame.caller == null ? uniqueAddress(world) : addressOf(frame.caller, world));
            case EXTERNAL_CALLER_ADDRESS -> frame.push(externalCaller(frame, world));
            case EXTERNAL_CALLER_CONTRACT_ID -> externalCallerId(frame, world);
            case IS_CALLED_FROM_TX_SCRIPT -> frame.push(frame.caller().object.isScript());
            case CALLER_INITIAL_STATE_HASH ->
                frame.push(frame.caller().object.state().initialStateHash().toArray());
            case CALLER_CODE_HASH ->
                frame.push(frame.caller().object.state().code().hash().toArray());
            case CONTRACT_INITIAL_STATE_HASH ->
                frame.push(world.pool()
                        .load(frame.popContractId())
                        .state()
                        .initialStateHash()
                        .toArray());
            case CONTRACT_CODE_HASH ->
                frame.push(world.pool()
                        .load(frame.popContractId())
                        .state()
                        .code()
                        .hash()
                        .toArray());
            default -> {
                return false;
            }
        }
        return true;
    }

    // ---- creation

    private static boolean isOf(Opcode opcode, String part) {
        return opcode.name().contains(part);
    }

    private static void create(Opcode opcode, Frame frame, TxWorld world) {
        TxWorld.Issuance issuance = null;
        if (isOf(opcode, "_AND_TRANSFER_TOKEN")) {
            LockupScript.Asset receiver = frame.popAssetAddress();
            issuance = new TxWorld.Issuance(frame.popAmount(), receiver);
        } else if (isOf(opcode, "_WITH_TOKEN")) {
            issuance = new TxWorld.Issuance(frame.popAmount(), null);
        }
        List<Val> mutable = frame.popFields();
        List<Val> immutable = frame.popFields();
        world.gas().chargeFields(both(immutable, mutable));
        ContractCode code;
        if (isOf(opcode, "COPY_CREATE")) {
            code = world.pool().load(frame.popContractId()).state().code();
        } else {
            Bytes given = frame.popBytes();
            code = decode(given);
            TxWorld.requireModifiers(code);
            world.gas().chargeCode(given.length());
            TxWorld.requireSound(code);
        }
        boolean below = isOf(opcode, "SUB_CONTRACT");
        create(frame, world, below, code, immutable, mutable, issuance, true);
    }

    private static void createMapEntry(int counts, Frame frame, TxWorld world) {
        int immutableCount = counts >> 8;
        int mutableCount = counts & 0xff;
        List<Val> mutable = Arrays.asList(frame.pop(mutableCount));
        List<Val> immutable = Arrays.asList(frame.pop(immutableCount));
        world.gas().chargeFields(both(immutable, mutable));
        ContractCode code = MapEntryCode.of(immutableCount, mutableCount);
        world.gas().chargeCode(code.encode().length);
        create(frame, world, true, code, immutable, mutable, null, false);
    }

    private static void create(
            Frame frame,
            TxWorld world,
            boolean below,
            ContractCode code,
            List<Val> immutable,
            List<Val> mutable,
            TxWorld.@Nullable Issuance issuance,
            boolean returnsId) {
        Hash parent = null;
        Hash id;
        if (below) {
            parent = frame.object.id();
            Bytes path = frame.popBytes();
            world.gas().chargeDoubleHash(Hash.LENGTH + path.length());
            id = world.subContractId(parent, path);
        } else {
            id = world.nextContractId();
        }
        world.create(frame, new TxWorld.Creation(id, parent, code, immutable, mutable, issuance));
        if (returnsId) {
            frame.push(id.toArray());
        }
    }

    private static List<Val> both(List<Val> immutable, List<Val> mutable) {
        List<Val> all = new ArrayList<>(immutable);
        all.addAll(mutable);
        return all;
    }

    private static ContractCode decode(Bytes bytes) {
        try {
            return ContractCode.decode(bytes);
        } catch (FormatException e) {
            throw new VmException(
                    VmFault.SERDE_ERROR_CREATE_CONTRACT,
                    "Deserialization error while creating contract: " + e.getMessage());
        }
    }

    private static void migrate(
            Frame frame, TxWorld world, @Nullable List<Val> immutable, @Nullable List<Val> mutable) {
        Bytes given = frame.popBytes();
        world.gas().chargeCode(given.length());
        world.migrate(frame, decode(given), immutable, mutable);
    }

    private static void subContractId(Frame frame, TxWorld world, Hash parent, Bytes path) {
        world.gas().chargeSubContractId(path.length());
        frame.push(world.subContractId(parent, path).toArray());
    }

    // ---- callers

    private static LockupScript uniqueAddress(TxWorld world) {
        return world.tx().uniqueAddress(world.gas());
    }

    private static LockupScript addressOf(Frame frame, TxWorld world) {
        return frame.object.isScript() ? uniqueAddress(world) : frame.object.address();
    }

    private static LockupScript externalCaller(Frame frame, TxWorld world) {
        if (frame.object.isScript()) {
            return uniqueAddress(world);
        }
        Hash own = frame.object.id();
        Frame caller = frame.caller;
        while (caller != null && Objects.equals(own, caller.object.idOrNull())) {
            caller = caller.caller;
        }
        if (caller == null) {
            throw new VmException(
                    VmFault.EXTERNAL_CALLER_NOT_AVAILABLE,
                    "Failed to get external caller: no external contract caller found in the call chain");
        }
        return addressOf(caller, world);
    }

    private static void externalCallerId(Frame frame, TxWorld world) {
        if (externalCaller(frame, world) instanceof LockupScript.P2c contract) {
            frame.push(contract.contractId().toArray());
        } else {
            throw new VmException(
                    VmFault.EXTERNAL_CALLER_IS_NOT_CONTRACT,
                    "Failed to get external caller: external caller is not a contract");
        }
    }
}
