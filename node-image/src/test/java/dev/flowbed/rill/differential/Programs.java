package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Plans.Assets;
import dev.flowbed.rill.differential.Plans.ContractPlan;
import dev.flowbed.rill.differential.Plans.Input;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes random programs: several contracts with methods that call each other, mostly well typed. */
public final class Programs {
    private static final long TIME = 1_760_000_000_000L;

    private final Draw draw;
    private final int group;
    private final List<Hash> ids = new ArrayList<>();
    private final Values values;
    private final List<Input> inputs;
    private final Methods methods;
    private final long time;

    private Programs(Draw draw, boolean isWild) {
        this.draw = draw;
        this.group = draw.chance(80) ? 0 : draw.below(4);
        for (int i = draw.between(1, 4); i > 0; i--) {
            ids.add(draw.hash().withLastByte(group));
        }
        this.values = new Values(draw, ids, isWild);
        this.inputs = inputs();
        this.methods = new Methods(draw, values, !inputs.isEmpty());
        this.time = TIME + draw.below(1_000_000);
    }

    /** A program of contracts. */
    public static Program of(long seed) {
        Draw draw = new Draw(seed);
        boolean isWild = draw.chance(35);
        Program program = new Programs(draw, isWild).contracts(isWild ? "wild" : "mild");
        return isWild && draw.chance(50) ? Faults.into(program, draw) : program;
    }

    /** A program about one instruction, with random values. */
    public static Program unit(Unit unit, long seed) {
        Draw draw = new Draw(seed);
        return new Programs(draw, draw.chance(60)).single(unit);
    }

    // ---- contracts

    private Program contracts(String name) {
        List<ContractPlan> plans = new ArrayList<>();
        for (Hash id : ids) {
            plans.add(contract(id, draw.between(1, 4)));
        }
        List<Program.Body> bodies = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ContractPlan plan = plans.get(i);
            // calls go to later contracts, mostly: else nearly all programs would end in recursion
            List<ContractPlan> others = draw.chance(5) ? plans : plans.subList(i + 1, plans.size());
            Setting setting = new Setting(plan, others, inputs, group, time);
            bodies.add(body(plan, methods.write(setting, i == 0 ? 6 : 3)));
        }
        return program(name, bodies, plans.get(0).methods().get(0).arguments());
    }

    private static Program.Body body(ContractPlan plan, List<Method> methods) {
        return new Program.Body(plan.id(), plan.immutable(), plan.mutable(), plan.assets(), methods);
    }

    private Program program(String name, List<Program.Body> bodies, List<Kind> arguments) {
        return new Program(
                name,
                group,
                draw.hash(),
                draw.hash(),
                time,
                bodies,
                0,
                values.list(arguments),
                inputs,
                draw.chance(12) ? Optional.of(draw.hash().withLastByte(group)) : Optional.empty(),
                U256.of(draw.of(1_000_000_000_000_000L, 500_000_000_000_000_000L)));
    }

    private ContractPlan contract(Hash id, int methodCount) {
        return new ContractPlan(
                id,
                values.list(values.kinds(4)),
                values.list(values.kinds(4)),
                methods.plans(methodCount),
                assets(true));
    }

    // ---- one instruction

    private Program single(Unit unit) {
        boolean preapproved = !inputs.isEmpty();
        boolean assets = draw.chance(85);
        List<Kind> returns = unit.returns();
        MethodPlan plan = new MethodPlan(
                true, preapproved, assets, false, List.of(), values.kinds(3), returns, OptionalInt.empty());
        ContractPlan self = new ContractPlan(
                ids.get(0),
                values.list(values.kinds(4)),
                values.list(values.kinds(4)),
                List.of(plan, methods.plan(false)),
                assets(true));
        List<ContractPlan> others = new ArrayList<>();
        for (Hash id : ids.subList(1, ids.size())) {
            others.add(contract(id, 2));
        }
        Code code = new Code();
        for (int i = 0; i < plan.locals().size(); i++) {
            code.push(values.of(plan.locals().get(i))).op(Opcode.STORE_LOCAL, i);
        }
        Setting setting = new Setting(self, others, inputs, group, time);
        Statements statements = new Statements(draw, values, code, setting, 0);
        unit.write(new Unit.Place(draw, values, code, setting, statements));
        List<Program.Body> bodies = new ArrayList<>();
        bodies.add(body(self, List.of(Methods.of(plan, code), methods.write(setting, 1, 1))));
        for (int i = 0; i < others.size(); i++) {
            Setting theirs = new Setting(others.get(i), others.subList(i + 1, others.size()), inputs, group, time);
            bodies.add(body(others.get(i), methods.write(theirs, 1)));
        }
        return program(unit.name(), bodies, List.of());
    }

    // ---- assets

    private List<Input> inputs() {
        List<Input> given = new ArrayList<>();
        if (draw.chance(12)) {
            return given;
        }
        int first = draw.below(People.ALL.size());
        int count = draw.of(1, 1, 1, 2, 3);
        for (int i = 0; i < count; i++) {
            int person = draw.chance(70) ? first + i : first;
            given.add(new Input(People.ALL.get(person % People.ALL.size()), assets(false)));
        }
        return given;
    }

    private Assets assets(boolean ofContract) {
        List<TokenAmount> tokens = new ArrayList<>();
        for (Hash token : People.TOKENS) {
            if (draw.chance(35)) {
                tokens.add(new TokenAmount(token, U256.of(draw.between(1, 1000))));
            }
        }
        if (ofContract && draw.chance(20)) {
            tokens.add(new TokenAmount(draw.of(ids), U256.of(draw.between(1, 1000))));
        }
        tokens.sort(Comparator.comparing(TokenAmount::tokenId));
        return new Assets(Statements.alph(draw.of(100, 1000, 2500, 10_000)), tokens);
    }
}
