package dev.flowbed.rill.api;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.tx.DeployRequest;
import dev.flowbed.rill.tx.InitialContract;
import dev.flowbed.rill.tx.ScriptRequest;
import dev.flowbed.rill.tx.Sender;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Scripts and contracts to be put into transactions, as requests name them (api/.../BuildTxCommon.scala). */
final class ScriptReading {
    private final int groups;
    private final SenderReading senders;
    private final TransferReading transfers;

    ScriptReading(int groups) {
        this.groups = groups;
        this.senders = new SenderReading(groups);
        this.transfers = new TransferReading(groups);
    }

    /** A script to be run. */
    ScriptRequest script(RequestFields fields) {
        Bytes bytes = fields.hex("bytecode");
        OptionalInt group = fields.optionalGroup("group");
        Optional<U256> alph = fields.optionalAmount("attoAlphAmount");
        U256 dust = fields.optionalAmount("dustAmount").orElse(U256.ZERO);
        Optional<Double> multiplier = fields.optionalDecimal("gasEstimationMultiplier");
        boolean derives = SenderReading.namesGroupless(fields) && group.isEmpty();
        Sender from = senders.sender(fields, derives ? OptionalInt.of(calledGroup(bytes)) : group);
        return new ScriptRequest(
                from,
                decoded(bytes, ScriptCode::ofStateful),
                alph,
                TransferReading.tokens(fields, "tokens"),
                transfers.gas(fields, "gasAmount"),
                multiplier,
                dust,
                fields.optionalText("targetBlockHash", Reading::blockHash));
    }

    /** A contract to be created. */
    DeployRequest deployment(RequestFields fields) {
        Bytes bytes = fields.hex("bytecode");
        OptionalInt group = fields.optionalGroup("group");
        Optional<U256> alph = fields.optionalAmount("initialAttoAlphAmount");
        Optional<U256> issued = fields.optionalAmount("issueTokenAmount");
        Optional<LockupScript.Asset> issuedTo =
                fields.optionalText("issueTokenTo", text -> Reading.assetAddress(text, groups));
        if (SenderReading.namesGroupless(fields) && group.isEmpty()) {
            throw ApiException.badRequest(
                    "Contract deployment using groupless address requires explicit group information");
        }
        return new DeployRequest(
                senders.sender(fields, group),
                decoded(bytes, InitialContract::decode),
                alph,
                TransferReading.tokens(fields, "initialTokenAmounts"),
                issued,
                issuedTo,
                transfers.gas(fields, "gasAmount"),
                fields.optionalText("targetBlockHash", Reading::blockHash));
    }

    static <T> T decoded(Bytes bytes, Function<Bytes, T> decode) {
        try {
            return decode.apply(bytes);
        } catch (FormatException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The group of the first contract that a script calls by a constant id. */
    private int calledGroup(Bytes bytes) {
        Script script = Script.ofStateful(decoded(bytes, ScriptCode::ofStateful));
        Instruction before = null;
        for (Method method : script.methods()) {
            for (Instruction instruction : method.code()) {
                boolean calls = instruction.opcode() == Opcode.CALL_EXTERNAL
                        || instruction.opcode() == Opcode.CALL_EXTERNAL_BY_SELECTOR;
                if (!calls) {
                    before = instruction;
                } else if (before != null
                        && before.constant() instanceof Val.ByteVec id
                        && id.value().length() == Hash.LENGTH) {
                    return new LockupScript.P2c(Hash.of(id.value().toArray())).group(groups);
                }
            }
        }
        throw ApiException.badRequest("Can not determine group: request has no explicit group and no contract address"
                + " can be derived from TxScript");
    }
}
