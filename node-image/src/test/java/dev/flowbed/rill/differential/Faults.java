package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breaks programs: instructions that are missing, doubled, swapped or others, jumps astray, methods of another shape. */
final class Faults {
    private static final List<Opcode> PLAIN = Arrays.stream(Opcode.values())
            .filter(opcode -> opcode.operand() == Operand.NONE)
            .toList();

    private Faults() {}

    static Program into(Program program, Draw draw) {
        Program broken = program;
        for (int i = draw.between(1, 3); i > 0; i--) {
            int contract = draw.chance(70) ? 0 : draw.below(broken.contracts().size());
            Program.Body body = broken.contracts().get(contract);
            int method = draw.below(body.methods().size());
            Method changed = changed(body.methods().get(method), draw);
            broken = replace(broken, contract, method, changed);
        }
        return new Program(
                "broken",
                broken.group(),
                broken.txId(),
                broken.block(),
                broken.time(),
                broken.contracts(),
                broken.method(),
                broken.arguments(),
                broken.inputs(),
                broken.caller(),
                broken.dust());
    }

    /** The program with one method in another form. */
    static Program replace(Program program, int contract, int method, Method changed) {
        List<Program.Body> bodies = new ArrayList<>(program.contracts());
        Program.Body body = bodies.get(contract);
        List<Method> methods = new ArrayList<>(body.methods());
        methods.set(method, changed);
        bodies.set(contract, new Program.Body(body.id(), body.immutable(), body.mutable(), body.assets(), methods));
        return program.withContracts(bodies);
    }

    static Method withCode(Method method, List<Instruction> code) {
        return new Method(
                method.isPublic(),
                method.usesPreapprovedAssets(),
                method.usesContractAssets(),
                method.paysToContractOnly(),
                method.arguments(),
                method.locals(),
                method.returns(),
                code.toArray(Instruction[]::new));
    }

    private static Method changed(Method method, Draw draw) {
        List<Instruction> code = new ArrayList<>(Arrays.asList(method.code()));
        if (code.isEmpty() || draw.chance(12)) {
            return reshaped(method, draw);
        }
        int at = draw.below(code.size());
        switch (draw.below(6)) {
            case 0 -> code.remove(at);
            case 1 -> code.add(at, code.get(at));
            case 2 -> code.set(at, Instruction.of(draw.of(PLAIN)));
            case 3 -> code.add(at, Instruction.of(draw.of(PLAIN)));
            case 4 -> {
                Instruction other = code.get(draw.below(code.size()));
                code.set(at, other);
            }
            default ->
                code.add(
                        at,
                        draw.chance(50)
                                ? Instruction.of(draw.of(Opcode.JUMP, Opcode.IF_TRUE), draw.below(20) - 8)
                                : Instruction.of(
                                        draw.of(
                                                Opcode.LOAD_LOCAL,
                                                Opcode.STORE_LOCAL,
                                                Opcode.LOAD_MUT_FIELD,
                                                Opcode.LOAD_IMM_FIELD,
                                                Opcode.STORE_MUT_FIELD,
                                                Opcode.CALL_LOCAL),
                                        draw.below(5)));
        }
        return withCode(method, code);
    }

    private static Method reshaped(Method method, Draw draw) {
        return new Method(
                method.isPublic() && draw.chance(90),
                draw.chance(50),
                draw.chance(50),
                false,
                method.arguments(),
                Math.max(method.arguments(), method.locals() + draw.below(3) - 1) + (draw.chance(5) ? 1100 : 0),
                Math.max(0, method.returns() + draw.below(3) - 1),
                method.code());
    }
}
