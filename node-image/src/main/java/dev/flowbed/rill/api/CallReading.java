package dev.flowbed.rill.api;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.rill.call.CallRequest;
import dev.flowbed.rill.call.InputAsset;
import dev.flowbed.rill.call.TestRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Calls and tests of contracts, as requests name them (api/.../CallContract.scala, api/.../TestContract.scala). */
final class CallReading {
    private final int groups;
    private final InstantSource clock;

    /** @param clock what a test sees as the time unless the request says */
    CallReading(int groups, InstantSource clock) {
        this.groups = groups;
        this.clock = clock;
    }

    /** A call of a contract. */
    CallRequest call(RequestFields fields) {
        LockupScript.P2c contract = fields.text("address", Reading::contractAddress);
        return request(
                fields,
                new CallRequest.OfContract(
                        contract,
                        fields.optionalText("callerAddress", Reading::contractAddress),
                        fields.integer("methodIndex"),
                        fields.optionalValues("args")));
    }

    /** A call of a script. */
    CallRequest script(RequestFields fields) {
        Optional<LockupScript.Asset> caller =
                fields.optionalText("callerAddress", text -> Reading.assetAddress(text, groups));
        ScriptCode script = ScriptReading.decoded(fields.hex("bytecode"), ScriptCode::ofStateful);
        return request(fields, new CallRequest.OfScript(script, caller));
    }

    private CallRequest request(RequestFields fields, CallRequest.Target target) {
        return new CallRequest(
                fields.integer("group"),
                fields.optionalText("worldStateBlockHash", Reading::blockHash),
                fields.optionalText("txId", Reading::hash),
                target,
                fields.optionalTexts("interestedContracts", Reading::contractAddress).orElse(List.of()).stream()
                        .map(LockupScript.P2c::contractId)
                        .toList(),
                inputs(fields));
    }

    /** A test of a contract. */
    TestRequest test(RequestFields fields) {
        LockupScript.P2c address =
                fields.optionalText("address", Reading::contractAddress).orElse(new LockupScript.P2c(Hash.ZERO));
        Assets assets = fields.has("initialAsset")
                ? assets(fields.object("initialAsset", ContractShapes.ASSETS))
                : new Assets(Alph.ONE, List.of());
        TestRequest.Contract contract = new TestRequest.Contract(
                address.contractId(),
                fields.text("bytecode", Reading::contractCode),
                fields.optionalValues("initialImmFields"),
                fields.optionalValues("initialMutFields"),
                assets.alph(),
                assets.tokens());
        return new TestRequest(
                fields.optionalInteger("group").orElse(0),
                fields.optionalText("blockHash", Reading::blockHash).orElseGet(() -> BlockHash.of(random())),
                fields.optionalTimestamp("blockTimeStamp").orElseGet(clock::millis),
                fields.optionalText("txId", Reading::hash).orElseGet(() -> Hash.of(random())),
                contract,
                fields.optionalText("callerContractAddress", Reading::contractAddress)
                        .map(LockupScript.P2c::contractId),
                fields.optionalInteger("methodIndex").orElse(0),
                fields.optionalValues("args"),
                fields.optionalObjects("existingContracts", ContractShapes.CONTRACT).orElse(List.of()).stream()
                        .map(CallReading::existing)
                        .toList(),
                inputs(fields),
                fields.optionalAmount("dustAmount").orElse(U256.ZERO));
    }

    private static TestRequest.Contract existing(RequestFields fields) {
        Assets assets = assets(fields.object("asset", ContractShapes.ASSETS));
        return new TestRequest.Contract(
                fields.text("address", Reading::contractAddress).contractId(),
                fields.text("bytecode", Reading::contractCode),
                fields.values("immFields"),
                fields.values("mutFields"),
                assets.alph(),
                assets.tokens());
    }

    private List<InputAsset> inputs(RequestFields fields) {
        return fields.optionalObjects("inputAssets", ContractShapes.INPUT).orElse(List.of()).stream()
                .map(input -> {
                    Assets assets = assets(input.object("asset", ContractShapes.ASSETS));
                    LockupScript.Asset address = input.text("address", text -> Reading.assetAddress(text, groups));
                    return new InputAsset(address, assets.alph(), assets.tokens());
                })
                .toList();
    }

    private record Assets(U256 alph, List<TokenAmount> tokens) {}

    private static Assets assets(RequestFields fields) {
        return new Assets(fields.uint256("attoAlphAmount"), TransferReading.tokens(fields, "tokens"));
    }

    private static byte[] random() {
        byte[] bytes = new byte[Hash.LENGTH];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
