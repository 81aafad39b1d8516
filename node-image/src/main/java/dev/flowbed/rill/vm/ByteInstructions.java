package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Instructions on byte strings and addresses, and conversions to and from them (vm/Instr.scala). */
final class ByteInstructions {
    private static final int CONTRACT_ID_TO_ADDRESS_GAS = 5;
    private static final int MOST_ZEROS = 4096;

    private ByteInstructions() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Opcode opcode, Frame frame, GasMeter gas) {
        switch (opcode) {
            case BOOL_TO_BYTE_VEC -> pushWords(frame, gas, new byte[] {(byte) (frame.popBool() ? 1 : 0)});
            case I256_TO_BYTE_VEC ->
                pushWords(
                        frame,
                        gas,
                        new ByteWriter().compactSigned(frame.popSigned()).toByteArray());
            case U256_TO_BYTE_VEC ->
                pushWords(
                        frame,
                        gas,
                        new ByteWriter().compactUnsigned(frame.popUnsigned()).toByteArray());
            case ADDRESS_TO_BYTE_VEC -> pushWords(frame, gas, frame.popAddress().encode());
            case U256_TO1_BYTE -> toFixed(frame, gas, 1);
            case U256_TO2_BYTE -> toFixed(frame, gas, 2);
            case U256_TO4_BYTE -> toFixed(frame, gas, 4);
            case U256_TO8_BYTE -> toFixed(frame, gas, 8);
            case U256_TO16_BYTE -> toFixed(frame, gas, 16);
            case U256_TO32_BYTE -> toFixed(frame, gas, 32);
            case U256_FROM1_BYTE -> fromFixed(frame, gas, 1);
            case U256_FROM2_BYTE -> fromFixed(frame, gas, 2);
            case U256_FROM4_BYTE -> fromFixed(frame, gas, 4);
            case U256_FROM8_BYTE -> fromFixed(frame, gas, 8);
            case U256_FROM16_BYTE -> fromFixed(frame, gas, 16);
            case U256_FROM32_BYTE -> fromFixed(frame, gas, 32);
            case U256_TO_STRING -> pushText(frame, gas, frame.popUnsigned().toString());
            case I256_TO_STRING -> pushText(frame, gas, frame.popSigned().toString());
            case BOOL_TO_STRING -> pushText(frame, gas, String.valueOf(frame.popBool()));
            case BYTE_VEC_EQ, BYTE_VEC_NEQ -> compare(opcode, frame, gas);
            case BYTE_VEC_SIZE -> frame.push(BigInteger.valueOf(frame.popBytes().length()));
            case BYTE_VEC_CONCAT -> concatenate(frame, gas);
            case BYTE_VEC_SLICE -> slice(frame, gas);
            case BYTE_VEC_TO_ADDRESS -> toAddress(frame, gas);
            case CONTRACT_ID_TO_ADDRESS -> {
                Hash id = frame.popContractId();
                gas.charge(CONTRACT_ID_TO_ADDRESS_GAS);
                frame.push(new LockupScript.P2c(id));
            }
            case ADDRESS_EQ -> frame.push(frame.popAddress().equals(frame.popAddress()));
            case ADDRESS_NEQ -> frame.push(!frame.popAddress().equals(frame.popAddress()));
            case IS_ASSET_ADDRESS -> frame.push(frame.popAddress() instanceof LockupScript.Asset);
            case IS_CONTRACT_ADDRESS -> frame.push(frame.popAddress() instanceof LockupScript.P2c);
            case ENCODE -> encode(frame, gas);
            case ZEROS -> {
                BigInteger size = frame.popUnsigned();
                VmException.require(
                        size.bitLength() <= 13 && size.intValue() <= MOST_ZEROS, VmFault.INVALID_SIZE_FOR_ZEROS);
                gas.chargeComparedBytes(size.intValue());
                frame.push(new byte[size.intValue()]);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void pushWords(Frame frame, GasMeter gas, byte[] bytes) {
        frame.push(bytes);
        gas.chargeWords(bytes.length);
    }

    private static void pushText(Frame frame, GasMeter gas, String text) {
        pushWords(frame, gas, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void toFixed(Frame frame, GasMeter gas, int size) {
        BigInteger value = frame.popUnsigned();
        if (value.bitLength() > size * 8) {
            throw Arithmetic.conversion(new Val.UnsignedInteger(new U256(value)), "ByteVec");
        }
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[size];
        int length = Math.min(bytes.length, size);
        System.arraycopy(bytes, bytes.length - length, fixed, size - length, length);
        pushWords(frame, gas, fixed);
    }

    private static void fromFixed(Frame frame, GasMeter gas, int size) {
        Bytes bytes = frame.popBytes();
        VmException.require(bytes.length() == size, VmFault.INVALID_BYTES_SIZE);
        frame.push(new BigInteger(1, bytes.unsafeArray()));
        gas.chargeWords(size);
    }

    private static void compare(Opcode opcode, Frame frame, GasMeter gas) {
        Bytes x = frame.popBytes();
        Bytes y = frame.popBytes();
        gas.chargeComparedBytes(x.length());
        frame.push(x.equals(y) == (opcode == Opcode.BYTE_VEC_EQ));
    }

    private static void concatenate(Frame frame, GasMeter gas) {
        Bytes second = frame.popBytes();
        Bytes first = frame.popBytes();
        long length = (long) first.length() + second.length();
        gas.chargeCopiedBytes((int) Math.min(length, Integer.MAX_VALUE / 2));
        byte[] both = Arrays.copyOf(first.unsafeArray(), (int) length);
        System.arraycopy(second.unsafeArray(), 0, both, first.length(), second.length());
        frame.push(both);
    }

    private static void slice(Frame frame, GasMeter gas) {
        int end = frame.popInt(VmFault.INVALID_BYTES_SLICE_ARG);
        int begin = frame.popInt(VmFault.INVALID_BYTES_SLICE_ARG);
        Bytes bytes = frame.popBytes();
        VmException.require(begin <= end && end <= bytes.length(), VmFault.INVALID_BYTES_SLICE_ARG);
        gas.chargeCopiedBytes(end - begin);
        frame.push(new Val.ByteVec(bytes.slice(begin, end)));
    }

    private static void toAddress(Frame frame, GasMeter gas) {
        Bytes bytes = frame.popBytes();
        LockupScript address;
        try {
            address = ByteReader.readAll(bytes, LockupScript::read);
        } catch (FormatException e) {
            throw new VmException(
                    VmFault.SERDE_ERROR_BYTE_VEC_TO_ADDRESS,
                    "Failed to deserialize " + bytes.hex() + " to address: " + e.getMessage());
        }
        gas.chargeWords(bytes.length());
        frame.push(address);
    }

    private static void encode(Frame frame, GasMeter gas) {
        int count = frame.popInt(VmFault.INVALID_LENGTH_FOR_ENCODE_INSTR);
        byte[] bytes = new ByteWriter().vector(Arrays.asList(frame.pop(count))).toByteArray();
        gas.chargeCopiedBytes(bytes.length);
        frame.push(bytes);
    }
}
