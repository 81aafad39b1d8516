package dev.flowbed.rill.differential;

import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One instruction with what it takes from the stack, and what must have happened before.
 *
 * @param setup code that is run first, and leaves the stack as it was
 * @param operands what is pushed right before the instruction
 */
record Use(Instruction instruction, List<Instruction> setup, List<Val> operands, Shape shape) {
    /**
     * The method that it stands in.
     *
     * @param preapproved whether it takes what was approved
     * @param assets whether it may spend what its contract has
     * @param called whether a contract calls it, and not a script
     * @param returns how many values it says it returns
     */
    record Shape(boolean preapproved, boolean assets, boolean called, int returns) {
        static final Shape USUAL = new Shape(true, true, false, 0);
        static final Shape POOR = new Shape(false, false, false, 0);
        static final Shape CALLED = new Shape(true, true, true, 0);
    }

    static Use of(Instruction instruction, Val... operands) {
        return new Use(instruction, List.of(), List.of(operands), Shape.USUAL);
    }

    static Use of(Opcode opcode, Val... operands) {
        return of(Instruction.of(opcode), operands);
    }

    Opcode opcode() {
        return instruction.opcode();
    }

    Use after(Code code) {
        return new Use(instruction, Arrays.asList(code.toArray()), operands, shape);
    }

    Use with(Val... others) {
        return with(Arrays.asList(others));
    }

    Use with(List<Val> others) {
        return new Use(instruction, setup, List.copyOf(others), shape);
    }

    Use with(Shape other) {
        return new Use(instruction, setup, operands, other);
    }

    Use with(Instruction other) {
        return new Use(other, setup, operands, shape);
    }

    /** All but one operand as they are. */
    Use with(int index, Val other) {
        List<Val> changed = new ArrayList<>(operands);
        changed.set(index, other);
        return with(changed);
    }

    /** The code up to the instruction. */
    List<Instruction> before() {
        List<Instruction> code = new ArrayList<>(setup);
        operands.forEach(operand -> code.add(Instruction.constant(operand)));
        return code;
    }

    /** The code up to the instruction, and the instruction. */
    List<Instruction> code() {
        List<Instruction> code = before();
        code.add(instruction);
        return code;
    }
}
