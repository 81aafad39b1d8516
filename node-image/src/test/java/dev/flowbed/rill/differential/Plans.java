package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import java.util.List;
import java.util.OptionalInt;

/** What contracts are to be before their code is written, so that code can call other code. */
final class Plans {
    private Plans() {}

    /**
     * A method to be.
     *
     * @param locals the types of locals, arguments included
     * @param selector by which name it can be called
     */
    record MethodPlan(
            boolean isPublic,
            boolean preapproved,
            boolean assets,
            boolean payOnly,
            List<Kind> arguments,
            List<Kind> locals,
            List<Kind> returns,
            OptionalInt selector) {}

    /** So much of everything. */
    record Assets(U256 alph, List<TokenAmount> tokens) {}

    /** A contract to be. */
    record ContractPlan(Hash id, List<Val> immutable, List<Val> mutable, List<MethodPlan> methods, Assets assets) {
        LockupScript.P2c address() {
            return new LockupScript.P2c(id);
        }
    }

    /** What one address gives. */
    record Input(LockupScript.Asset address, Assets assets) {}

    /**
     * All that a method may speak of.
     *
     * @param self its own contract; for a script one that nobody can name
     * @param isScript whether it is the script of a transaction
     * @param others contracts it may call
     * @param inputs who pays
     */
    record Setting(
            ContractPlan self, boolean isScript, List<ContractPlan> others, List<Input> inputs, int group, long time) {
        Setting(ContractPlan self, List<ContractPlan> others, List<Input> inputs, int group, long time) {
            this(self, false, others, inputs, group, time);
        }

        /** Whether it is the script behind an address, which knows of no contracts. */
        boolean isStateless() {
            return isScript && inputs.isEmpty();
        }

        boolean allows(Opcode opcode) {
            return !(isStateless() && opcode.isStateful()) && !(isScript && Ops.needsContract(opcode));
        }

        /** The id of a contract that is there, mostly. */
        Hash known() {
            return isScript && !others.isEmpty() ? others.get(0).id() : self.id();
        }
    }
}
