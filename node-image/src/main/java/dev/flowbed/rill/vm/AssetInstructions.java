package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;

/** Instructions that move assets (vm/Instr.scala). */
final class AssetInstructions {
    private AssetInstructions() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Opcode opcode, Frame frame, TxWorld world) {
        switch (opcode) {
            case APPROVE_ALPH -> {
                U256 amount = frame.popAmount();
                LockupScript from = frame.popAddress();
                approve(frame.balances(), from, Hash.ZERO, amount);
            }
            case APPROVE_TOKEN -> {
                U256 amount = frame.popAmount();
                Hash token = frame.popTokenId();
                LockupScript from = frame.popAddress();
                approve(frame.balances(), from, token, amount);
            }
            case ALPH_REMAINING -> {
                LockupScript owner = frame.popAddress();
                push(frame, frame.balances().alphRemaining(owner));
            }
            case TOKEN_REMAINING -> remainingToken(frame);
            case IS_PAYING -> {
                LockupScript owner = frame.popAddress();
                frame.push(frame.balances().remaining().find(owner) != null);
            }
            case TRANSFER_ALPH, TRANSFER_ALPH_FROM_SELF, TRANSFER_ALPH_TO_SELF -> {
                U256 amount = frame.popAmount();
                transfer(opcode, frame, world, Hash.ZERO, amount);
            }
            case TRANSFER_TOKEN, TRANSFER_TOKEN_FROM_SELF, TRANSFER_TOKEN_TO_SELF -> {
                U256 amount = frame.popAmount();
                Hash token = frame.popTokenId();
                transfer(opcode, frame, world, token, amount);
            }
            case BURN_TOKEN -> burn(frame);
            case LOCK_APPROVED_ASSETS -> lock(frame, world);
            case PAY_GAS_FEE -> payGas(frame, world);
            case MINIMAL_CONTRACT_DEPOSIT -> push(frame, ContractLimits.MINIMAL_DEPOSIT);
            case ALPH_TOKEN_ID -> frame.push(Hash.ZERO.toArray());
            case NULL_CONTRACT_ADDRESS -> frame.push(new LockupScript.P2c(Hash.ZERO));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void push(Frame frame, U256 amount) {
        frame.push(new Val.UnsignedInteger(amount));
    }

    private static void approve(BalanceState balances, LockupScript from, Hash token, U256 amount) {
        if (amount.isZero()) {
            return;
        }
        if (token.isZero()) {
            balances.approveAlph(from, amount);
        } else {
            balances.approveToken(from, token, amount);
        }
    }

    private static void remainingToken(Frame frame) {
        Bytes id = frame.popBytes();
        LockupScript owner = frame.popAddress();
        Hash token = Frame.tokenId(id);
        BalanceState balances = frame.balances();
        push(frame, token.isZero() ? balances.alphRemaining(owner) : balances.tokenRemaining(owner, token));
    }

    private static void transfer(Opcode opcode, Frame frame, TxWorld world, Hash token, U256 amount) {
        boolean fromSelf = opcode == Opcode.TRANSFER_ALPH_FROM_SELF || opcode == Opcode.TRANSFER_TOKEN_FROM_SELF;
        boolean toSelf = opcode == Opcode.TRANSFER_ALPH_TO_SELF || opcode == Opcode.TRANSFER_TOKEN_TO_SELF;
        LockupScript to = toSelf ? frame.object.address() : popReceiver(frame);
        LockupScript from = fromSelf ? frame.object.address() : frame.popAddress();
        if ((fromSelf || toSelf) && from.equals(to)) {
            throw new VmException(VmFault.INVALID_SELF_TRANSFER, "Contract self transfer is not allowed");
        }
        if (amount.isZero()) {
            return;
        }
        Balances outputs = world.outputs().balances();
        boolean fits;
        if (token.isZero()) {
            frame.balances().useAlph(from, amount);
            fits = outputs.addAlph(to, amount);
        } else {
            frame.balances().useToken(from, token, amount);
            fits = outputs.addToken(to, token, amount);
        }
        VmException.require(fits, VmFault.BALANCE_OVERFLOW);
    }

    private static LockupScript popReceiver(Frame frame) {
        LockupScript to = frame.popAddress();
        if (to instanceof LockupScript.P2c contract) {
            TxWorld.requireInTrace(frame, contract);
        }
        return to;
    }

    private static void burn(Frame frame) {
        U256 amount = frame.popAmount();
        Hash token = frame.popTokenId();
        LockupScript from = frame.popAddress();
        BalanceState balances = frame.balances();
        if (token.isZero()) {
            throw new VmException(
                    VmFault.BURNING_ALPH_NOT_ALLOWED, "Burning ALPH is not allowed for `burnToken` function");
        }
        balances.useToken(from, token, amount);
    }

    private static void lock(Frame frame, TxWorld world) {
        BigInteger until = frame.popUnsigned();
        VmException.require(until.bitLength() <= 63, VmFault.LOCK_TIME_OVERFLOW);
        long blockTime = world.block().timestamp();
        if (until.longValue() <= blockTime) {
            throw new VmException(
                    VmFault.INVALID_LOCK_TIME,
                    "Invalid lock time: " + Texts.time(until.longValue()) + ", it should be greater than blocktime: "
                            + Texts.time(blockTime));
        }
        LockupScript.Asset owner = frame.popAssetAddress();
        Holding approved = frame.balances().approved().useAll();
        if (approved == null) {
            throw new VmException(VmFault.NO_ASSETS_APPROVED, "No assets approved");
        }
        for (TxOutput output : approved.outputs(owner, until.longValue())) {
            world.outputs().generate(output);
        }
    }

    private static void payGas(Frame frame, TxWorld world) {
        BalanceState balances = frame.balances();
        U256 amount = frame.popAmount();
        LockupScript payer = frame.popAddress();
        world.outputs().requireGasPayable(amount);
        balances.useAlph(payer, amount);
        world.outputs().payGasFee(amount);
    }
}
