package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which instructions were in programs that came to their end, and how programs failed. */
public final class Coverage {
    private final Map<Opcode, Integer> succeeded = new EnumMap<>(Opcode.class);
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Set<String> failed = new TreeSet<>();
    private int programs;
    private int ok;

    /**
     * Counts a program. An instruction counts when the called method has it before any jump, so that it was certainly run.
     */
    public void add(Program program, Answer answer) {
        programs++;
        if (!answer.isOk()) {
            failures.merge(answer.gist(), 1, Integer::sum);
            failed.add(program.name().split(" ", 2)[0]);
            return;
        }
        ok++;
        Method method = program.contracts().get(0).methods().get(program.method());
        for (Instruction instruction : method.code()) {
            succeeded.merge(instruction.opcode(), 1, Integer::sum);
            if (jumps(instruction.opcode())) {
                return;
            }
        }
    }

    private static boolean jumps(Opcode opcode) {
        return switch (opcode) {
            case JUMP, IF_TRUE, IF_FALSE, RETURN, DEV_INSTR -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(programs)
                .append(" programs, ")
                .append(ok)
                .append(" without a fault; ")
                .append(succeeded.size())
                .append(" of ")
                .append(Opcode.values().length)
                .append(" instructions run without a fault, not: ");
        for (Opcode opcode : Opcode.values()) {
            if (!succeeded.containsKey(opcode)) {
                text.append(opcode).append(' ');
            }
        }
        long failedOnes = Arrays.stream(Opcode.values())
                .filter(opcode -> failed.contains(opcode.toString()))
                .count();
        text.append("\n").append(failedOnes).append(" instructions failed as the subject of a program");
        text.append("\nfaults (").append(failures.size()).append(" kinds): ").append(failures);
        return text.toString();
    }
}
