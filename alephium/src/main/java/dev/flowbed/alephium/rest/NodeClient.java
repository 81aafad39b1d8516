package dev.flowbed.alephium.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.json.JsonIn;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks one node. Answers come as futures that fail with {@link RestException}s; see {@link RestClient#await}. A broker answers for
 * addresses and blocks of its own groups only; {@link CliqueClient} finds the right one.
 */
public final class NodeClient {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RestClient rest;
    private final URI address;
    private final Optional<String> apiKey;

    NodeClient(RestClient rest, URI address, Optional<String> apiKey) {
        this.rest = rest;
        this.address = address;
        this.apiKey = apiKey;
    }

    /** Where the node's REST API is. */
    public URI address() {
        return address;
    }

    /** The release it runs, such as {@code v4.6.0}; answered before the clique has formed. */
    public CompletableFuture<String> version() {
        return object("/infos/version", json -> json.text("version"));
    }

    /** Its clique. The official node is silent for 5 s and answers 500 until that has formed. */
    public CompletableFuture<SelfClique> selfClique() {
        return object("/infos/self-clique", SelfClique::of);
    }

    public CompletableFuture<ChainParams> chainParams() {
        return object("/infos/chain-params", ChainParams::of);
    }

    /** The brokers of other cliques that it is connected to. */
    public CompletableFuture<List<Peer>> peers() {
        String path = "/infos/inter-clique-peer-info";
        return get(path, json -> list(json, Peer::of));
    }

    /** The height of a chain's newest block. */
    public CompletableFuture<Integer> height(ChainIndex chain) {
        String path = "/blockflow/chain-info?fromGroup=" + chain.from() + "&toGroup=" + chain.to();
        return object(path, json -> json.integer("currentHeight"));
    }

    /** The hashes of a chain's blocks at a height, the one on the main chain first. */
    public CompletableFuture<List<BlockHash>> hashes(ChainIndex chain, int height) {
        String path = "/blockflow/hashes?fromGroup=" + chain.from() + "&toGroup=" + chain.to() + "&height=" + height;
        return object(path, json -> json.texts("headers", BlockHash::fromHex));
    }

    /** A block of a chain that starts or ends in the broker's groups. */
    public CompletableFuture<Block> block(BlockHash hash) {
        return get("/blockflow/blocks/" + hash, JsonIn::block);
    }

    /** A block as the node shows it. */
    public CompletableFuture<JsonNode> blockJson(BlockHash hash) {
        return get("/blockflow/blocks/" + hash, Function.identity());
    }

    /** A block's bytes. */
    public CompletableFuture<Bytes> rawBlock(BlockHash hash) {
        return object("/blockflow/raw-blocks/" + hash, json -> json.parse("value", Bytes::fromHex));
    }

    /** What an address of the broker's groups owns, as the node shows it. */
    public CompletableFuture<JsonNode> balanceJson(String address) {
        return get("/addresses/" + address + "/balance?mempool=false", Function.identity());
    }

    /** What an address of the broker's groups owns. */
    public CompletableFuture<AddressBalance> balance(LockupScript script) {
        return object("/addresses/" + Address.format(script) + "/balance", AddressBalance::of);
    }

    /** What an address of the broker's groups can spend. */
    public CompletableFuture<List<Utxo>> utxos(LockupScript script) {
        return object("/addresses/" + Address.format(script) + "/utxos", json -> json.objects("utxos", Utxo::of));
    }

    /**
     * Has the node build a transfer of ALPH from the plain address of a public key. What comes back is to be checked before it is
     * signed: {@link Transfer} does.
     */
    public CompletableFuture<UnsignedTransaction> buildTransfer(
            Bytes publicKey, LockupScript.Asset destination, U256 attoAlph) {
        ObjectNode to = NODES.objectNode();
        to.put("address", Address.format(destination));
        to.put("attoAlphAmount", attoAlph.toString());
        ObjectNode body = NODES.objectNode();
        body.put("fromPublicKey", publicKey.hex());
        body.set("destinations", NODES.arrayNode().add(to));
        return post("/transactions/build", body, json -> json.parse("unsignedTx", NodeClient::unsigned));
    }

    private static UnsignedTransaction unsigned(String hex) {
        return ByteReader.readAll(Bytes.fromHex(hex), UnsignedTransaction::read);
    }

    /** Hands in a signed transaction of one signature. */
    public CompletableFuture<Submitted> submit(UnsignedTransaction unsigned, Signature signature) {
        ObjectNode body = NODES.objectNode();
        body.put("unsignedTx", Bytes.wrap(unsigned.encode()).hex());
        body.put("signature", signature.bytes().hex());
        return post("/transactions/submit", body, Submitted::of);
    }

    /** Where a transaction of a chain is. Without the chain, a broker of several would not say. */
    public CompletableFuture<TxStatus> txStatus(Hash txId, ChainIndex chain) {
        String path = "/transactions/status?txId=" + txId + "&fromGroup=" + chain.from() + "&toGroup=" + chain.to();
        return object(path, TxStatus::of);
    }

    /** Starts or stops mining in the node. */
    public CompletableFuture<Boolean> mine(boolean start) {
        String path = "/miners/cpu-mining?action=" + (start ? "start" : "stop") + "-mining";
        return rest.post(uri(path), apiKey, NODES.objectNode())
                .thenApply(json -> read("POST", path, json, JsonNode::asBoolean));
    }

    /** What one of rill's development aids tells, by its path under {@code /dev}. */
    public CompletableFuture<JsonNode> aid(String path) {
        return get("/dev/" + path, Function.identity());
    }

    /** Has one of rill's development aids do something, by its path under {@code /dev}. */
    public CompletableFuture<JsonNode> aid(String path, ObjectNode request) {
        return rest.post(uri("/dev/" + path), apiKey, request);
    }

    private URI uri(String path) {
        return URI.create(stripped(address.toString()) + path);
    }

    private static String stripped(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private <T> CompletableFuture<T> get(String path, Function<JsonNode, T> reader) {
        return rest.get(uri(path), apiKey).thenApply(json -> read("GET", path, json, reader));
    }

    private <T> CompletableFuture<T> object(String path, Function<JsonFields, T> reader) {
        return get(path, json -> reader.apply(JsonFields.of(json, "")));
    }

    private <T> CompletableFuture<T> post(String path, JsonNode body, Function<JsonFields, T> reader) {
        return rest.post(uri(path), apiKey, body)
                .thenApply(json -> read("POST", path, json, answer -> reader.apply(JsonFields.of(answer, ""))));
    }

    private static <T> List<T> list(JsonNode json, Function<JsonFields, T> each) {
        ObjectNode wrapped = NODES.objectNode();
        wrapped.set("answer", json);
        return JsonFields.of(wrapped, "").objects("answer", each);
    }

    private <T> T read(String method, String path, JsonNode json, Function<JsonNode, T> reader) {
        try {
            return reader.apply(json);
        } catch (FormatException e) {
            throw RestException.malformed(method, uri(path), e.getMessage());
        }
    }
}
