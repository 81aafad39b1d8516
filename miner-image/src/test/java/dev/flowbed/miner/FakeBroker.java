package dev.flowbed.miner;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.FrameBuffer;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A broker's miner API on loopback that speaks the real protocol and checks the work it is given. */
final class FakeBroker implements AutoCloseable {

    private static final int GROUPS = 4;
    private static final BigInteger TARGET = BigInteger.ONE.shiftLeft(252);

    final List<ChainIndex> accepted = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server = new ServerSocket();
    private final Random random = new Random(3);
    private final AtomicIntegerArray heights = new AtomicIntegerArray(GROUPS * GROUPS);
    private final String host;
    private final int brokerId;
    private final int brokers;

    FakeBroker(int port, int brokerId, int brokers) throws IOException {
        this("127.0.0.1", port, brokerId, brokers);
    }

    /** At an address of loopback, of which there are many. */
    FakeBroker(String host, int port, int brokerId, int brokers) throws IOException {
        this.host = host;
        this.brokerId = brokerId;
        this.brokers = brokers;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(host, port));
        daemon(this::acceptAll);
    }

    HostPort address() {
        return new HostPort(host, server.getLocalPort());
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try {
            FrameBuffer frames = new FrameBuffer(1 << 20);
            byte[] buffer = new byte[4096];
            sendJobs(socket);
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                frames.append(buffer, 0, n);
                for (Optional<byte[]> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                    check(socket, MiningMessage.fromMiner(frame.get()).blockBlob());
                    sendJobs(socket);
                }
            }
        } catch (IOException e) {
            // the miner left
        }
    }

    private void check(Socket socket, Bytes block) throws IOException {
        byte[] header = block.slice(0, block.length() - 1).toArray();
        BlockHash hash = BlockHash.ofHeader(header);
        ChainIndex chain = new ChainIndex(hash.at(31) % (GROUPS * GROUPS) / GROUPS, hash.at(31) % GROUPS);
        boolean good = new BigInteger(1, hash.toArray()).compareTo(TARGET) <= 0 && chain.from() % brokers == brokerId;
        if (good) {
            accepted.add(chain);
            heights.incrementAndGet(chain.from() * GROUPS + chain.to());
        } else {
            refused.add(hash + " for " + chain);
        }
        send(socket, new MiningMessage.SubmitResult(chain, hash, good));
    }

    private void sendJobs(Socket socket) throws IOException {
        List<MiningJob> jobs = new ArrayList<>();
        for (int from = brokerId; from < GROUPS; from += brokers) {
            for (int to = 0; to < GROUPS; to++) {
                byte[] rest = new byte[300];
                random.nextBytes(rest);
                Bytes header = new ByteWriter(302)
                        .u8(0)
                        .compactInt(2 * GROUPS - 1)
                        .raw(rest)
                        .toBytes();
                assert new ByteReader(header).u8() == 0;
                jobs.add(new MiningJob(
                        new ChainIndex(from, to),
                        header,
                        MiningJob.NO_TXS,
                        TARGET,
                        1 + heights.get(from * GROUPS + to)));
            }
        }
        send(socket, new MiningMessage.Jobs(jobs));
    }

    private static synchronized void send(Socket socket, MiningMessage message) throws IOException {
        socket.getOutputStream().write(MiningMessage.frame(message));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
