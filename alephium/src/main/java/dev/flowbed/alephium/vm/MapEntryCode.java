package dev.flowbed.alephium.vm;

import java.util.List;

/** The code of the contract that a map entry is: its fields can be read and written by their index, by the parent contract only. */
public final class MapEntryCode {
    private MapEntryCode() {}

    /** The code for so many fields; the last immutable one names the parent contract (vm/Instr.scala, CreateMapEntry). */
    public static ContractCode of(int immutableFields, int mutableFields) {
        int parent = immutableFields - 1 & 0xff;
        return ContractCode.of(
                immutableFields + mutableFields,
                List.of(
                        method(parent, false, 1, 1, Opcode.LOAD_IMM_FIELD_BY_INDEX),
                        method(parent, false, 1, 1, Opcode.LOAD_MUT_FIELD_BY_INDEX),
                        method(parent, false, 2, 0, Opcode.STORE_MUT_FIELD_BY_INDEX),
                        method(parent, true, 1, 0, Opcode.DESTROY_SELF)));
    }

    private static Method method(int parent, boolean usesAssets, int arguments, int returns, Opcode last) {
        Instruction[] code = new Instruction[5 + arguments];
        code[0] = Instruction.of(Opcode.CALLER_CONTRACT_ID);
        code[1] = Instruction.of(Opcode.LOAD_IMM_FIELD, parent);
        code[2] = Instruction.of(Opcode.BYTE_VEC_EQ);
        code[3] = Instruction.of(Opcode.ASSERT);
        for (int i = 0; i < arguments; i++) {
            code[4 + i] = Instruction.of(Opcode.LOAD_LOCAL, i);
        }
        code[4 + arguments] = Instruction.of(last);
        return new Method(true, false, usesAssets, false, arguments, arguments, returns, code);
    }
}
