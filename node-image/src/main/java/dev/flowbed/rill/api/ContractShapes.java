package dev.flowbed.rill.api;

import static dev.flowbed.rill.api.Shape.list;
import static dev.flowbed.rill.api.Shape.object;
import static dev.flowbed.rill.api.Shape.optional;
import static dev.flowbed.rill.api.Shape.required;

import java.util.List;

/** The shapes of what the API takes and gives about contracts, under their official names (api/.../model). */
final class ContractShapes {
    private static final Shape VAL = Shapes.VAL;
    private static final Shape KEY_TYPE = new Shape.Scalar(
            "string", "", "default, bip340-schnorr, gl-secp256k1, gl-secp256r1, gl-ed25519 or gl-webauthn");
    private static final Shape NUMBER = new Shape.Scalar("number", "double", "1.0 to 2.0, two decimals");

    static final Shape DEPLOY = object(
            "BuildDeployContractTx",
            required("fromPublicKey", Shape.HEX),
            optional("fromPublicKeyType", KEY_TYPE),
            required("bytecode", Shape.HEX),
            optional("initialAttoAlphAmount", Shape.AMOUNT),
            optional("initialTokenAmounts", list(Shapes.TOKEN)),
            optional("issueTokenAmount", Shape.AMOUNT),
            optional("issueTokenTo", Shape.ADDRESS),
            optional("gasAmount", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("group", Shape.INTEGER),
            optional("targetBlockHash", Shape.BLOCK_HASH));
    static final Shape DEPLOYED = object(
            "BuildSimpleDeployContractTxResult",
            required("type", Shape.STRING),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            required("unsignedTx", Shape.HEX),
            required("gasAmount", Shape.INTEGER),
            required("gasPrice", Shape.UINT256),
            required("txId", Shape.HASH),
            required("contractAddress", Shape.ADDRESS),
            optional("fundingTxs", list(Shapes.BUILT)));
    static final Shape EXECUTE = object(
            "BuildExecuteScriptTx",
            required("fromPublicKey", Shape.HEX),
            optional("fromPublicKeyType", KEY_TYPE),
            required("bytecode", Shape.HEX),
            optional("attoAlphAmount", Shape.AMOUNT),
            optional("tokens", list(Shapes.TOKEN)),
            optional("gasAmount", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("targetBlockHash", Shape.BLOCK_HASH),
            optional("group", Shape.INTEGER),
            optional("gasEstimationMultiplier", NUMBER),
            optional("dustAmount", Shape.AMOUNT));
    private static final Shape ADDRESS_ASSETS = object(
            "AddressAssetState",
            required("address", Shape.ADDRESS),
            required("attoAlphAmount", Shape.UINT256),
            optional("tokens", list(Shapes.TOKEN)));
    static final Shape EXECUTED = object(
            "BuildSimpleExecuteScriptTxResult",
            required("type", Shape.STRING),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            required("unsignedTx", Shape.HEX),
            required("gasAmount", Shape.INTEGER),
            required("gasPrice", Shape.UINT256),
            required("txId", Shape.HASH),
            required(
                    "simulationResult",
                    object(
                            "SimulationResult",
                            required("contractInputs", list(ADDRESS_ASSETS)),
                            required("generatedOutputs", list(ADDRESS_ASSETS)))),
            optional("fundingTxs", list(Shapes.BUILT)));
    static final Shape CHAINED = object(
            "BuildChainedTx",
            required("type", new Shape.Scalar("string", "", "Transfer, DeployContract or ExecuteScript")),
            required("value", new Shape.OneOf(List.of(Shapes.BUILD, DEPLOY, EXECUTE))));
    static final Shape CHAINED_BUILT = object(
            "BuildChainedTxResult",
            required("type", new Shape.Scalar("string", "", "Transfer, DeployContract or ExecuteScript")),
            required("value", new Shape.OneOf(List.of(Shapes.BUILT, DEPLOYED, EXECUTED))));

    static final Shape ASSETS =
            object("AssetState", required("attoAlphAmount", Shape.UINT256), optional("tokens", list(Shapes.TOKEN)));
    static final Shape INPUT = object("TestInputAsset", required("address", Shape.ADDRESS), required("asset", ASSETS));
    static final Shape CONTRACT = object(
            "ContractState",
            required("address", Shape.ADDRESS),
            required("bytecode", Shape.HEX),
            required("codeHash", Shape.HASH),
            optional("initialStateHash", Shape.HASH),
            required("immFields", list(VAL)),
            required("mutFields", list(VAL)),
            required("asset", ASSETS));
    private static final Shape DEBUG_MESSAGE =
            object("DebugMessage", required("contractAddress", Shape.ADDRESS), required("message", Shape.STRING));
    static final Shape CALL = object(
            "CallContract",
            required("group", Shape.INTEGER),
            optional("worldStateBlockHash", Shape.BLOCK_HASH),
            optional("txId", Shape.HASH),
            required("address", Shape.ADDRESS),
            optional("callerAddress", Shape.ADDRESS),
            required("methodIndex", Shape.INTEGER),
            optional("args", list(VAL)),
            optional("interestedContracts", list(Shape.ADDRESS)),
            optional("inputAssets", list(INPUT)));
    static final Shape CALLED = object(
            "CallContractResult",
            required("type", new Shape.Scalar("string", "", "CallContractSucceeded or CallContractFailed")),
            optional("error", Shape.STRING),
            optional("returns", list(VAL)),
            optional("gasUsed", Shape.INTEGER),
            optional("contracts", list(CONTRACT)),
            optional("txInputs", list(Shape.ADDRESS)),
            optional("txOutputs", list(Shapes.GENERATED_OUTPUT)),
            optional("events", list(Shapes.EVENT_BY_TX)),
            optional("debugMessages", list(DEBUG_MESSAGE)));
    static final Shape MULTICALL = object("MultipleCallContract", required("calls", list(CALL)));
    static final Shape MULTICALLED = object("MultipleCallContractResult", required("results", list(CALLED)));
    static final Shape CALL_SCRIPT = object(
            "CallTxScript",
            required("group", Shape.INTEGER),
            required("bytecode", Shape.HEX),
            optional("callerAddress", Shape.ADDRESS),
            optional("worldStateBlockHash", Shape.BLOCK_HASH),
            optional("txId", Shape.HASH),
            optional("inputAssets", list(INPUT)),
            optional("interestedContracts", list(Shape.ADDRESS)));
    static final Shape SCRIPT_CALLED = object(
            "CallTxScriptResult",
            required("returns", list(VAL)),
            required("gasUsed", Shape.INTEGER),
            required("contracts", list(CONTRACT)),
            required("txInputs", list(Shape.ADDRESS)),
            required("txOutputs", list(Shapes.GENERATED_OUTPUT)),
            required("events", list(Shapes.EVENT_BY_TX)),
            required("debugMessages", list(DEBUG_MESSAGE)));
    static final Shape TEST = object(
            "TestContract",
            optional("group", Shape.INTEGER),
            optional("blockHash", Shape.BLOCK_HASH),
            optional("blockTimeStamp", Shape.TIMESTAMP),
            optional("txId", Shape.HASH),
            optional("address", Shape.ADDRESS),
            optional("callerContractAddress", Shape.ADDRESS),
            required("bytecode", Shape.HEX),
            optional("initialImmFields", list(VAL)),
            optional("initialMutFields", list(VAL)),
            optional("initialAsset", ASSETS),
            optional("methodIndex", Shape.INTEGER),
            optional("args", list(VAL)),
            optional("existingContracts", list(CONTRACT)),
            optional("inputAssets", list(INPUT)),
            optional("dustAmount", Shape.AMOUNT));
    static final Shape TESTED = object(
            "TestContractResult",
            required("address", Shape.ADDRESS),
            required("codeHash", Shape.HASH),
            required("returns", list(VAL)),
            required("gasUsed", Shape.INTEGER),
            required("contracts", list(CONTRACT)),
            required("txInputs", list(Shape.ADDRESS)),
            required("txOutputs", list(Shapes.GENERATED_OUTPUT)),
            required("events", list(Shapes.EVENT_BY_TX)),
            required("debugMessages", list(DEBUG_MESSAGE)));

    private ContractShapes() {}
}
