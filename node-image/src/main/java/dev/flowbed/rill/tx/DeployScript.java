package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * The script that creates a contract, instruction by instruction what the official node gets from its compiler (app/.../ServerUtils.scala,
 * buildDeployContractScriptRawWithParsedState).
 */
final class DeployScript {
    private final List<Instruction> code = new ArrayList<>();

    private DeployScript() {}

    /** @param deposit ALPH that the contract gets, atto ALPH */
    static ScriptCode of(DeployRequest request, U256 deposit, List<TokenAmount> tokens) {
        DeployScript script = new DeployScript();
        LockupScript owner = request.from().lockup();
        script.approve(owner, deposit, tokens);
        script.push(Bytes.wrap(request.contract().code().encode()));
        script.push(fields(request.contract().immutableFields()));
        script.push(fields(request.contract().mutableFields()));
        request.issued().ifPresent(script::push);
        request.issuedTo().ifPresent(script::push);
        Opcode create = request.issuedTo().isPresent()
                ? Opcode.CREATE_CONTRACT_AND_TRANSFER_TOKEN
                : request.issued().isPresent() ? Opcode.CREATE_CONTRACT_WITH_TOKEN : Opcode.CREATE_CONTRACT;
        script.add(create).add(Opcode.POP);
        request.issuedTo().ifPresent(receiver -> script.sendDust(owner, receiver));
        return script.toCode();
    }

    private void approve(LockupScript owner, U256 alph, List<TokenAmount> tokens) {
        push(owner);
        tokens.forEach(token -> add(Opcode.DUP));
        push(alph);
        add(Opcode.APPROVE_ALPH);
        for (TokenAmount token : tokens) {
            push(token.tokenId().toBytes());
            push(token.amount());
            add(Opcode.APPROVE_TOKEN);
        }
    }

    /** The output of the new tokens needs ALPH too. */
    private void sendDust(LockupScript owner, LockupScript receiver) {
        push(owner);
        push(receiver);
        push(Limits.DUST);
        add(Opcode.TRANSFER_ALPH);
    }

    private void push(U256 value) {
        code.add(Instruction.constant(new Val.UnsignedInteger(value)));
    }

    private void push(Bytes value) {
        code.add(Instruction.constant(new Val.ByteVec(value)));
    }

    private void push(LockupScript value) {
        code.add(Instruction.constant(new Val.AddressVal(value)));
    }

    private DeployScript add(Opcode opcode) {
        code.add(Instruction.of(opcode));
        return this;
    }

    private static Bytes fields(List<Val> values) {
        return new ByteWriter().vector(values).toBytes();
    }

    private ScriptCode toCode() {
        Method main = new Method(true, true, false, false, 0, 0, 0, code.toArray(Instruction[]::new));
        return ScriptCode.ofStateful(Bytes.wrap(new Script(List.of(main)).encode()));
    }
}
