package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.differential.Plans.Assets;
import dev.flowbed.rill.differential.Plans.ContractPlan;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Random scripts behind addresses, with what they are given; most of them let the one signature of a transaction through. */
public final class AddressScripts {
    private static final long PAST = 1_000_000_000_000L;

    private final Draw draw;

    public AddressScripts(long seed) {
        this.draw = new Draw(seed);
    }

    /** A script and its arguments. */
    public record Locked(ScriptCode script, List<Val> arguments) {}

    /** @param key the public key of who will sign */
    public Locked next(Bytes key) {
        Values values = new Values(draw, People.TOKENS, draw.chance(15));
        List<Kind> arguments = values.kinds(3);
        List<Kind> locals = new ArrayList<>(arguments);
        locals.addAll(values.kinds(2));
        MethodPlan entry = new MethodPlan(true, false, false, false, arguments, locals, List.of(), OptionalInt.empty());
        List<Kind> given = values.kinds(2);
        MethodPlan other = new MethodPlan(
                draw.chance(50), false, false, false, given, given, values.kinds(1), OptionalInt.empty());
        ContractPlan plan = new ContractPlan(
                Hash.ZERO, List.of(), List.of(), List.of(entry, other), new Assets(U256.ZERO, List.of()));
        Setting setting = new Setting(plan, true, List.of(), List.of(), 0, PAST);
        Methods methods = new Methods(draw, values, false);
        Method first = methods.write(setting, 0, 3);
        List<Method> code = List.of(signed(first, key), methods.write(setting, 1, 1));
        return new Locked(ScriptCode.ofStateless(Bytes.wrap(new Script(code).encode())), values.list(arguments));
    }

    private Method signed(Method method, Bytes key) {
        Code before = new Code();
        switch (draw.below(8)) {
            case 0 -> before.op(Opcode.GET_SEGREGATED_SIGNATURE).op(Opcode.POP);
            case 1 -> before.push(0).push(draw.of(0, 1000, 3_600_000)).op(Opcode.VERIFY_RELATIVE_LOCKTIME);
            default -> {
                // most only look at the signature
            }
        }
        before.push(draw.chance(92) ? key : draw.bytes(33)).op(Opcode.VERIFY_TX_SIGNATURE);
        List<Instruction> code = new ArrayList<>(Arrays.asList(before.toArray()));
        code.addAll(Arrays.asList(method.code()));
        return Faults.withCode(method, code);
    }
}
