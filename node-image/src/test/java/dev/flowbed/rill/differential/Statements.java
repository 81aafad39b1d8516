package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Plans.ContractPlan;
import dev.flowbed.rill.differential.Plans.Input;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Writes code that leaves the stack as it was: stores, branches, loops, asserts, events, calls, what is done with assets. */
final class Statements {
    private static final int OFTEN = 40;

    private final Draw draw;
    private final Values values;
    private final Code code;
    private final Setting setting;
    private final MethodPlan method;
    private final int index;
    private final Expressions expressions;
    private final Creations creations;
    private final Signatures signatures;
    private int loops;

    Statements(Draw draw, Values values, Code code, Setting setting, int index) {
        this.draw = draw;
        this.values = values;
        this.code = code;
        this.setting = setting;
        this.index = index;
        this.method = setting.self().methods().get(index);
        this.expressions = new Expressions(draw, values, code, setting, method);
        this.creations = new Creations(draw, values, code, setting, expressions);
        this.signatures = new Signatures(draw, code);
    }

    Expressions expressions() {
        return expressions;
    }

    /** Kinds of statements; {@code ASSETS} and what follows are for contracts with something to give. */
    enum Form {
        STORE_LOCAL,
        STORE_FIELD,
        ASSERT,
        IF,
        LOOP,
        EVENT,
        STACK,
        SIGNATURE,
        TIME,
        DEBUG,
        TEST,
        LOCAL_CALL,
        EXTERNAL_CALL,
        APPROVE,
        TRANSFER,
        BURN,
        LOCK,
        GAS,
        CREATE,
        MAP_ENTRY,
        DESTROY,
        MIGRATE
    }

    /** Some statements, of any form, those of branches and loops included. */
    void write(int count, int depth) {
        for (int i = 0; i < count; i++) {
            write(form(), depth);
        }
    }

    private Form form() {
        boolean calls = setting.isScript() && !setting.others().isEmpty();
        if (calls && draw.chance(OFTEN)) {
            // what a script is there for: else few contracts would ever be called
            return Form.EXTERNAL_CALL;
        }
        while (true) {
            Form form = draw.of(Form.values());
            boolean isRare = form == Form.DESTROY || form == Form.MIGRATE || form == Form.TEST;
            boolean needsAssets = form.ordinal() >= Form.APPROVE.ordinal() && form.ordinal() < Form.CREATE.ordinal();
            boolean hasAssets = method.preapproved() || method.assets();
            boolean ofContracts = form == Form.DESTROY || form == Form.MIGRATE || form == Form.MAP_ENTRY;
            boolean needsState = form.ordinal() > Form.LOCAL_CALL.ordinal() || form == Form.TEST;
            if ((setting.isScript() && ofContracts) || (setting.isStateless() && needsState)) {
                continue;
            }
            if ((!isRare || draw.chance(15)) && (!needsAssets || hasAssets || draw.chance(3))) {
                return form;
            }
        }
    }

    void write(Form form, int depth) {
        switch (form) {
            case STORE_LOCAL -> storeLocal();
            case STORE_FIELD -> storeField();
            case ASSERT -> doAssert();
            case IF -> branch(depth);
            case LOOP -> loop(depth);
            case EVENT -> event();
            case STACK -> stack();
            case SIGNATURE -> signatures.check(values.isWild());
            case TIME -> time();
            case DEBUG -> debug();
            case TEST -> testSection(depth);
            case LOCAL_CALL -> callLocal();
            case EXTERNAL_CALL -> callExternal();
            case APPROVE -> approve();
            case TRANSFER -> transfer();
            case BURN -> {
                Input from = owner();
                pushOwner(from);
                code.push(token(from)).push(amount(false)).op(Opcode.BURN_TOKEN);
            }
            case LOCK -> {
                approve();
                code.push(values.isWild() ? values.address() : draw.of(People.ALL));
                code.push(setting.time() + (draw.chance(90) ? 1000 : 0)).op(Opcode.LOCK_APPROVED_ASSETS);
            }
            case GAS -> {
                pushOwner(owner());
                code.push(amount(true)).op(Opcode.PAY_GAS_FEE);
            }
            case CREATE -> creations.create(this::approveDeposit);
            case MAP_ENTRY -> creations.mapEntry(this::approveDeposit);
            case DESTROY -> {
                if (draw.chance(20)) {
                    code.op(Opcode.NULL_CONTRACT_ADDRESS);
                } else {
                    code.push(values.address());
                }
                code.op(Opcode.DESTROY_SELF);
            }
            case MIGRATE -> creations.migrate();
        }
    }

    void create(Opcode opcode) {
        creations.create(opcode, this::approveDeposit);
    }

    // ---- values

    private void storeLocal() {
        if (method.locals().isEmpty()) {
            return;
        }
        int local = draw.below(method.locals().size());
        expressions.write(method.locals().get(local));
        if (draw.chance(75)) {
            code.op(Opcode.STORE_LOCAL, local);
        } else {
            code.push(local).op(Opcode.STORE_LOCAL_BY_INDEX);
        }
    }

    private void storeField() {
        List<Val> fields = setting.self().mutable();
        if (fields.isEmpty()) {
            return;
        }
        int field = draw.below(fields.size());
        expressions.write(Values.kindOf(fields.get(field)));
        if (draw.chance(75)) {
            code.op(Opcode.STORE_MUT_FIELD, field);
        } else {
            code.push(field).op(Opcode.STORE_MUT_FIELD_BY_INDEX);
        }
    }

    private void stack() {
        Kind first = draw.of(Kind.values());
        expressions.write(first);
        code.op(Opcode.DUP);
        expressions.write(draw.of(Kind.values()));
        code.op(Opcode.SWAP).op(Opcode.POP).op(Opcode.POP).op(Opcode.POP);
    }

    // ---- control

    private void doAssert() {
        if (values.isWild() && draw.chance(20)) {
            expressions.write(Kind.BOOL);
        } else {
            expressions.write(Kind.U256);
            code.op(Opcode.DUP).op(Opcode.U256_EQ);
        }
        if (draw.chance(50)) {
            code.op(Opcode.ASSERT);
        } else {
            code.push(draw.below(1000)).op(Opcode.ASSERT_WITH_ERROR_CODE);
        }
    }

    private void branch(int depth) {
        expressions.write(Kind.BOOL);
        int otherwise = code.jump(draw.of(Opcode.IF_FALSE, Opcode.IF_TRUE));
        write(draw.below(3), depth - 1);
        int end = code.jump(Opcode.JUMP);
        code.land(otherwise);
        write(depth > 0 ? draw.below(3) : 0, depth - 1);
        code.land(end);
        code.op(Opcode.CONST_TRUE).op(Opcode.POP);
    }

    /** Counts down on the stack. */
    private void loop(int depth) {
        if (loops > 1) {
            return;
        }
        loops++;
        code.push(draw.between(1, 4));
        int start = code.size();
        write(draw.below(3), Math.min(depth - 1, 0));
        code.push(1).op(Opcode.U256_SUB).op(Opcode.DUP).push(0).op(Opcode.U256_GT);
        code.jumpTo(Opcode.IF_TRUE, start);
        code.op(Opcode.POP);
        loops--;
    }

    // ---- what others see

    private void event() {
        int count = draw.between(1, 9);
        code.push(new Val.SignedInteger(BigInteger.valueOf(draw.chance(92) ? draw.below(5) : draw.below(400) - 200)));
        for (int i = 1; i < count; i++) {
            expressions.write(draw.of(Kind.values()));
        }
        Opcode first = count <= 5 ? Opcode.LOG1 : Opcode.LOG6;
        Opcode opcode = Opcode.of(first.code() + (count <= 5 ? count - 1 : count - 6));
        code.op(Objects.requireNonNull(opcode));
    }

    private void debug() {
        int holes = draw.below(3);
        for (int i = 0; i < holes; i++) {
            code.push(values.of(draw.of(Kind.values())));
        }
        List<String> texts = List.of("is ", " and ", " end");
        code.text(texts.subList(2 - holes, 3).stream()
                .map(text -> Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private void time() {
        long past = draw.chance(75) ? draw.of(0L, 1000L) : setting.time() - draw.below(2);
        code.push(values.isWild() ? draw.unsigned() : BigInteger.valueOf(past));
        code.op(Opcode.VERIFY_ABSOLUTE_LOCKTIME);
    }

    /** A section of a test: code that must fail, or two values that must be equal. */
    private void testSection(int depth) {
        switch (draw.below(4)) {
            case 0 ->
                code.push(draw.below(9))
                        .push(1)
                        .op(Opcode.DEV_INSTR, 0)
                        .push(false)
                        .op(Opcode.ASSERT);
            case 1 -> {
                int expected = draw.below(3);
                code.push(expected).push(1).op(Opcode.DEV_INSTR, 1);
                code.push(false).push(draw.below(3)).op(Opcode.ASSERT_WITH_ERROR_CODE);
            }
            case 2 -> {
                Val value = values.of(draw.of(Kind.values()));
                code.push(value)
                        .push(draw.chance(80) ? value : values.of(Kind.BOOL))
                        .push(7);
                code.op(Opcode.DEV_INSTR, 3);
                return;
            }
            default -> {
                code.push(1).op(Opcode.DEV_INSTR, 0);
                write(1, depth - 1);
                code.op(Opcode.POP);
            }
        }
        code.op(Opcode.DEV_INSTR, 2);
    }

    // ---- calls

    private void callLocal() {
        List<MethodPlan> methods = setting.self().methods();
        int target = values.isWild() && draw.chance(5)
                ? draw.below(methods.size())
                : draw.between(index, methods.size() - 1);
        if (target == index && !draw.chance(3)) {
            return;
        }
        call(setting.self(), target, true);
    }

    private void callExternal() {
        boolean isSelf = draw.chance(4);
        if (!isSelf && setting.others().isEmpty()) {
            return;
        }
        ContractPlan target = isSelf ? setting.self() : draw.of(setting.others());
        int method = draw.below(target.methods().size());
        if (target.methods().get(method).isPublic() || draw.chance(2)) {
            call(target, method, false);
        }
    }

    private void call(ContractPlan target, int number, boolean isLocal) {
        MethodPlan called = target.methods().get(number);
        if (called.preapproved()) {
            for (int i = draw.below(3); i > 0; i--) {
                approve();
            }
        }
        expressions.write(called.arguments());
        if (isLocal) {
            code.op(Opcode.CALL_LOCAL, number);
        } else {
            code.push(called.arguments().size() + (values.isWild() && draw.chance(2) ? 1 : 0));
            code.push(called.returns().size() + (values.isWild() && draw.chance(2) ? 1 : 0));
            code.push(target.id());
            if (called.selector().isPresent() && draw.chance(50)) {
                code.op(
                        Opcode.CALL_EXTERNAL_BY_SELECTOR,
                        called.selector().getAsInt() + (values.isWild() && draw.chance(2) ? 1 : 0));
            } else {
                code.op(Opcode.CALL_EXTERNAL, number);
            }
        }
        called.returns().forEach(kind -> code.op(Opcode.POP));
    }

    // ---- assets

    /** Somebody whose assets the method may have: who pays, or the contract. */
    private Input owner() {
        boolean own = method.assets() && (!method.preapproved() || draw.chance(40));
        if (own || setting.inputs().isEmpty()) {
            return new Input(People.ALL.get(0), setting.self().assets());
        }
        return draw.of(setting.inputs());
    }

    private void pushOwner(Input owner) {
        if (owner.assets() == setting.self().assets()) {
            code.op(Opcode.SELF_ADDRESS);
        } else {
            code.push(owner.address());
        }
    }

    private Hash token(Input owner) {
        if (owner.assets().tokens().isEmpty() || draw.chance(10)) {
            return draw.chance(70) ? draw.of(People.TOKENS) : Hash.ZERO;
        }
        return draw.of(owner.assets().tokens()).tokenId();
    }

    private BigInteger amount(boolean isAlph) {
        if (values.isWild() && draw.chance(10)) {
            return draw.unsigned();
        }
        BigInteger unit = isAlph ? Alph.nano(1_000_000).value() : BigInteger.ONE;
        return switch (draw.below(6)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> unit;
            case 2 -> unit.multiply(BigInteger.valueOf(1000));
            default -> unit.multiply(BigInteger.valueOf(draw.between(1, isAlph ? 700 : 40)));
        };
    }

    private void approve() {
        Input from = owner();
        pushOwner(from);
        if (draw.chance(60)) {
            code.push(amount(true)).op(Opcode.APPROVE_ALPH);
        } else {
            code.push(token(from)).push(amount(false)).op(Opcode.APPROVE_TOKEN);
        }
    }

    private void approveDeposit() {
        if ((method.preapproved() || method.assets()) && draw.chance(70)) {
            pushOwner(owner());
            code.push(Alph.nano(draw.of(100_000_000L, 100_000_000L, 150_000_000L, 50_000_000L))
                    .value());
            code.op(Opcode.APPROVE_ALPH);
            if (draw.chance(30)) {
                approve();
            }
        }
    }

    private void transfer() {
        Input from = owner();
        boolean isToken = draw.chance(45);
        int direction = setting.isScript() ? 0 : draw.below(4);
        if (direction != 1) {
            pushOwner(from);
        }
        if (direction != 2) {
            LockupScript to = values.isWild() && draw.chance(10)
                    ? values.address()
                    : draw.chance(15) && !setting.isScript() ? setting.self().address() : draw.of(People.ALL);
            code.push(to);
        }
        if (isToken) {
            code.push(token(from)).push(amount(false));
        } else {
            code.push(amount(true));
        }
        code.op(
                switch (direction) {
                    case 1 -> isToken ? Opcode.TRANSFER_TOKEN_FROM_SELF : Opcode.TRANSFER_ALPH_FROM_SELF;
                    case 2 -> isToken ? Opcode.TRANSFER_TOKEN_TO_SELF : Opcode.TRANSFER_ALPH_TO_SELF;
                    default -> isToken ? Opcode.TRANSFER_TOKEN : Opcode.TRANSFER_ALPH;
                });
    }

    static U256 alph(long thousandths) {
        return Alph.nano(thousandths * 1_000_000);
    }
}
