package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Operand;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way to write one instruction into a method with as little else as possible.
 *
 * @param name the instruction, or what it is written with
 * @param returns what the method returns then
 * @param writer writes it
 */
public record Unit(String name, List<Kind> returns, Consumer<Place> writer) {
    /** Where it is written. */
    public record Place(Draw draw, Values values, Code code, Setting setting, Statements statements) {}

    void write(Place place) {
        writer.accept(place);
    }

    public static List<Unit> all() {
        List<Unit> units = new ArrayList<>();
        Ops.ALL.forEach(op -> units.add(of(op)));
        for (Statements.Form form : Statements.Form.values()) {
            units.add(
                    new Unit(form.name(), List.of(), place -> place.statements().write(form, 1)));
        }
        for (Opcode opcode : Opcode.values()) {
            if (opcode.name().contains("CREATE_")) {
                units.add(creation(opcode));
            } else if (opcode.operand() == Operand.NONE && opcode != Opcode.U256_EXP && opcode != Opcode.I256_EXP) {
                units.add(blind(opcode));
            }
        }
        units.add(new Unit(
                "ETH_EC_RECOVER signed",
                List.of(Kind.BYTES),
                place -> new Signatures(place.draw(), place.code())
                        .ethereum(place.values().isWild())));
        units.add(new Unit("ENCODE", List.of(Kind.BYTES), Unit::encode));
        units.add(new Unit(
                "RELATIVE TIME",
                List.of(),
                place -> place.code()
                        .push(place.draw().below(3))
                        .push(place.draw().of(0, 1000))
                        .op(Opcode.VERIFY_RELATIVE_LOCKTIME)));
        units.add(new Unit(
                "JUMP",
                List.of(),
                place -> place.code()
                        .push(true)
                        .op(
                                place.draw().of(Opcode.IF_TRUE, Opcode.IF_FALSE, Opcode.JUMP),
                                place.draw().below(9) - 4)
                        .op(Opcode.POP)));
        return Collections.unmodifiableList(units);
    }

    private static Unit of(Ops.Op op) {
        return new Unit(op.opcode().toString(), List.of(op.result()), place -> {
            Draw draw = place.draw();
            List<Kind> inputs = new ArrayList<>(op.inputs());
            if (!inputs.isEmpty() && place.values().isWild() && draw.chance(12)) {
                inputs.set(draw.below(inputs.size()), draw.of(Kind.values()));
            }
            if (!inputs.isEmpty() && place.values().isWild() && draw.chance(4)) {
                inputs.remove(0);
            }
            boolean isPower = op.opcode() == Opcode.U256_EXP || op.opcode() == Opcode.I256_EXP;
            if (isPower || draw.chance(place.values().isWild() ? 20 : 90)) {
                place.statements().expressions().write(op, 1);
            } else {
                inputs.forEach(kind -> place.code().push(place.values().of(kind)));
                place.code().op(op.opcode());
            }
        });
    }

    private static Unit creation(Opcode opcode) {
        if (opcode == Opcode.CREATE_MAP_ENTRY) {
            return new Unit(
                    opcode.toString(), List.of(), place -> place.statements().write(Statements.Form.MAP_ENTRY, 0));
        }
        return new Unit(
                opcode.toString(), List.of(), place -> place.statements().create(opcode));
    }

    /** With values of any types below it, or none. */
    private static Unit blind(Opcode opcode) {
        return new Unit(opcode + " blind", List.of(), place -> {
            int count = place.draw().below(5);
            for (int i = 0; i < count; i++) {
                place.code().push(place.values().of(place.draw().of(Kind.values())));
            }
            place.code().op(opcode);
        });
    }

    private static void encode(Place place) {
        List<Kind> kinds = place.values().kinds(5);
        kinds.forEach(kind -> place.code().push(place.values().of(kind)));
        int count = kinds.size() + (place.draw().chance(10) ? place.draw().below(3) - 1 : 0);
        place.code().push(Math.max(0, count)).op(Opcode.ENCODE);
    }
}
