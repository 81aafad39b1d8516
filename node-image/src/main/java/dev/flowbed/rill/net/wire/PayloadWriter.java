package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes payloads into whole frames of a network, ready to be sent to any number of peers. Blocks are given as their encoded
 * bytes: what a store or a miner holds travels without being decoded.
 */
public record PayloadWriter(WireFrame frames) {
    /** A {@link Payload.NewBlock} from the block's bytes. */
    public byte[] newBlock(Bytes block) {
        return frame(start(PayloadCode.NEW_BLOCK).raw(block));
    }

    /** A {@link Payload.NewHeader} from the header's bytes. */
    public byte[] newHeader(Bytes header) {
        return frame(start(PayloadCode.NEW_HEADER).raw(header));
    }

    /** A {@link Payload.BlocksResponse} from the blocks' bytes. */
    public byte[] blocksResponse(int id, List<Bytes> blocks) {
        return frame(start(PayloadCode.BLOCKS_RESPONSE).compactUnsigned(id).vector(blocks, ByteWriter::raw));
    }

    /** A {@link Payload.HeadersResponse} from the headers' bytes. */
    public byte[] headersResponse(int id, List<Bytes> headers) {
        return frame(start(PayloadCode.HEADERS_RESPONSE).compactUnsigned(id).vector(headers, ByteWriter::raw));
    }

    /** A {@link Payload.HeadersByHeightsResponse} from the headers' bytes. */
    public byte[] headersByHeights(int id, List<List<Bytes>> headers) {
        return frame(rawLists(PayloadCode.HEADERS_BY_HEIGHTS_RESPONSE, id, headers));
    }

    /** A {@link Payload.BlocksAndUnclesByHeightsResponse} from the blocks' bytes. */
    public byte[] blocksByHeights(int id, List<List<Bytes>> blocks) {
        return frame(rawLists(PayloadCode.BLOCKS_AND_UNCLES_BY_HEIGHTS_RESPONSE, id, blocks));
    }

    private static ByteWriter rawLists(PayloadCode code, int id, List<List<Bytes>> lists) {
        return start(code).compactUnsigned(id).vector(lists, (out, list) -> out.vector(list, ByteWriter::raw));
    }

    /** Any payload. */
    public byte[] write(Payload payload) {
        return frame(encode(payload));
    }

    private static ByteWriter encode(Payload payload) {
        if (payload instanceof Payload.Hello p) {
            return hello(p);
        } else if (payload instanceof Payload.Ping p) {
            return start(PayloadCode.PING).compactUnsigned(p.id()).timestamp(p.timestamp());
        } else if (payload instanceof Payload.Pong p) {
            return start(PayloadCode.PONG).compactUnsigned(p.id());
        } else if (payload instanceof Payload.ChainState p) {
            return start(PayloadCode.CHAIN_STATE).vector(p.tips());
        } else if (payload instanceof Payload.NewBlock p) {
            return start(PayloadCode.NEW_BLOCK).raw(p.block().encode());
        } else if (payload instanceof Payload.NewHeader p) {
            return start(PayloadCode.NEW_HEADER).raw(p.header().encode());
        } else if (payload instanceof Payload.NewInv p) {
            return lists(start(PayloadCode.NEW_INV), p.hashes());
        } else if (payload instanceof Payload.NewBlockHash p) {
            return start(PayloadCode.NEW_BLOCK_HASH).raw(p.hash().encode());
        } else if (payload instanceof Payload.NewTxHashes p) {
            return start(PayloadCode.NEW_TX_HASHES).vector(p.chains());
        }
        return solicited(payload);
    }

    private static ByteWriter solicited(Payload payload) {
        if (payload instanceof Payload.BlocksRequest p) {
            return request(PayloadCode.BLOCKS_REQUEST, p.id()).vector(p.hashes());
        } else if (payload instanceof Payload.BlocksResponse p) {
            return request(PayloadCode.BLOCKS_RESPONSE, p.id()).vector(p.blocks());
        } else if (payload instanceof Payload.HeadersRequest p) {
            return request(PayloadCode.HEADERS_REQUEST, p.id()).vector(p.hashes());
        } else if (payload instanceof Payload.HeadersResponse p) {
            return request(PayloadCode.HEADERS_RESPONSE, p.id()).vector(p.headers());
        } else if (payload instanceof Payload.InvRequest p) {
            return lists(request(PayloadCode.INV_REQUEST, p.id()), p.locators());
        } else if (payload instanceof Payload.InvResponse p) {
            return lists(request(PayloadCode.INV_RESPONSE, p.id()), p.hashes());
        } else if (payload instanceof Payload.TxsRequest p) {
            return request(PayloadCode.TXS_REQUEST, p.id()).vector(p.chains());
        } else if (payload instanceof Payload.TxsResponse p) {
            return request(PayloadCode.TXS_RESPONSE, p.id()).vector(p.transactions());
        } else if (payload instanceof Payload.HeadersByHeightsRequest p) {
            return request(PayloadCode.HEADERS_BY_HEIGHTS_REQUEST, p.id()).vector(p.ranges());
        } else if (payload instanceof Payload.HeadersByHeightsResponse p) {
            return lists(request(PayloadCode.HEADERS_BY_HEIGHTS_RESPONSE, p.id()), p.headers());
        } else if (payload instanceof Payload.BlocksAndUnclesByHeightsRequest p) {
            return request(PayloadCode.BLOCKS_AND_UNCLES_BY_HEIGHTS_REQUEST, p.id())
                    .vector(p.ranges());
        } else if (payload instanceof Payload.BlocksAndUnclesByHeightsResponse p) {
            return lists(request(PayloadCode.BLOCKS_AND_UNCLES_BY_HEIGHTS_RESPONSE, p.id()), p.blocks());
        }
        throw new IllegalArgumentException("no encoding for " + payload);
    }

    private static ByteWriter hello(Payload.Hello hello) {
        byte[] clientId = hello.clientId().getBytes(StandardCharsets.UTF_8);
        ByteWriter out = start(PayloadCode.HELLO)
                .compactInt(clientId.length)
                .raw(clientId)
                .timestamp(hello.timestamp());
        hello.broker().write(out);
        return out.raw(hello.signature());
    }

    private static <T extends Encodable> ByteWriter lists(ByteWriter start, List<List<T>> lists) {
        return start.vector(lists, (out, list) -> out.vector(list));
    }

    private static ByteWriter request(PayloadCode code, int id) {
        return start(code).compactUnsigned(id);
    }

    private static ByteWriter start(PayloadCode code) {
        return new ByteWriter().compactInt(PayloadReader.WIRE_VERSION).compactInt(code.code());
    }

    private byte[] frame(ByteWriter data) {
        return frames.wrap(data.toByteArray());
    }
}
