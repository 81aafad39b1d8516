package dev.flowbed.rill.differential;

import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes methods: first what they are to be, then, when it is known what they can call, their code. */
final class Methods {
    private final Draw draw;
    private final Values values;
    private final boolean hasInputs;

    /** @param hasInputs whether anybody pays, so that methods may take assets */
    Methods(Draw draw, Values values, boolean hasInputs) {
        this.draw = draw;
        this.values = values;
        this.hasInputs = hasInputs;
    }

    List<MethodPlan> plans(int count) {
        List<MethodPlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plans.add(plan(i == 0));
        }
        return plans;
    }

    MethodPlan plan(boolean isEntry) {
        List<Kind> arguments = values.kinds(3);
        List<Kind> locals = new ArrayList<>(arguments);
        locals.addAll(values.kinds(3));
        boolean assets = draw.chance(isEntry ? 60 : 35);
        return new MethodPlan(
                isEntry || draw.chance(70),
                hasInputs && draw.chance(isEntry ? 80 : 35),
                assets,
                !assets && draw.chance(15),
                arguments,
                locals,
                values.kinds(2),
                draw.chance(40) ? OptionalInt.of(draw.below(1 << 30)) : OptionalInt.empty());
    }

    /** The code of all methods of a contract. */
    List<Method> write(Setting setting, int statements) {
        List<Method> methods = new ArrayList<>();
        for (int i = 0; i < setting.self().methods().size(); i++) {
            methods.add(write(setting, i, i == 0 ? statements : Math.min(statements, 3)));
        }
        return methods;
    }

    /** @param statements about how long the code is */
    Method write(Setting setting, int index, int statements) {
        MethodPlan plan = setting.self().methods().get(index);
        Code code = new Code();
        plan.selector().ifPresent(selector -> code.op(Opcode.METHOD_SELECTOR, selector));
        // locals begin as false
        for (int i = plan.arguments().size(); i < plan.locals().size(); i++) {
            code.push(values.of(plan.locals().get(i))).op(Opcode.STORE_LOCAL, i);
        }
        Statements writer = new Statements(draw, values, code, setting, index);
        writer.write(draw.between(1, statements), 2);
        writer.expressions().write(plan.returns());
        if (draw.chance(30)) {
            code.op(Opcode.RETURN);
        }
        return of(plan, code);
    }

    static Method of(MethodPlan plan, Code code) {
        return new Method(
                plan.isPublic(),
                plan.preapproved(),
                plan.assets(),
                plan.payOnly(),
                plan.arguments().size(),
                plan.locals().size(),
                plan.returns().size(),
                code.toArray());
    }
}
