package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Instructions in the making. */
final class Code {
    private final List<Instruction> instructions = new ArrayList<>();

    int size() {
        return instructions.size();
    }

    Instruction[] toArray() {
        return instructions.toArray(Instruction[]::new);
    }

    Code op(Opcode opcode) {
        return op(opcode, 0);
    }

    Code op(Opcode opcode, int number) {
        instructions.add(Instruction.of(opcode, number));
        return this;
    }

    void add(Instruction instruction) {
        instructions.add(instruction);
    }

    Code text(List<Bytes> parts) {
        instructions.add(new Instruction(Opcode.DEBUG, 0, null, parts));
        return this;
    }

    Code push(Val value) {
        instructions.add(constant(value));
        return this;
    }

    Code push(long unsigned) {
        return push(new Val.UnsignedInteger(U256.of(unsigned)));
    }

    Code push(BigInteger unsigned) {
        return push(new Val.UnsignedInteger(new U256(unsigned)));
    }

    Code push(Bytes bytes) {
        return push(new Val.ByteVec(bytes));
    }

    Code push(Hash hash) {
        return push(Bytes.wrap(hash.toArray()));
    }

    Code push(LockupScript address) {
        return push(new Val.AddressVal(address));
    }

    Code push(boolean value) {
        return push(new Val.Bool(value));
    }

    private static Instruction constant(Val value) {
        if (value instanceof Val.Bool bool) {
            return Instruction.of(bool.value() ? Opcode.CONST_TRUE : Opcode.CONST_FALSE);
        } else if (value instanceof Val.SignedInteger integer) {
            return number(value, integer.value(), Opcode.I256_CONST_0, Opcode.I256_CONST);
        } else if (value instanceof Val.UnsignedInteger integer) {
            return number(value, integer.value().value(), Opcode.U256_CONST_0, Opcode.U256_CONST);
        }
        Opcode opcode = value instanceof Val.ByteVec ? Opcode.BYTES_CONST : Opcode.ADDRESS_CONST;
        return new Instruction(opcode, 0, value, List.of());
    }

    private static Instruction number(Val value, BigInteger number, Opcode zero, Opcode any) {
        if (number.equals(BigInteger.ONE.negate())) {
            return Instruction.of(Opcode.I256_CONST_N1);
        }
        boolean isShort = number.signum() >= 0 && number.bitLength() <= 3 && number.intValue() <= 5;
        Opcode shortest = isShort ? Opcode.of(zero.code() + number.intValue()) : null;
        return shortest == null ? new Instruction(any, 0, value, List.of()) : Instruction.of(shortest);
    }

    /** A jump whose goal is not known yet; gives its place. */
    int jump(Opcode opcode) {
        op(opcode);
        return size() - 1;
    }

    /** Lets a jump go to the next instruction. */
    void land(int place) {
        instructions.set(place, Instruction.of(instructions.get(place).opcode(), size() - place - 1));
    }

    /** Jumps back to a place. */
    void jumpTo(Opcode opcode, int goal) {
        op(opcode, goal - size() - 1);
    }
}
