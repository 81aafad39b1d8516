package dev.flowbed.miner;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.FrameBuffer;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A miner API on loopback that hands on the jobs of a whole clique: to a program that connects it is one node that has every chain.
 * The official GPU miner, for one, begins only when it has a job for each chain, which no broker of several ever has.
 */
final class JobRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRelay.class);
    private static final long LOOK_MILLIS = 1_000;
    /** Of a header: nonce, version, number of dependencies (one byte up to 63), state hash, transactions hash, time and target. */
    private static final int FIXED_PART = BlockHeader.NONCE_LENGTH + 1 + 1 + 32 + 32 + 8 + 4;

    private static final int HASH_LENGTH = 32;
    private static final int LONGEST_FRAME = 4 << 20;

    private final ServerSocket server;
    private final Cliques cliques;
    private final MinerCounters counters;
    private final Wakeup wakeup;
    private final Set<Socket> programs = ConcurrentHashMap.newKeySet();

    private JobRelay(ServerSocket server, Cliques cliques, MinerCounters counters, Wakeup wakeup) {
        this.server = server;
        this.cliques = cliques;
        this.counters = counters;
        this.wakeup = wakeup;
    }

    static JobRelay listen(Cliques cliques, MinerCounters counters, Wakeup wakeup) throws IOException {
        return new JobRelay(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), cliques, counters, wakeup);
    }

    /** Where programs are to connect to. */
    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    /** Whether a program takes jobs. */
    boolean isUsed() {
        return !programs.isEmpty();
    }

    void start() {
        cliques.all().forEach(clique -> clique.results(this::send));
        daemon(this::accept, "relay-accept");
        daemon(this::handOn, "relay-jobs");
    }

    @Override
    public void close() {
        close(server);
        programs.forEach(JobRelay::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket program = server.accept();
                program.setTcpNoDelay(true);
                programs.add(program);
                log.info("the program is connected");
                jobs().ifPresent(jobs -> send(program, MiningMessage.frame(jobs)));
                daemon(() -> receive(program), "relay-blocks");
            } catch (IOException e) {
                log.debug("accepting: {}", e.getMessage());
            }
        }
    }

    /** Sends all jobs whenever one is new. */
    private void handOn() {
        List<MiningJob> sent = List.of();
        try {
            while (!server.isClosed()) {
                long seen = wakeup.signals();
                Optional<MiningMessage.Jobs> now = jobs();
                if (now.isPresent() && !now.get().jobs().equals(sent)) {
                    sent = now.get().jobs();
                    send(now.get());
                }
                wakeup.awaitAfter(seen, LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<MiningMessage.Jobs> jobs() {
        JobBoard board = cliques.active().board();
        return board == null || board.posted() == 0
                ? Optional.empty()
                : Optional.of(new MiningMessage.Jobs(board.jobs()));
    }

    private void receive(Socket program) {
        FrameBuffer frames = new FrameBuffer(LONGEST_FRAME);
        byte[] buffer = new byte[16 * 1024];
        try (program) {
            InputStream in = program.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                frames.append(buffer, 0, length);
                for (Optional<byte[]> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                    submit(MiningMessage.fromMiner(frame.get()).blockBlob());
                }
            }
        } catch (IOException | FormatException e) {
            log.warn("the program's connection ended: {}", e.getMessage());
        } finally {
            programs.remove(program);
        }
    }

    private void submit(Bytes block) {
        Clique clique = cliques.active();
        JobBoard board = clique.board();
        if (board == null) {
            return;
        }
        ChainIndex chain = chain(block, board.groups());
        if (!clique.submit(chain, block)) {
            counters.lost.increment();
            log.warn("a block of chain {} is lost: its broker is not connected", chain);
        }
    }

    /** A header's hash says whose block it is; the rest of the block follows it. */
    private static ChainIndex chain(Bytes block, int groups) {
        int header = FIXED_PART + (2 * groups - 1) * HASH_LENGTH;
        if (block.length() < header) {
            throw new FormatException(
                    "a block of " + block.length() + " bytes, where the header of " + groups + " groups has " + header);
        }
        return ChainIndex.of(BlockHash.ofHeader(block.slice(0, header).toArray()), groups);
    }

    private void send(MiningMessage message) {
        byte[] frame = MiningMessage.frame(message);
        programs.forEach(program -> send(program, frame));
    }

    private static void send(Socket program, byte[] frame) {
        try {
            synchronized (program) {
                OutputStream out = program.getOutputStream();
                out.write(frame);
                out.flush();
            }
        } catch (IOException e) {
            close(program);
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            log.debug("closing: {}", e.getMessage());
        }
    }
}
