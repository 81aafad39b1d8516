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

/** Mines through the miner API of one node, in the calling thread. */
final class ApiMiner implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final int groups;
    private final Random random = new Random();

    ApiMiner(NodePorts node, int groups) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), node.minerApi());
        this.socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.groups = groups;
    }

    /** Finds and submits blocks until so many were taken; gives what the node said of these. */
    List<MiningMessage.SubmitResult> mine(int blocks) throws IOException {
        List<MiningMessage.SubmitResult> taken = new ArrayList<>();
        List<MiningJob> jobs = List.of();
        boolean submitted = false;
        while (taken.size() < blocks) {
            if (!submitted && !jobs.isEmpty()) {
                submit(jobs.get(random.nextInt(jobs.size())));
                submitted = true;
            }
            MiningMessage message = next();
            if (message instanceof MiningMessage.Jobs fresh) {
                jobs = fresh.jobs();
            } else if (message instanceof MiningMessage.SubmitResult result) {
                submitted = false;
                if (result.accepted()) {
                    taken.add(result);
                }
            }
        }
        return taken;
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
        byte[] header = job.blockBlob(Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH])).toArray();
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
