package dev.flowbed.rill.contracts;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A short chain of the official node 4.6.0: notebook.ral deployed, called, its notes created and torn; and that node's answers. */
public final class NotebookChain {
    private NotebookChain() {}

    /**
     * What the official node answered.
     *
     * @param path path and query of a GET request
     */
    public record Exchange(String path, int status, String body) {}

    /** The settings of the network, and those that keep all that can be kept for queries. */
    public static String settings() {
        return String.join("\n", lines("network.conf")) + """

                alephium.node.event-log { enabled = true, index-by-tx-id = true, index-by-block-hash = true }
                alephium.node.indexes { tx-output-ref-index = true, subcontract-index = true }
                """;
    }

    /** All blocks but genesis, in the order in which they were mined. */
    public static List<Block> blocks() {
        return lines("blocks.txt").stream()
                .map(line -> Block.decode(Bytes.fromHex(line).toArray()))
                .toList();
    }

    /** All transactions but coinbases, in order. */
    public static List<Transaction> transactions() {
        return blocks().stream().flatMap(block -> block.nonCoinbase().stream()).toList();
    }

    /** What was asked at the end of the chain. */
    public static List<Exchange> exchanges() {
        return lines("exchanges.tsv").stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts -> new Exchange(parts[0], Integer.parseInt(parts[1]), parts[2]))
                .toList();
    }

    /** What a WebSocket client sent ({@code > ...}) and got ({@code < ...}), each side in its own order. */
    public static List<String> webSocket() {
        return lines("websocket.txt");
    }

    private static List<String> lines(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(NotebookChain.class.getResourceAsStream(name), name);
    }
}
