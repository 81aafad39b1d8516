package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Decoder;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Decodes the data of frames on a network of so many groups. */
public record PayloadReader(int groups) {
    /** The wire version, 1.0.0 in the official notation, that stands before every payload. */
    static final int WIRE_VERSION = 0x00010000;

    private static final int MAX_CLIENT_ID = 256;
    private static final int SIGNATURE_LENGTH = 64;

    /** The kind of a frame's payload, without decoding the rest. */
    public PayloadCode code(byte[] data) {
        return start(new ByteReader(data));
    }

    /** One payload that takes up all of a frame's data; {@code FormatException} when it does not. */
    public Payload read(byte[] data) {
        ByteReader in = new ByteReader(data);
        Payload payload = body(start(in), in);
        in.expectEnd();
        return payload;
    }

    private static PayloadCode start(ByteReader in) {
        int version = in.compactInt();
        if (version != WIRE_VERSION) {
            throw in.error("expected the wire version " + WIRE_VERSION + ", found " + version);
        }
        return PayloadCode.read(in);
    }

    private Payload body(PayloadCode code, ByteReader in) {
        return switch (code) {
            case HELLO -> hello(in);
            case PING -> new Payload.Ping(id(in), in.timestamp());
            case PONG -> new Payload.Pong(id(in));
            case BLOCKS_REQUEST -> new Payload.BlocksRequest(id(in), in.vector(BlockHash::read));
            case BLOCKS_RESPONSE -> new Payload.BlocksResponse(id(in), in.vector(Block::read));
            case HEADERS_REQUEST -> new Payload.HeadersRequest(id(in), in.vector(BlockHash::read));
            case HEADERS_RESPONSE -> new Payload.HeadersResponse(id(in), in.vector(BlockHeader::read));
            case INV_REQUEST -> new Payload.InvRequest(id(in), lists(in, BlockHash::read));
            case INV_RESPONSE -> new Payload.InvResponse(id(in), lists(in, BlockHash::read));
            case NEW_BLOCK -> new Payload.NewBlock(Block.read(in));
            case NEW_HEADER -> new Payload.NewHeader(BlockHeader.read(in));
            case NEW_INV -> new Payload.NewInv(lists(in, BlockHash::read));
            case NEW_BLOCK_HASH -> new Payload.NewBlockHash(BlockHash.read(in));
            case NEW_TX_HASHES -> new Payload.NewTxHashes(in.vector(this::chainTransactions));
            case TXS_REQUEST -> new Payload.TxsRequest(id(in), in.vector(this::chainTransactions));
            case TXS_RESPONSE -> new Payload.TxsResponse(id(in), in.vector(TransactionTemplate::read));
            case CHAIN_STATE -> new Payload.ChainState(in.vector(ChainTip::read));
            case HEADERS_BY_HEIGHTS_REQUEST -> new Payload.HeadersByHeightsRequest(id(in), in.vector(this::range));
            case HEADERS_BY_HEIGHTS_RESPONSE ->
                new Payload.HeadersByHeightsResponse(id(in), lists(in, BlockHeader::read));
            case BLOCKS_AND_UNCLES_BY_HEIGHTS_REQUEST ->
                new Payload.BlocksAndUnclesByHeightsRequest(id(in), in.vector(this::range));
            case BLOCKS_AND_UNCLES_BY_HEIGHTS_RESPONSE ->
                new Payload.BlocksAndUnclesByHeightsResponse(id(in), lists(in, Block::read));
        };
    }

    private static Payload hello(ByteReader in) {
        int length = in.compactInt();
        if (length < 0 || length > MAX_CLIENT_ID) {
            throw in.error("expected a client id of at most " + MAX_CLIENT_ID + " bytes, found " + length);
        }
        String clientId = new String(in.raw(length), StandardCharsets.UTF_8);
        return new Payload.Hello(
                clientId, in.timestamp(), InterBrokerInfo.read(in), Bytes.wrap(in.raw(SIGNATURE_LENGTH)));
    }

    private static int id(ByteReader in) {
        var id = in.compactUnsigned();
        if (id.bitLength() > 32) {
            throw in.error("expected a request id of 32 bits, found " + id);
        }
        return id.intValue();
    }

    private static <T> List<List<T>> lists(ByteReader in, Decoder<T> element) {
        return in.vector(each -> each.vector(element));
    }

    private HeightRange range(ByteReader in) {
        return HeightRange.read(in, groups);
    }

    private Payload.ChainTransactions chainTransactions(ByteReader in) {
        ChainIndex chain = new ChainIndex(in.compactInt(), in.compactInt());
        if (!chain.isWithin(groups)) {
            throw in.error("expected a chain of " + groups + " groups, found " + chain);
        }
        return new Payload.ChainTransactions(chain, in.vector(Hash::read));
    }
}
