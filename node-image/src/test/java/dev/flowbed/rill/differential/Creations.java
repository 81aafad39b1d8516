package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Plans.ContractPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.List;

/** Writes code that makes contracts, or makes its own contract another one. */
final class Creations {
    private static final List<Opcode> PLAIN = List.of(
            Opcode.CREATE_CONTRACT, Opcode.CREATE_CONTRACT_WITH_TOKEN, Opcode.CREATE_CONTRACT_AND_TRANSFER_TOKEN);
    private static final List<Opcode> PLAIN_SUB = List.of(
            Opcode.CREATE_SUB_CONTRACT,
            Opcode.CREATE_SUB_CONTRACT_WITH_TOKEN,
            Opcode.CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN);
    private static final List<Opcode> COPY = List.of(
            Opcode.COPY_CREATE_CONTRACT,
            Opcode.COPY_CREATE_CONTRACT_WITH_TOKEN,
            Opcode.COPY_CREATE_CONTRACT_AND_TRANSFER_TOKEN);
    private static final List<Opcode> COPY_SUB = List.of(
            Opcode.COPY_CREATE_SUB_CONTRACT,
            Opcode.COPY_CREATE_SUB_CONTRACT_WITH_TOKEN,
            Opcode.COPY_CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN);

    private final Draw draw;
    private final Values values;
    private final Code code;
    private final Setting setting;
    private final Expressions expressions;

    Creations(Draw draw, Values values, Code code, Setting setting, Expressions expressions) {
        this.draw = draw;
        this.values = values;
        this.code = code;
        this.setting = setting;
        this.expressions = expressions;
    }

    void create(Runnable approveDeposit) {
        List<List<Opcode>> forms =
                setting.isScript() ? List.of(PLAIN, COPY) : List.of(PLAIN, PLAIN_SUB, COPY, COPY_SUB);
        create(draw.of(draw.of(forms)), approveDeposit);
    }

    void create(Opcode opcode, Runnable approveDeposit) {
        approveDeposit.run();
        if (opcode.name().contains("SUB_CONTRACT")) {
            code.push(draw.bytes(draw.below(6)));
        }
        boolean callsIt = false;
        if (opcode.name().startsWith("COPY")) {
            ContractPlan original = setting.others().isEmpty() ? setting.self() : draw.of(setting.others());
            code.push(draw.chance(95) ? Bytes.wrap(original.id().toArray()) : values.id());
            expressions.fields(changed(original.immutable()));
            expressions.fields(changed(original.mutable()));
        } else {
            List<Val> immutable = values.list(values.kinds(3));
            List<Val> mutable = values.list(values.kinds(3));
            callsIt = draw.chance(30);
            code.push(codeBytes(immutable, mutable));
            expressions.fields(immutable);
            expressions.fields(mutable);
        }
        if (opcode.name().endsWith("TOKEN")) {
            code.push(draw.below(1000));
        }
        if (opcode.name().endsWith("_AND_TRANSFER_TOKEN")) {
            code.push(draw.chance(90) ? draw.of(People.ALL) : values.address());
        }
        code.op(opcode);
        if (callsIt) {
            // the id is on the stack: what the method takes and gives comes below it
            code.push(0).op(Opcode.SWAP).push(1).op(Opcode.SWAP).op(Opcode.CALL_EXTERNAL, 1);
        }
        code.op(Opcode.POP);
    }

    private List<Val> changed(List<Val> fields) {
        if (draw.chance(4)) {
            return values.list(values.kinds(3));
        }
        List<Val> changed = new ArrayList<>();
        fields.forEach(field -> changed.add(draw.chance(50) ? field : values.of(Values.kindOf(field))));
        return changed;
    }

    /** The code of a contract whose methods do little: one sends what it has, one gives a number. */
    private Bytes codeBytes(List<Val> immutable, List<Val> mutable) {
        if (values.isWild() && draw.chance(4)) {
            return values.bytes();
        }
        Code pays = new Code();
        pays.op(Opcode.SELF_ADDRESS);
        pays.push(draw.of(People.ALL)).push(Alph.nano(10_000_000).value()).op(Opcode.TRANSFER_ALPH);
        Code counts = new Code();
        counts.push(draw.below(100));
        if (!mutable.isEmpty()) {
            counts.push(values.of(Values.kindOf(mutable.get(0)))).op(Opcode.STORE_MUT_FIELD, 0);
        }
        boolean isOdd = values.isWild() && draw.chance(4);
        Method first = new Method(true, false, true, isOdd, 0, 0, 0, pays.toArray());
        Method second = new Method(true, false, false, draw.chance(20), 0, 0, 1, counts.toArray());
        int fields = immutable.size() + mutable.size() + (values.isWild() && draw.chance(4) ? 1 : 0);
        return Bytes.wrap(ContractCode.of(fields, List.of(first, second)).encode());
    }

    void mapEntry(Runnable approveDeposit) {
        approveDeposit.run();
        List<Kind> mutable = values.kinds(3);
        List<Kind> immutable = values.kinds(2);
        code.push(draw.bytes(draw.below(8)));
        expressions.write(immutable);
        code.op(Opcode.SELF_CONTRACT_ID);
        expressions.write(mutable);
        code.op(Opcode.CREATE_MAP_ENTRY, immutable.size() + 1 << 8 | mutable.size());
    }

    void migrate() {
        ContractPlan self = setting.self();
        if (draw.chance(50)) {
            code.push(codeBytes(self.immutable(), self.mutable())).op(Opcode.MIGRATE_SIMPLE);
        } else {
            List<Val> immutable = values.list(values.kinds(3));
            List<Val> mutable = values.list(values.kinds(3));
            code.push(codeBytes(immutable, mutable));
            expressions.fields(immutable);
            expressions.fields(mutable);
            code.op(Opcode.MIGRATE_WITH_FIELDS);
        }
    }
}
