package dev.flowbed.rill.api;

import static dev.flowbed.rill.api.Shape.list;
import static dev.flowbed.rill.api.Shape.object;
import static dev.flowbed.rill.api.Shape.optional;
import static dev.flowbed.rill.api.Shape.required;

import java.util.ArrayList;
import java.util.List;

/** The shapes of what the API takes and gives, under their official names (api/.../model). */
final class Shapes {
    static final Shape TOKEN = object("Token", required("id", Shape.HASH), required("amount", Shape.UINT256));
    static final Shape OUTPUT_REF = object("OutputRef", required("hint", Shape.INTEGER), required("key", Shape.HASH));
    static final Shape ASSET_INPUT =
            object("AssetInput", required("outputRef", OUTPUT_REF), required("unlockScript", Shape.HEX));
    static final Shape FIXED_OUTPUT = object(
            "FixedAssetOutput",
            required("hint", Shape.INTEGER),
            required("key", Shape.HASH),
            required("attoAlphAmount", Shape.UINT256),
            required("address", Shape.ADDRESS),
            required("tokens", list(TOKEN)),
            required("lockTime", Shape.TIMESTAMP),
            required("message", Shape.HEX));
    static final Shape GENERATED_OUTPUT = object(
            "Output",
            required("type", Shape.STRING),
            required("hint", Shape.INTEGER),
            required("key", Shape.HASH),
            required("attoAlphAmount", Shape.UINT256),
            required("address", Shape.ADDRESS),
            required("tokens", list(TOKEN)),
            optional("lockTime", Shape.TIMESTAMP),
            optional("message", Shape.HEX));
    static final Shape UNSIGNED_TX = object(
            "UnsignedTx",
            required("txId", Shape.HASH),
            required("version", Shape.INTEGER),
            required("networkId", Shape.INTEGER),
            optional("scriptOpt", Shape.HEX),
            required("gasAmount", Shape.INTEGER),
            required("gasPrice", Shape.UINT256),
            required("inputs", list(ASSET_INPUT)),
            required("fixedOutputs", list(FIXED_OUTPUT)));
    static final Shape TRANSACTION = object(
            "Transaction",
            required("unsigned", UNSIGNED_TX),
            required("scriptExecutionOk", Shape.BOOLEAN),
            required("contractInputs", list(OUTPUT_REF)),
            required("generatedOutputs", list(GENERATED_OUTPUT)),
            required("inputSignatures", list(Shape.HEX)),
            required("scriptSignatures", list(Shape.HEX)));
    static final Shape TEMPLATE = object(
            "TransactionTemplate",
            required("unsigned", UNSIGNED_TX),
            required("inputSignatures", list(Shape.HEX)),
            required("scriptSignatures", list(Shape.HEX)),
            required("seenAt", Shape.TIMESTAMP));
    static final Shape GHOST_UNCLE =
            object("GhostUncleBlockEntry", required("blockHash", Shape.BLOCK_HASH), required("miner", Shape.ADDRESS));
    static final Shape HEADER = object(
            "BlockHeaderEntry",
            required("hash", Shape.BLOCK_HASH),
            required("timestamp", Shape.TIMESTAMP),
            required("chainFrom", Shape.INTEGER),
            required("chainTo", Shape.INTEGER),
            required("height", Shape.INTEGER),
            required("deps", list(Shape.BLOCK_HASH)));
    static final Shape BLOCK = object(
            "BlockEntry",
            required("hash", Shape.BLOCK_HASH),
            required("timestamp", Shape.TIMESTAMP),
            required("chainFrom", Shape.INTEGER),
            required("chainTo", Shape.INTEGER),
            required("height", Shape.INTEGER),
            required("deps", list(Shape.BLOCK_HASH)),
            required("transactions", list(TRANSACTION)),
            required("nonce", Shape.HEX),
            required("version", Shape.INTEGER),
            required("depStateHash", Shape.HASH),
            required("txsHash", Shape.HASH),
            required("target", Shape.HEX),
            required("ghostUncles", list(GHOST_UNCLE)),
            optional("conflictedTxs", list(Shape.HASH)));
    static final Shape VAL = object(
            "Val",
            required("type", new Shape.Scalar("string", "", "Bool, I256, U256, ByteVec, Address or Array")),
            required("value", Shape.STRING));
    private static final Shape.Field TIMESTAMP = required("timestamp", Shape.TIMESTAMP);
    private static final Shape.Field CONTRACT = required("contractAddress", Shape.ADDRESS);
    private static final Shape.Field EVENT_INDEX = required("eventIndex", Shape.INTEGER);
    private static final Shape.Field FIELDS = required("fields", list(VAL));
    static final Shape EVENT =
            object("ContractEventByBlockHash", required("txId", Shape.HASH), TIMESTAMP, CONTRACT, EVENT_INDEX, FIELDS);
    static final Shape EVENTS_BY_BLOCK = object("ContractEventsByBlockHash", required("events", list(EVENT)));
    static final Shape EVENT_BY_TX = object(
            "ContractEventByTxId", required("blockHash", Shape.BLOCK_HASH), TIMESTAMP, CONTRACT, EVENT_INDEX, FIELDS);
    static final Shape EVENTS_BY_TX = object("ContractEventsByTxId", required("events", list(EVENT_BY_TX)));
    static final Shape CONTRACT_EVENTS = object(
            "ContractEvents",
            required(
                    "events",
                    list(object(
                            "ContractEvent",
                            required("blockHash", Shape.BLOCK_HASH),
                            required("txId", Shape.HASH),
                            TIMESTAMP,
                            CONTRACT,
                            EVENT_INDEX,
                            FIELDS))),
            required("nextStart", Shape.INTEGER));
    static final Shape CONTRACT_PARENT = object("ContractParent", optional("parent", Shape.ADDRESS));
    static final Shape SUB_CONTRACTS =
            object("SubContracts", required("subContracts", list(Shape.ADDRESS)), required("nextStart", Shape.INTEGER));
    static final Shape BLOCK_AND_EVENTS =
            object("BlockAndEvents", required("block", BLOCK), required("events", list(EVENT)));
    static final Shape RICH_TRANSACTION = object(
            "RichTransaction",
            required(
                    "unsigned",
                    object(
                            "RichUnsignedTx",
                            required("txId", Shape.HASH),
                            required("version", Shape.INTEGER),
                            required("networkId", Shape.INTEGER),
                            optional("scriptOpt", Shape.HEX),
                            required("gasAmount", Shape.INTEGER),
                            required("gasPrice", Shape.UINT256),
                            required("inputs", list(richInput("RichAssetInput", required("unlockScript", Shape.HEX)))),
                            required("fixedOutputs", list(FIXED_OUTPUT)))),
            required("scriptExecutionOk", Shape.BOOLEAN),
            required("contractInputs", list(richInput("RichContractInput"))),
            required("generatedOutputs", list(GENERATED_OUTPUT)),
            required("inputSignatures", list(Shape.HEX)),
            required("scriptSignatures", list(Shape.HEX)));
    static final Shape RICH_BLOCK_AND_EVENTS =
            object("RichBlockAndEvents", required("block", richBlock()), required("events", list(EVENT)));
    static final Shape HASHES = object("HashesAtHeight", required("headers", list(Shape.BLOCK_HASH)));
    static final Shape CHAIN_INFO = object("ChainInfo", required("currentHeight", Shape.INTEGER));
    static final Shape RAW = object("RawBlock", required("value", Shape.HEX));

    static final Shape SOCKET_ADDRESS =
            object("InetSocketAddress", required("addr", Shape.STRING), required("port", Shape.INTEGER));
    static final Shape NODE_INFO = object(
            "NodeInfo",
            required(
                    "buildInfo",
                    object("BuildInfo", required("releaseVersion", Shape.STRING), required("commit", Shape.STRING))),
            required("upnp", Shape.BOOLEAN),
            optional("externalAddress", SOCKET_ADDRESS));
    static final Shape NODE_VERSION = object("NodeVersion", required("version", Shape.STRING));
    static final Shape CHAIN_PARAMS = object(
            "ChainParams",
            required("networkId", Shape.INTEGER),
            required("numZerosAtLeastInHash", Shape.INTEGER),
            required("groupNumPerBroker", Shape.INTEGER),
            required("groups", Shape.INTEGER));
    static final Shape SELF_CLIQUE = object(
            "SelfClique",
            required("cliqueId", Shape.HEX),
            required(
                    "nodes",
                    list(object(
                            "PeerAddress",
                            required("address", Shape.STRING),
                            required("restPort", Shape.INTEGER),
                            required("wsPort", Shape.INTEGER),
                            required("minerApiPort", Shape.INTEGER)))),
            required("selfReady", Shape.BOOLEAN),
            required("synced", Shape.BOOLEAN));
    static final Shape PEER = object(
            "InterCliquePeerInfo",
            required("cliqueId", Shape.HEX),
            required("brokerId", Shape.INTEGER),
            required("groupNumPerBroker", Shape.INTEGER),
            required("address", SOCKET_ADDRESS),
            required("isSynced", Shape.BOOLEAN),
            required("clientVersion", Shape.STRING));
    static final Shape NEIGHBOR = object(
            "BrokerInfo",
            required("cliqueId", Shape.HEX),
            required("brokerId", Shape.INTEGER),
            required("brokerNum", Shape.INTEGER),
            required("address", SOCKET_ADDRESS));
    static final Shape MISBEHAVIOR = object(
            "PeerMisbehavior",
            required("peer", Shape.STRING),
            required(
                    "status",
                    object(
                            "PeerStatus",
                            required("type", Shape.STRING),
                            optional("value", Shape.INTEGER),
                            optional("until", Shape.TIMESTAMP))));
    static final Shape ADDRESS_ACTION =
            object("AddressAction", required("type", Shape.STRING), required("peers", list(Shape.STRING)));
    static final Shape HASH_RATE = object("HashRateResponse", required("hashrate", Shape.STRING));
    static final Shape DIFFICULTY = object("CurrentDifficulty", required("difficulty", Shape.UINT256));

    static final Shape BALANCE = object(
            "Balance",
            required("balance", Shape.UINT256),
            required("balanceHint", Shape.STRING),
            required("lockedBalance", Shape.UINT256),
            required("lockedBalanceHint", Shape.STRING),
            optional("tokenBalances", list(TOKEN)),
            optional("lockedTokenBalances", list(TOKEN)),
            required("utxoNum", Shape.INTEGER));
    static final Shape UTXOS = object(
            "UTXOs",
            required(
                    "utxos",
                    list(object(
                            "UTXO",
                            required("ref", OUTPUT_REF),
                            required("amount", Shape.UINT256),
                            optional("tokens", list(TOKEN)),
                            optional("lockTime", Shape.TIMESTAMP),
                            optional("additionalData", Shape.HEX)))));
    static final Shape GROUP = object("Group", required("group", Shape.INTEGER));
    static final Shape MINER_ADDRESSES = object("MinerAddresses", required("addresses", list(Shape.ADDRESS)));
    static final Shape VERIFY_SIGNATURE = object(
            "VerifySignature",
            required("data", Shape.HEX),
            required("signature", Shape.HEX),
            required("publicKey", Shape.HEX));
    static final Shape TARGET = object("TargetToHashrate", required("target", Shape.HEX));

    static final Shape DESTINATION = object(
            "Destination",
            required("address", Shape.ADDRESS),
            optional("attoAlphAmount", Shape.AMOUNT),
            optional("tokens", list(TOKEN)),
            optional("lockTime", Shape.TIMESTAMP),
            optional("message", Shape.HEX));
    private static final Shape KEY_TYPE = new Shape.Scalar(
            "string", "", "default, bip340-schnorr, gl-secp256k1, gl-secp256r1, gl-ed25519 or gl-webauthn");
    static final Shape BUILD = object(
            "BuildTransferTx",
            required("fromPublicKey", Shape.HEX),
            optional("fromPublicKeyType", KEY_TYPE),
            required("destinations", list(DESTINATION)),
            optional("utxos", list(OUTPUT_REF)),
            optional("gasAmount", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("group", Shape.INTEGER),
            optional("targetBlockHash", Shape.BLOCK_HASH));
    static final Shape BUILT = object(
            "BuildSimpleTransferTxResult",
            required("unsignedTx", Shape.HEX),
            required("gasAmount", Shape.INTEGER),
            required("gasPrice", Shape.UINT256),
            required("txId", Shape.HASH),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER));
    static final Shape BUILT_GROUPLESS = object(
            "BuildGrouplessTransferTxResult",
            required("unsignedTx", Shape.HEX),
            required("gasAmount", Shape.INTEGER),
            required("gasPrice", Shape.UINT256),
            required("txId", Shape.HASH),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            optional("fundingTxs", list(BUILT)));
    static final Shape SOURCE = object(
            "Source",
            required("fromPublicKey", Shape.HEX),
            required("destinations", list(DESTINATION)),
            optional("fromPublicKeyType", KEY_TYPE),
            optional("gasAmount", Shape.INTEGER),
            optional("utxos", list(OUTPUT_REF)));
    static final Shape BUILD_MULTI = object(
            "BuildMultiAddressesTransaction",
            required("from", list(SOURCE)),
            optional("gasPrice", Shape.UINT256),
            optional("targetBlockHash", Shape.BLOCK_HASH));
    static final Shape BUILD_SWEEP = object(
            "BuildSweepAddressTransactions",
            required("fromPublicKey", Shape.HEX),
            optional("fromPublicKeyType", KEY_TYPE),
            required("toAddress", Shape.ADDRESS),
            optional("maxAttoAlphPerUTXO", Shape.AMOUNT),
            optional("lockTime", Shape.TIMESTAMP),
            optional("gasAmount", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("targetBlockHash", Shape.BLOCK_HASH),
            optional("utxosLimit", Shape.INTEGER),
            optional("group", Shape.INTEGER),
            optional("sweepAlphOnly", Shape.BOOLEAN));
    static final Shape SWEPT = object(
            "BuildSweepAddressTransactionsResult",
            required(
                    "unsignedTxs",
                    list(object(
                            "SweepAddressTransaction",
                            required("txId", Shape.HASH),
                            required("unsignedTx", Shape.HEX),
                            required("gasAmount", Shape.INTEGER),
                            required("gasPrice", Shape.UINT256)))),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER));
    static final Shape SUBMIT =
            object("SubmitTransaction", required("unsignedTx", Shape.HEX), required("signature", Shape.HEX));
    static final Shape SUBMITTED = object(
            "SubmitTxResult",
            required("txId", Shape.HASH),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER));
    static final Shape TX_STATUS = object(
            "TxStatus",
            required("type", Shape.STRING),
            optional("blockHash", Shape.BLOCK_HASH),
            optional("txIndex", Shape.INTEGER),
            optional("chainConfirmations", Shape.INTEGER),
            optional("fromGroupConfirmations", Shape.INTEGER),
            optional("toGroupConfirmations", Shape.INTEGER));
    static final Shape DECODE = object("DecodeUnsignedTx", required("unsignedTx", Shape.HEX));
    static final Shape DECODED = object(
            "DecodeUnsignedTxResult",
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            required("unsignedTx", UNSIGNED_TX));
    static final Shape MEMPOOL = object(
            "MempoolTransactions",
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            required("transactions", list(TEMPLATE)));
    static final Shape MULTISIG_ADDRESS = object(
            "BuildMultisigAddress",
            required("keys", list(Shape.HEX)),
            optional("keyTypes", list(KEY_TYPE)),
            required("mrequired", Shape.INTEGER),
            optional("multiSigType", Shape.STRING));
    static final Shape BUILD_MULTISIG = object(
            "BuildMultisig",
            required("fromAddress", Shape.ADDRESS),
            required("fromPublicKeys", list(Shape.HEX)),
            optional("fromPublicKeyTypes", list(KEY_TYPE)),
            optional("fromPublicKeyIndexes", list(Shape.INTEGER)),
            required("destinations", list(DESTINATION)),
            optional("gas", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("group", Shape.INTEGER),
            optional("multiSigType", Shape.STRING));
    static final Shape SWEEP_MULTISIG = object(
            "BuildSweepMultisig",
            required("fromAddress", Shape.ADDRESS),
            required("fromPublicKeys", list(Shape.HEX)),
            optional("fromPublicKeyTypes", list(KEY_TYPE)),
            optional("fromPublicKeyIndexes", list(Shape.INTEGER)),
            required("toAddress", Shape.ADDRESS),
            optional("maxAttoAlphPerUTXO", Shape.AMOUNT),
            optional("lockTime", Shape.TIMESTAMP),
            optional("gasAmount", Shape.INTEGER),
            optional("gasPrice", Shape.UINT256),
            optional("utxosLimit", Shape.INTEGER),
            optional("targetBlockHash", Shape.BLOCK_HASH),
            optional("group", Shape.INTEGER),
            optional("multiSigType", Shape.STRING),
            optional("sweepAlphOnly", Shape.BOOLEAN));
    static final Shape SUBMIT_MULTISIG =
            object("SubmitMultisig", required("unsignedTx", Shape.HEX), required("signatures", list(Shape.HEX)));
    static final Shape ANY_BUILT = new Shape.OneOf(List.of(BUILT, BUILT_GROUPLESS));

    private Shapes() {}

    private static Shape richInput(String name, Shape.Field... own) {
        List<Shape.Field> fields = new ArrayList<>(
                List.of(required("type", Shape.STRING), required("hint", Shape.INTEGER), required("key", Shape.HASH)));
        fields.addAll(List.of(own));
        fields.addAll(List.of(
                required("attoAlphAmount", Shape.UINT256),
                required("address", Shape.ADDRESS),
                required("tokens", list(TOKEN)),
                required("outputRefTxId", Shape.HASH)));
        return new Shape.Structure(name, List.copyOf(fields));
    }

    /** A block whose transactions are rich. */
    private static Shape richBlock() {
        List<Shape.Field> fields = ((Shape.Structure) BLOCK)
                .fields().stream()
                        .map(field -> field.name().equals("transactions")
                                ? required("transactions", list(RICH_TRANSACTION))
                                : field)
                        .toList();
        return new Shape.Structure("RichBlockEntry", fields);
    }
}
