package dev.flowbed.miner;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.mining.FrameBuffer;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.net.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one broker's miner API: keeps itself connected, posts the jobs that come and sends solved blocks. The
 * broker's name is resolved anew at each attempt, since brokers move.
 */
final class BrokerLink {

    private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 2_000;
    private static final int KEEPALIVE_IDLE_SECONDS = 20;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 3;
    private static final int LONGEST_FRAME = 4 << 20;

    private final Clique clique;
    private final int brokerId;
    private final int brokers;
    private final HostPort address;
    private final MinerCounters counters;
    private final Wakeup wakeup;
    private final Thread thread;
    private volatile @Nullable Socket socket;
    private volatile boolean stopped;
    /** Whether this connection has brought a job; for the link's own thread. */
    private boolean working;

    BrokerLink(Clique clique, int brokerId, int brokers, HostPort address, MinerCounters counters, Wakeup wakeup) {
        this.clique = clique;
        this.brokerId = brokerId;
        this.brokers = brokers;
        this.address = address;
        this.counters = counters;
        this.wakeup = wakeup;
        this.thread = new Thread(this::keepConnected, "link-" + address);
        this.thread.setDaemon(true);
    }

    HostPort address() {
        return address;
    }

    boolean isConnected() {
        return socket != null;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
        close(socket);
    }

    /** Sends a block; false if the broker is not connected. */
    boolean submit(Bytes block) {
        Socket current = socket;
        if (current == null) {
            return false;
        }
        try {
            byte[] frame = MiningMessage.frame(new MiningMessage.SubmitBlock(block));
            synchronized (this) {
                OutputStream out = current.getOutputStream();
                out.write(frame);
                out.flush();
            }
            return true;
        } catch (IOException e) {
            close(current);
            return false;
        }
    }

    private void keepConnected() {
        long backoff = FIRST_BACKOFF_MILLIS;
        String lastProblem = "";
        while (!stopped) {
            working = false;
            String problem;
            try (Socket opened = new Socket()) {
                connect(opened);
                counters.connections.increment();
                socket = opened;
                receive(opened);
                problem = "closed by the node";
            } catch (UnknownHostException e) {
                problem = "the name " + address.host() + " is unknown";
            } catch (IOException | FormatException e) {
                problem = String.valueOf(e.getMessage());
            } finally {
                socket = null;
                clique.withdraw(brokerId);
            }
            if (!stopped) {
                // a node that is not in sync closes at once: that is no reason to hurry
                if (working) {
                    backoff = FIRST_BACKOFF_MILLIS;
                    lastProblem = "";
                }
                // one line a new problem, not one an attempt
                if (!problem.equals(lastProblem)) {
                    log.warn("{}: {}; trying again until it is back", address, problem);
                    lastProblem = problem;
                }
                backoff = pause(backoff);
            }
        }
    }

    private void connect(Socket opened) throws IOException {
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw new UnknownHostException(address.host());
        }
        opened.setTcpNoDelay(true);
        opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        // a node that vanished without a word is noticed within a minute
        if (opened.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            opened.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
            opened.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
            opened.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_COUNT);
        }
        opened.connect(resolved, CONNECT_TIMEOUT_MILLIS);
    }

    private void receive(Socket opened) throws IOException {
        InputStream in = opened.getInputStream();
        FrameBuffer frames = new FrameBuffer(LONGEST_FRAME);
        byte[] buffer = new byte[16 * 1024];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            frames.append(buffer, 0, length);
            Optional<byte[]> frame = frames.next();
            while (frame.isPresent()) {
                take(MiningMessage.fromNode(frame.get()));
                frame = frames.next();
            }
        }
    }

    private void take(MiningMessage message) {
        if (message instanceof MiningMessage.Jobs jobs) {
            if (!working) {
                working = true;
                log.info("{} has work", address);
            }
            jobs.jobs().forEach(job -> post(Job.of(job, System.nanoTime())));
            counters.jobs.increment();
            wakeup.signal();
        } else if (message instanceof MiningMessage.SubmitResult result) {
            (result.accepted() ? counters.accepted : counters.rejected).increment();
            clique.told(result);
            log.debug(
                    "block {} of chain {}: {}",
                    result.hash(),
                    result.chain(),
                    result.accepted() ? "accepted" : "rejected");
        }
    }

    private void post(Job job) {
        int groups = job.groups();
        int from = job.chain().from();
        if (groups % brokers != 0 || from % brokers != brokerId) {
            throw new FormatException(
                    "it serves group " + from + " of " + groups + ", which broker " + brokerId + " of " + brokers
                            + " does not: name all brokers of the clique in --clique, in order of broker id");
        }
        clique.post(job);
    }

    private long pause(long backoff) {
        try {
            // spread, so that many miners do not all come back at once
            Thread.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        return Math.min(backoff * 3 / 2, LONGEST_BACKOFF_MILLIS);
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            log.debug("closing: {}", e.getMessage());
        }
    }
}
