package dev.flowbed.rill.vm;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;

/** Instructions that look at the block and the transaction (vm/Instr.scala). */
final class EnvInstructions {
    private EnvInstructions() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Opcode opcode, Frame frame, BlockEnv block, TxEnv tx) {
        switch (opcode) {
            case NETWORK_ID -> frame.push(new byte[] {(byte) block.networkId()});
            case BLOCK_TIMESTAMP -> frame.push(BigInteger.valueOf(block.timestamp()));
            case BLOCK_TARGET -> {
                VmException.require(block.target().bitLength() <= 256, VmFault.INVALID_BLOCK_TARGET);
                frame.push(block.target());
            }
            case BLOCK_HASH ->
                frame.push(block.block()
                        .orElseThrow(() -> new VmException(VmFault.NO_BLOCK_HASH_AVAILABLE))
                        .toArray());
            case TX_ID -> frame.push(tx.id().toArray());
            case TX_GAS_PRICE -> frame.push(new Val.UnsignedInteger(tx.gasPrice()));
            case TX_GAS_AMOUNT -> frame.push(BigInteger.valueOf(tx.gasAmount()));
            case TX_GAS_FEE -> frame.push(new Val.UnsignedInteger(tx.gasFee()));
            case TX_INPUT_ADDRESS_AT -> {
                requireScript(frame);
                frame.push(spent(frame, tx).lockupScript());
            }
            case TX_INPUTS_SIZE -> {
                requireScript(frame);
                frame.push(BigInteger.valueOf(tx.spent().size()));
            }
            case VERIFY_ABSOLUTE_LOCKTIME -> {
                long until = popTime(frame);
                requireReached(until, block, VmFault.ABSOLUTE_LOCK_TIME_VERIFICATION_FAILED);
            }
            case VERIFY_RELATIVE_LOCKTIME -> {
                long duration = popTime(frame);
                long lockTime = spent(frame, tx).lockTime();
                VmException.require(lockTime != 0, VmFault.RELATIVE_LOCK_TIME_EXPECT_PERSISTED_UTXO);
                VmException.require(lockTime + duration >= 0, VmFault.LOCK_TIME_OVERFLOW);
                requireReached(lockTime + duration, block, VmFault.RELATIVE_LOCK_TIME_VERIFICATION_FAILED);
            }
            case GROUP_OF_ADDRESS ->
                frame.push(BigInteger.valueOf(frame.popAddress().group(block.groups())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void requireScript(Frame frame) {
        if (!frame.object.isScript()) {
            throw new VmException(
                    VmFault.ACCESS_TX_INPUT_ADDRESS_IN_CONTRACT,
                    "`txInputsSize` and `txInputAddress` functions are only allowed in TxScript");
        }
    }

    private static TxOutput.Asset spent(Frame frame, TxEnv tx) {
        BigInteger index = frame.popUnsigned();
        if (index.bitLength() > 31 || index.intValue() >= tx.spent().size()) {
            throw new VmException(VmFault.INVALID_TX_INPUT_INDEX, "Invalid tx input index " + index);
        }
        return tx.spent().get(index.intValue());
    }

    private static long popTime(Frame frame) {
        BigInteger millis = frame.popUnsigned();
        VmException.require(millis.bitLength() <= 63, VmFault.LOCK_TIME_OVERFLOW);
        return millis.longValue();
    }

    private static void requireReached(long until, BlockEnv block, VmFault fault) {
        if (until > block.timestamp()) {
            String kind = fault == VmFault.ABSOLUTE_LOCK_TIME_VERIFICATION_FAILED ? "Absolute" : "Relative";
            throw new VmException(
                    fault,
                    kind + " lock time verification failed. Lock time: " + Texts.time(until) + ", block time: "
                            + Texts.time(block.timestamp()));
        }
    }
}
