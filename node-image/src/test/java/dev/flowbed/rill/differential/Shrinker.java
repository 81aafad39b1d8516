package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.rill.differential.Plans.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Makes a program smaller as long as it keeps a property. */
public final class Shrinker {
    private static final int MOST_TRIES = 150;

    private final Predicate<Program> property;
    private int tries;

    private Shrinker(Predicate<Program> property) {
        this.property = property;
    }

    public static Program shrink(Program program, Predicate<Program> property) {
        return new Shrinker(property).shrink(program);
    }

    private Program shrink(Program program) {
        Program smallest = program;
        int before;
        do {
            before = smallest.json().toString().length();
            smallest = fewerContracts(smallest);
            smallest = fewerInputs(smallest);
            smallest = lessCode(smallest);
        } while (smallest.json().toString().length() < before && tries < MOST_TRIES);
        return smallest;
    }

    private boolean keeps(Program smaller) {
        tries++;
        return tries < MOST_TRIES && property.test(smaller);
    }

    private Program fewerContracts(Program program) {
        Program smallest = program;
        for (int i = smallest.contracts().size() - 1; i > 0; i--) {
            List<Program.Body> fewer = new ArrayList<>(smallest.contracts());
            fewer.remove(i);
            Program smaller = smallest.withContracts(fewer);
            smallest = keeps(smaller) ? smaller : smallest;
        }
        return smallest;
    }

    private Program fewerInputs(Program program) {
        Program smallest = program;
        for (int i = smallest.inputs().size() - 1; i >= 0; i--) {
            List<Input> fewer = new ArrayList<>(smallest.inputs());
            fewer.remove(i);
            Program smaller = smallest.withInputs(fewer);
            smallest = keeps(smaller) ? smaller : smallest;
        }
        return smallest;
    }

    private Program lessCode(Program program) {
        Program smallest = program;
        for (int c = 0; c < smallest.contracts().size(); c++) {
            for (int m = 0; m < smallest.contracts().get(c).methods().size(); m++) {
                smallest = lessCode(smallest, c, m);
            }
        }
        return smallest;
    }

    private Program lessCode(Program program, int contract, int method) {
        Program smallest = program;
        int chunk = code(smallest, contract, method).size();
        while (chunk > 0) {
            for (int at = 0; at < code(smallest, contract, method).size(); ) {
                List<Instruction> less = code(smallest, contract, method);
                less.subList(at, Math.min(less.size(), at + chunk)).clear();
                Method changed = Faults.withCode(
                        smallest.contracts().get(contract).methods().get(method), less);
                Program smaller = Faults.replace(smallest, contract, method, changed);
                if (keeps(smaller)) {
                    smallest = smaller;
                } else {
                    at += chunk;
                }
            }
            chunk /= 2;
        }
        return smallest;
    }

    private static List<Instruction> code(Program program, int contract, int method) {
        return new ArrayList<>(Arrays.asList(
                program.contracts().get(contract).methods().get(method).code()));
    }

    /** A program as people read it. */
    public static String describe(Program program) {
        StringBuilder text = new StringBuilder(program.name()).append('\n');
        for (Program.Body body : program.contracts()) {
            text.append("contract ").append(body.id()).append('\n');
            text.append("  fields ")
                    .append(body.immutable())
                    .append(' ')
                    .append(body.mutable())
                    .append('\n');
            text.append("  holds ").append(body.assets()).append('\n');
            for (Method method : body.methods()) {
                text.append("  ").append(shape(method)).append('\n');
                for (Instruction instruction : method.code()) {
                    text.append("    ").append(describe(instruction)).append('\n');
                }
            }
        }
        return text.append("arguments ")
                .append(program.arguments())
                .append("\ninputs ")
                .append(program.inputs())
                .append("\n")
                .append(program.json())
                .append('\n')
                .toString();
    }

    private static String shape(Method method) {
        return (method.isPublic() ? "public " : "")
                + (method.usesPreapprovedAssets() ? "preapproved " : "")
                + (method.usesContractAssets() ? "assets " : "")
                + (method.paysToContractOnly() ? "payOnly " : "")
                + method.arguments() + "/" + method.locals() + "->" + method.returns();
    }

    private static String describe(Instruction instruction) {
        return switch (instruction.opcode().operand()) {
            case NONE -> instruction.opcode().toString();
            case SIGNED, UNSIGNED, BYTES, ADDRESS -> instruction.opcode() + " " + instruction.constant();
            default -> instruction.opcode() + " " + instruction.number();
        };
    }
}
