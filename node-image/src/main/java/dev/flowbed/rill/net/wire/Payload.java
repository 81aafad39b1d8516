package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.List;

/**
 * What one broker says to another (protocol/.../message/Payload.scala). Request ids are unsigned 32-bit numbers; a response carries
 * the id of its request. Blocks are sent from their encoded form where a node has it at hand: see {@link PayloadWriter}.
 */
public sealed interface Payload {
    /** The first message both ways: who speaks, signed with the clique's key. */
    record Hello(String clientId, long timestamp, InterBrokerInfo broker, Bytes signature) implements Payload {}

    /** Asks for a sign of life. */
    record Ping(int id, long timestamp) implements Payload {}

    /** Answers a {@link Ping}. */
    record Pong(int id) implements Payload {}

    /** Asks for blocks by hash. */
    record BlocksRequest(int id, List<BlockHash> hashes) implements Payload {}

    /** The blocks that were asked for. */
    record BlocksResponse(int id, List<Block> blocks) implements Payload {}

    /** Asks for headers by hash. */
    record HeadersRequest(int id, List<BlockHash> hashes) implements Payload {}

    /** The headers that were asked for. */
    record HeadersResponse(int id, List<BlockHeader> headers) implements Payload {}

    /** First version of sync: hashes that the sender has, per chain of the shared groups. */
    record InvRequest(int id, List<List<BlockHash>> locators) implements Payload {}

    /** First version of sync: hashes after the ones of an {@link InvRequest}. */
    record InvResponse(int id, List<List<BlockHash>> hashes) implements Payload {}

    /** A new block in full. */
    record NewBlock(Block block) implements Payload {}

    /** A new header, for a broker of the own clique that does not hold the chain's blocks. */
    record NewHeader(BlockHeader header) implements Payload {}

    /** The latest hashes of the sender's chains, for a broker of the own clique. */
    record NewInv(List<List<BlockHash>> hashes) implements Payload {}

    /** Announces a block. */
    record NewBlockHash(BlockHash hash) implements Payload {}

    /** Transactions of one chain by id. */
    record ChainTransactions(ChainIndex chain, List<Hash> ids) implements Encodable {
        @Override
        public void write(ByteWriter out) {
            out.compactInt(chain.from()).compactInt(chain.to()).vector(ids);
        }
    }

    /** Announces transactions. */
    record NewTxHashes(List<ChainTransactions> chains) implements Payload {}

    /** Asks for transactions. */
    record TxsRequest(int id, List<ChainTransactions> chains) implements Payload {}

    /** The transactions that were asked for; with the id 0, transactions for a broker of the own clique. */
    record TxsResponse(int id, List<TransactionTemplate> transactions) implements Payload {}

    /** The best blocks of the chains of the shared groups, in the order of the chains. */
    record ChainState(List<ChainTip> tips) implements Payload {}

    /** Asks for headers of the sender's best chains by height. */
    record HeadersByHeightsRequest(int id, List<HeightRange> ranges) implements Payload {}

    /** Headers by height, one list a range. */
    record HeadersByHeightsResponse(int id, List<List<BlockHeader>> headers) implements Payload {}

    /** Asks for blocks of the best chains by height, together with the uncles that they name. */
    record BlocksAndUnclesByHeightsRequest(int id, List<HeightRange> ranges) implements Payload {}

    /** Blocks by height with their uncles, one list a range. */
    record BlocksAndUnclesByHeightsResponse(int id, List<List<Block>> blocks) implements Payload {}
}
