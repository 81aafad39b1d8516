package dev.flowbed.rill.vm;

import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;

/** The gas that is left, and what sized things cost (vm/GasSchedule.scala, vm/CostStrategy.scala). */
final class GasMeter {
    static final int CALL = 200;
    static final int OUTPUT = 4500;
    static final int INPUT = 2000;

    private static final int LOAD = 800;
    private static final int STATE_UPDATE = 5000;
    private static final int SELECTOR_SEARCH = 8;
    private static final int VERY_LOW = 3;
    private static final int MAP_KEY = 32;

    private int remaining;

    GasMeter(int gas) {
        remaining = gas;
    }

    int remaining() {
        return remaining;
    }

    void charge(int gas) {
        if (remaining < gas) {
            throw new VmException(VmFault.OUT_OF_GAS);
        }
        remaining -= gas;
    }

    static int words(int bytes) {
        return (bytes + 7) / 8;
    }

    static int hash(int bytes) {
        return 30 + 6 * words(bytes);
    }

    void chargeHash(int bytes) {
        charge(hash(bytes));
    }

    void chargeDoubleHash(int bytes) {
        chargeHash(bytes);
        chargeHash(MAP_KEY);
    }

    void chargeWords(int bytes) {
        charge(words(bytes));
    }

    void chargeComparedBytes(int bytes) {
        charge(VERY_LOW + words(bytes));
    }

    void chargeCopiedBytes(int bytes) {
        charge(VERY_LOW + bytes);
    }

    void chargePower(int exponentBytes) {
        charge(10 + 50 * exponentBytes);
    }

    void chargeLog(int fields) {
        charge(100 + 20 * fields);
    }

    void chargeUniqueAddress(int inputs) {
        charge(VERY_LOW + inputs);
    }

    void chargeSubContractId(int pathLength) {
        int preimage = 32 + pathLength;
        charge(VERY_LOW + preimage + hash(preimage) + hash(32));
    }

    void chargeLoad(int contractSize) {
        charge(LOAD + words(contractSize));
    }

    void chargeSearch(int methods) {
        charge(SELECTOR_SEARCH * methods);
    }

    void chargeStateUpdate(Iterable<Val> fields) {
        charge(STATE_UPDATE);
        chargeFields(fields);
    }

    void chargeFields(Iterable<Val> fields) {
        int size = sizeOf(fields);
        if (size >= Limits.MAX_FIELDS) {
            throw new VmException(
                    VmFault.FIELDS_SIZE_TOO_LARGE,
                    "Fields size " + size + " bytes is too large, max size: " + Limits.MAX_FIELDS + " bytes");
        }
        charge(size);
    }

    void chargeCode(int size) {
        if (size > Limits.MAX_CODE) {
            throw new VmException(
                    VmFault.CODE_SIZE_TOO_LARGE,
                    "Code size " + size + " bytes is too large, max size: " + Limits.MAX_CODE + " bytes");
        }
        charge(size + CALL);
    }

    /** The size of values as gas counts it. */
    static int sizeOf(Iterable<Val> values) {
        int size = 0;
        for (Val value : values) {
            size += sizeOf(value);
        }
        return size;
    }

    private static int sizeOf(Val value) {
        if (value instanceof Val.Bool) {
            return 1;
        }
        if (value instanceof Val.ByteVec bytes) {
            return bytes.value().length();
        }
        return value instanceof Val.AddressVal address && address.value() instanceof LockupScript.P2mpkh multisig
                ? multisig.keyHashes().size() * 32
                : 32;
    }
}
