package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import java.util.List;

/** The kinds of payloads; the place in this list is the code on the wire. */
public enum PayloadCode {
    HELLO("Hello"),
    PING("Ping"),
    PONG("Pong"),
    BLOCKS_REQUEST("BlocksRequest"),
    BLOCKS_RESPONSE("BlocksResponse"),
    HEADERS_REQUEST("HeadersRequest"),
    HEADERS_RESPONSE("HeadersResponse"),
    INV_REQUEST("InvRequest"),
    INV_RESPONSE("InvResponse"),
    NEW_BLOCK("NewBlock"),
    NEW_HEADER("NewHeader"),
    NEW_INV("NewInv"),
    NEW_BLOCK_HASH("NewBlockHash"),
    NEW_TX_HASHES("NewTxHashes"),
    TXS_REQUEST("TxsRequest"),
    TXS_RESPONSE("TxsResponse"),
    CHAIN_STATE("ChainState"),
    HEADERS_BY_HEIGHTS_REQUEST("HeadersByHeightsRequest"),
    HEADERS_BY_HEIGHTS_RESPONSE("HeadersByHeightsResponse"),
    BLOCKS_AND_UNCLES_BY_HEIGHTS_REQUEST("BlocksAndUnclesByHeightsRequest"),
    BLOCKS_AND_UNCLES_BY_HEIGHTS_RESPONSE("BlocksAndUnclesByHeightsResponse");

    private static final List<PayloadCode> ALL = List.of(values());

    private final String label;

    PayloadCode(String label) {
        this.label = label;
    }

    /** The name under which the official node counts these payloads. */
    public String label() {
        return label;
    }

    /** The number on the wire. */
    int code() {
        return ALL.indexOf(this);
    }

    static PayloadCode read(ByteReader in) {
        int code = in.compactInt();
        if (code < 0 || code >= ALL.size()) {
            throw in.error("expected a payload code below " + ALL.size() + ", found " + code);
        }
        return ALL.get(code);
    }
}
