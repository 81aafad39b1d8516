package dev.flowbed.rill.official;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Blake3;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mines through the miner API of one node, in the calling thread: a block for each job, then waits for the next ones. */
final class ApiMiner implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final int groups;
    private final Random random = new Random();
    private final List<MiningJob> jobs = new ArrayList<>();

    ApiMiner(NodePorts node, int groups) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), node.minerApi());
        this.socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.groups = groups;
    }

    /** Finds and submits blocks until one is taken; gives what the node says of it. */
    MiningMessage.SubmitResult mine() throws IOException {
        while (true) {
            if (!jobs.isEmpty()) {
                submit(jobs.remove(random.nextInt(jobs.size())));
                MiningMessage.SubmitResult result = result();
                if (result.accepted()) {
                    return result;
                }
            } else if (next() instanceof MiningMessage.Jobs fresh) {
                jobs.addAll(fresh.jobs());
            }
        }
    }

    /** Finds and submits a block of one chain, of the newest job there is. */
    void mine(ChainIndex chain) throws IOException {
        while (true) {
            if (next() instanceof MiningMessage.Jobs fresh) {
                MiningJob job = fresh.jobs().stream()
                        .filter(each -> each.chain().equals(chain))
                        .findFirst()
                        .orElseThrow();
                submit(job);
                if (result().accepted()) {
                    return;
                }
            }
        }
    }

    private MiningMessage.SubmitResult result() throws IOException {
        while (true) {
            MiningMessage message = next();
            if (message instanceof MiningMessage.SubmitResult result) {
                return result;
            } else if (message instanceof MiningMessage.Jobs fresh) {
                jobs.clear();
                jobs.addAll(fresh.jobs());
            }
        }
    }

    private void submit(MiningJob job) throws IOException {
        Bytes block = job.blockBlob(search(job));
        socket.getOutputStream().write(MiningMessage.frame(new MiningMessage.SubmitBlock(block)));
    }

    private MiningMessage next() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return MiningMessage.fromNode(body);
    }

    private Bytes search(MiningJob job) {
        byte[] header =
                job.blockBlob(Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH])).toArray();
        int length = BlockHeader.NONCE_LENGTH + job.headerBlob().length();
        byte[] hash = new byte[BlockHash.LENGTH];
        byte[] nonce = new byte[BlockHeader.NONCE_LENGTH];
        Blake3 blake3 = new Blake3();
        do {
            random.nextBytes(nonce);
            System.arraycopy(nonce, 0, header, 0, nonce.length);
            blake3.doubleHash(header, 0, length, hash, 0);
        } while (!ChainIndex.of(BlockHash.of(hash), groups).equals(job.chain())
                || new BigInteger(1, hash).compareTo(job.target()) > 0);
        return Bytes.of(nonce);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
