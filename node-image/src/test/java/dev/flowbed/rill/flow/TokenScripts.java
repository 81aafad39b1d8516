package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Code that makes contracts. */
final class TokenScripts {
    /** What the contract that is made keeps, and what making it costs its owner besides gas. */
    static final U256 DEPOSIT = Alph.ONE;

    private static final Val NOTHING = new Val.ByteVec(Bytes.fromHex("00"));

    private TokenScripts() {}

    /** For each amount, makes a contract with one method that does nothing, and gives all of its new token to somebody. */
    static ScriptCode issue(LockupScript.Asset owner, long... amounts) {
        return script(Arrays.stream(amounts)
                .boxed()
                .flatMap(amount -> one(owner, amount))
                .toArray(Instruction[]::new));
    }

    private static Stream<Instruction> one(LockupScript.Asset owner, long amount) {
        Val contract = new Val.ByteVec(
                Bytes.wrap(ContractCode.of(0, List.of(method(false))).encode()));
        return Stream.of(
                constant(Opcode.ADDRESS_CONST, new Val.AddressVal(owner)),
                constant(Opcode.U256_CONST, new Val.UnsignedInteger(DEPOSIT)),
                Instruction.of(Opcode.APPROVE_ALPH),
                constant(Opcode.BYTES_CONST, contract),
                constant(Opcode.BYTES_CONST, NOTHING),
                constant(Opcode.BYTES_CONST, NOTHING),
                constant(Opcode.U256_CONST, new Val.UnsignedInteger(U256.of(amount))),
                constant(Opcode.ADDRESS_CONST, new Val.AddressVal(owner)),
                Instruction.of(Opcode.CREATE_CONTRACT_AND_TRANSFER_TOKEN));
    }

    private static Instruction constant(Opcode opcode, Val value) {
        return new Instruction(opcode, 0, value, List.of());
    }

    private static ScriptCode script(Instruction... code) {
        return ScriptCode.ofStateful(
                Bytes.wrap(new ByteWriter().vector(List.of(method(true, code))).toByteArray()));
    }

    private static Method method(boolean takesAssets, Instruction... code) {
        return new Method(true, takesAssets, false, false, 0, 0, 0, code);
    }
}
