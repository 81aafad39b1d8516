package dev.flowbed.alephium.mining;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the miner protocol (flow/.../mining/Message.scala). On the wire: length (4 bytes, itself not counted), version 1,
 * type, payload; integers and lengths are 4 bytes, big-endian.
 */
public sealed interface MiningMessage {
    /** The only version there is. */
    int VERSION = 1;

    /** From a node: work for every chain it mines. */
    record Jobs(List<MiningJob> jobs) implements MiningMessage {
        public Jobs {
            jobs = List.copyOf(jobs);
        }
    }

    /** From a node: what became of a submitted block. */
    record SubmitResult(ChainIndex chain, BlockHash hash, boolean accepted) implements MiningMessage {}

    /** From a miner: a block found. */
    record SubmitBlock(Bytes blockBlob) implements MiningMessage {}

    /** The whole frame, length first. */
    static byte[] frame(MiningMessage message) {
        ByteWriter body = new ByteWriter(4096).u8(VERSION);
        if (message instanceof Jobs jobs) {
            body.u8(0).int32(jobs.jobs.size());
            jobs.jobs.forEach(job -> job.write(body));
        } else if (message instanceof SubmitResult result) {
            body.u8(1).int32(result.chain.from()).int32(result.chain.to());
            result.hash.write(body);
            body.bool(result.accepted);
        } else if (message instanceof SubmitBlock block) {
            writeBlob(body.u8(0), block.blockBlob);
        }
        return new ByteWriter(body.size() + 4)
                .int32(body.size())
                .raw(body.toByteArray())
                .toByteArray();
    }

    /** Reads what a node sent: a frame without its length. */
    static MiningMessage fromNode(byte[] body) {
        return ByteReader.readAll(body, in -> {
            int type = type(in);
            return switch (type) {
                case 0 -> new Jobs(readJobs(in));
                case 1 -> new SubmitResult(new ChainIndex(in.int32(), in.int32()), BlockHash.read(in), in.bool());
                default -> throw in.error("Invalid server message code: " + type);
            };
        });
    }

    /** Reads what a miner sent: a frame without its length. */
    static SubmitBlock fromMiner(byte[] body) {
        return ByteReader.readAll(body, in -> {
            int type = type(in);
            if (type != 0) {
                throw in.error("Invalid client message code: " + type);
            }
            return new SubmitBlock(readBlob(in));
        });
    }

    private static int type(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.error("Invalid mining protocol version: got " + version + ", expect " + VERSION);
        }
        return in.u8();
    }

    private static List<MiningJob> readJobs(ByteReader in) {
        int count = in.int32();
        if (count < 0 || count > in.remaining()) {
            throw in.error("expected the number of jobs, found " + count);
        }
        List<MiningJob> jobs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            jobs.add(MiningJob.read(in));
        }
        return jobs;
    }

    static Bytes readBlob(ByteReader in) {
        int length = in.int32();
        if (length < 0) {
            throw new FormatException(in.position() - 4, "expected the length of a blob, found " + length);
        }
        return Bytes.wrap(in.raw(length));
    }

    static void writeBlob(ByteWriter out, Bytes blob) {
        out.int32(blob.length()).raw(blob);
    }
}
