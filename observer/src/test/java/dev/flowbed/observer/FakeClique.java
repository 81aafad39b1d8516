package dev.flowbed.observer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.UnsignedTransaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The brokers of a clique of two groups, as far as an observer asks them: real blocks, no work done. */
final class FakeClique implements AutoCloseable {
    static final int GROUPS = 2;

    private final List<HttpServer> brokers = new ArrayList<>();
    private final Map<ChainIndex, List<Block>> chains = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean formed = true;
    private volatile boolean synced = true;
    private volatile boolean silent;

    static {
        // without this the JDK's server holds back the body of each answer for 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    FakeClique(int brokerCount) throws IOException {
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            chains.put(chain, new ArrayList<>(List.of(block(chain, BlockHash.ZERO, BlockHeader.GENESIS_TIMESTAMP, 0))));
        }
        for (int broker = 0; broker < brokerCount; broker++) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            int id = broker;
            server.createContext("/", exchange -> answer(id, exchange));
            server.start();
            brokers.add(server);
        }
    }

    List<WatchedNode> nodes(int clique) {
        List<WatchedNode> nodes = new ArrayList<>();
        for (int broker = 0; broker < brokers.size(); broker++) {
            URI rest = URI.create(
                    "http://127.0.0.1:" + brokers.get(broker).getAddress().getPort());
            nodes.add(new WatchedNode(
                    "n-" + clique + "-" + broker, clique, broker, brokers.size(), rest, Optional.empty()));
        }
        return nodes;
    }

    FakeClique isFormed(boolean isFormed) {
        formed = isFormed;
        return this;
    }

    FakeClique isSynced(boolean isSynced) {
        synced = isSynced;
        return this;
    }

    /** Takes connections and answers nothing, as a suspended process does. */
    void fallsSilent() {
        silent = true;
    }

    void stopBroker(int broker) {
        brokers.get(broker).stop(0);
    }

    List<String> asked() {
        return asked;
    }

    /** Every chain gets a block at this time. */
    void growAll(Instant at) {
        ChainIndex.all(GROUPS).forEach(chain -> grow(chain, at, 0));
    }

    synchronized void grow(ChainIndex chain, Instant at, int transactions) {
        List<Block> blocks = chains.get(chain);
        blocks.add(block(chain, blocks.get(blocks.size() - 1).hash(), at.toEpochMilli(), transactions + 1));
    }

    private static Block block(ChainIndex chain, BlockHash parent, long timestamp, int transactions) {
        List<BlockHash> deps = new ArrayList<>(Collections.nCopies(2 * GROUPS - 1, BlockHash.ZERO));
        deps.set(GROUPS - 1 + chain.to(), parent);
        Transaction empty = new Transaction(
                new UnsignedTransaction(0, 4, Optional.empty(), 20000, U256.ONE, List.of(), List.of()),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        List<Transaction> all = Collections.nCopies(transactions, empty);
        for (long nonce = 0; ; nonce++) {
            Bytes bytes = Bytes.wrap(ByteBuffer.allocate(BlockHeader.NONCE_LENGTH)
                    .putLong(16, nonce)
                    .array());
            BlockHeader header = new BlockHeader(
                    bytes, 0, deps, Hash.ZERO, Block.merkleRoot(all), timestamp, Target.ofLeastZeros(8));
            if (header.chainIndex().equals(chain)) {
                return new Block(header, all);
            }
        }
    }

    private void answer(int broker, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(broker + " " + path);
        if (silent) {
            return;
        }
        Optional<String> body = body(path);
        int status = body.isPresent() ? 200 : 500;
        byte[] bytes = body.orElse("{\"detail\":\"no\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Optional<String> body(String path) {
        if (path.equals("/infos/version")) {
            return Optional.of("{\"version\":\"v4.6.0\"}");
        } else if (path.equals("/infos/self-clique")) {
            return formed
                    ? Optional.of("{\"cliqueId\":\"02\",\"nodes\":[],\"selfReady\":true,\"synced\":" + synced + "}")
                    : Optional.empty();
        } else if (path.equals("/infos/inter-clique-peer-info")) {
            return Optional.of("[{\"cliqueId\":\"03\",\"brokerId\":0,\"groupNumPerBroker\":2,"
                    + "\"address\":{\"addr\":\"127.0.0.1\",\"port\":1},\"isSynced\":true,\"clientVersion\":\"x\"}]");
        } else if (path.startsWith("/blockflow/chain-info")) {
            return Optional.of("{\"currentHeight\":" + (chainOf(path).size() - 1) + "}");
        } else if (path.startsWith("/blockflow/hashes")) {
            int height = Integer.parseInt(path.replaceAll(".*height=(\\d+).*", "$1"));
            return Optional.of("{\"headers\":[\"" + chainOf(path).get(height).hash() + "\"]}");
        } else if (path.startsWith("/blockflow/blocks/")) {
            return blockJson(path.substring("/blockflow/blocks/".length())).map(ObjectNode::toString);
        }
        return Optional.empty();
    }

    private List<Block> chainOf(String path) {
        int from = Integer.parseInt(path.replaceAll(".*fromGroup=(\\d+).*", "$1"));
        int to = Integer.parseInt(path.replaceAll(".*toGroup=(\\d+).*", "$1"));
        return chains.get(new ChainIndex(from, to));
    }

    private Optional<ObjectNode> blockJson(String hash) {
        for (List<Block> blocks : chains.values()) {
            for (int height = 0; height < blocks.size(); height++) {
                if (blocks.get(height).hash().hex().equals(hash)) {
                    return Optional.of(JsonOut.block(blocks.get(height), height, List.of()));
                }
            }
        }
        return Optional.of(JsonNodeFactory.instance.objectNode());
    }

    @Override
    public void close() {
        brokers.forEach(broker -> broker.stop(0));
    }
}
