package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.differential.Plans.Assets;
import dev.flowbed.rill.differential.Plans.ContractPlan;
import dev.flowbed.rill.differential.Plans.Input;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Random contracts to be deployed on a real chain of one group, and random scripts that call those which are there. */
public final class ChainPrograms {
    private static final int MOST_CALLED = 4;
    /** A time that no block of the test reaches. */
    private static final long FUTURE = 4_000_000_000_000L;

    private final Draw draw;
    private final int group;
    private final LockupScript.Asset caller;
    private final List<ContractPlan> deployed = new ArrayList<>();

    /** @param caller who signs */
    public ChainPrograms(long seed, int group, LockupScript.Asset caller) {
        this.draw = new Draw(seed);
        this.group = group;
        this.caller = caller;
    }

    /** A contract that is to be deployed: code, and both kinds of fields, all serialized one after the other. */
    public record Deployment(Bytes codeAndFields, Object plan) {}

    /** A new contract, which may call those that are there. */
    public Deployment nextContract() {
        Values values = values(draw.chance(20));
        Methods methods = new Methods(draw, values, true);
        List<Val> immutable = values.list(values.kinds(4));
        List<Val> mutable = values.list(values.kinds(4));
        Assets assets = new Assets(Statements.alph(1000), List.of());
        ContractPlan plan = new ContractPlan(
                draw.hash().withLastByte(group), immutable, mutable, methods.plans(draw.between(1, 4)), assets);
        List<Method> code = methods.write(setting(plan, false, List.of()), 4);
        Bytes bytes = new ByteWriter()
                .raw(ContractCode.of(immutable.size() + mutable.size(), code).encode())
                .vector(immutable)
                .vector(mutable)
                .toBytes();
        return new Deployment(bytes, plan);
    }

    /** Notes that a contract is there now, under its id. */
    public void deployed(Deployment deployment, Hash id) {
        ContractPlan plan = (ContractPlan) deployment.plan();
        deployed.add(new ContractPlan(id, plan.immutable(), plan.mutable(), plan.methods(), plan.assets()));
    }

    /** The ids of what was deployed. */
    public List<Hash> contracts() {
        return deployed.stream().map(ContractPlan::id).toList();
    }

    /**
     * A script that does something with what is there.
     *
     * @param owned the tokens that the caller has
     */
    public Bytes nextScript(List<TokenAmount> owned) {
        Values values = values(draw.chance(10));
        MethodPlan entry =
                new MethodPlan(true, true, false, false, List.of(), values.kinds(2), List.of(), OptionalInt.empty());
        ContractPlan plan =
                new ContractPlan(Hash.ZERO, List.of(), List.of(), List.of(entry), new Assets(U256.ZERO, List.of()));
        List<Method> code = new Methods(draw, values, true).write(setting(plan, true, owned), draw.between(1, 4));
        return Bytes.wrap(new Script(code).encode());
    }

    private Values values(boolean isWild) {
        List<Hash> ids = contracts();
        return new Values(draw, ids.isEmpty() ? People.TOKENS : ids, isWild);
    }

    private Setting setting(ContractPlan self, boolean isScript, List<TokenAmount> owned) {
        List<ContractPlan> others = new ArrayList<>();
        for (int i = 0; i < MOST_CALLED && !deployed.isEmpty(); i++) {
            others.add(draw.of(deployed));
        }
        Input input = new Input(caller, new Assets(Statements.alph(1000), owned));
        return new Setting(self, isScript, others, List.of(input), group, FUTURE);
    }
}
