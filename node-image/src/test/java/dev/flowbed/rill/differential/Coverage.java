package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each instruction passed and failed, and how programs failed. */
public final class Coverage {
    private final Map<Opcode, Integer> passed = new EnumMap<>(Opcode.class);
    private final Map<Opcode, Integer> failed = new EnumMap<>(Opcode.class);
    private final Map<String, Integer> failures = new TreeMap<>();
    private int programs;
    private int ok;

    /**
     * Counts a random program. An instruction has passed when the called method has it before any jump, so that it was certainly
     * run, and the program ends well.
     */
    public void add(Program program, Answer answer) {
        add(answer);
        if (!answer.isOk()) {
            return;
        }
        Method method = program.contracts().get(0).methods().get(program.method());
        for (Instruction instruction : method.code()) {
            passed.merge(instruction.opcode(), 1, Integer::sum);
            if (jumps(instruction.opcode())) {
                return;
            }
        }
    }

    /** Counts a trial of one instruction. It has failed when what comes before it is well without it. */
    public void add(Trial trial, Answer answer, boolean isWellBefore) {
        add(trial.subject(), answer, isWellBefore);
    }

    /** Counts a program that is about an instruction. */
    public void add(Opcode subject, Answer answer, boolean isWellBefore) {
        add(answer);
        if (answer.isOk()) {
            passed.merge(subject, 1, Integer::sum);
        } else if (isWellBefore) {
            failed.merge(subject, 1, Integer::sum);
        }
    }

    /** Counts a program that is about no certain instruction. */
    public void add(Answer answer) {
        programs++;
        if (answer.isOk()) {
            ok++;
        } else {
            failures.merge(answer.gist(), 1, Integer::sum);
        }
    }

    private static boolean jumps(Opcode opcode) {
        return switch (opcode) {
            case JUMP, IF_TRUE, IF_FALSE, RETURN, DEV_INSTR -> true;
            default -> false;
        };
    }

    /** The instructions that never passed, or never failed though they can, with what they lack. */
    public List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        for (Opcode opcode : Opcode.values()) {
            if (!passed.containsKey(opcode)) {
                lacking.add(opcode + " never passed");
            }
            if (failed.containsKey(opcode) == Trials.neverFail().containsKey(opcode)) {
                lacking.add(opcode + (failed.containsKey(opcode) ? " failed, and is said never to" : " never failed"));
            }
        }
        return lacking;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(programs).append(" programs, ").append(ok).append(" without a fault\n");
        text.append(passed.size()).append(" of ").append(Opcode.values().length).append(" instructions passed, ");
        text.append(failed.size()).append(" failed; how often:");
        for (Opcode opcode : Opcode.values()) {
            text.append(' ').append(opcode).append(' ');
            text.append(passed.getOrDefault(opcode, 0)).append('/').append(failed.getOrDefault(opcode, 0));
        }
        text.append("\nfaults (").append(failures.size()).append(" kinds): ").append(failures);
        return text.toString();
    }
}
