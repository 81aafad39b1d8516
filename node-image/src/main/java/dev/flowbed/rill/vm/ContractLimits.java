package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;

/** What contracts must hold and may have (model/package.scala, vm/package.scala). */
final class ContractLimits {
    /** The least ALPH a contract holds, atto ALPH: 0.1 ALPH since Rhone. */
    static final U256 MINIMAL_DEPOSIT = Alph.nano(100_000_000);
    /** Values on the operand stack, locals included. */
    static final int STACK = 1024;
    /** Calls within calls. */
    static final int FRAMES = 1024;
    /** Fields of a contract. */
    static final int FIELDS = 0xff;

    private ContractLimits() {}

    static VmException tooLittle(U256 amount) {
        return new VmException(
                VmFault.LOWER_THAN_CONTRACT_MINIMAL_BALANCE,
                "Contract output contains " + Texts.alph(amount) + ",less than contract minimal balance "
                        + Texts.alph(MINIMAL_DEPOSIT));
    }
}
