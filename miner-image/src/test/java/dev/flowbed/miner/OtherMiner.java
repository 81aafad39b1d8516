package dev.flowbed.miner;

import dev.flowbed.alephium.hash.Blake3;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A program that mines over the miner API and knows nothing of Flowbed's own reading and writing of it, for {@code wrap} to run: as the
 * official GPU miner it takes {@code -a HOST -p PORT}, connects to that one node, begins only when each of 16 chains has a job, prints its
 * hash rate, and ends when the connection does. {@code --blocks N} lets it end with exit code 3 after N blocks; {@code --deaf} lets it
 * ignore SIGTERM.
 */
final class OtherMiner {
    private static final int CHAINS = 16;
    private static final int NONCE = 24;
    private static final int JOBS = 0;
    private static final int RESULT = 1;
    private static final int SUBMIT = 0;
    private static final int TRIES = 200;

    private final byte[][] headers = new byte[CHAINS][];
    private final byte[][] transactions = new byte[CHAINS][];
    private final byte[][] targets = new byte[CHAINS][];
    private final Blake3 blake3 = new Blake3();
    private final Random random = new Random();
    private long hashes;
    private int blocks;

    private OtherMiner() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (words.contains("--deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        int most = words.contains("--blocks") ? Integer.parseInt(after(words, "--blocks")) : Integer.MAX_VALUE;
        System.exit(new OtherMiner().mine(after(words, "-a"), Integer.parseInt(after(words, "-p")), most));
    }

    private static String after(List<String> words, String option) {
        return words.get(words.indexOf(option) + 1);
    }

    private int mine(String host, int port, int most) throws IOException {
        System.out.println("other miner " + ProcessHandle.current().pid() + " connects to " + host + ":" + port);
        try (Socket socket = new Socket(host, port)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            long began = System.nanoTime();
            while (blocks < most) {
                take(in);
                while (blocks < most && in.available() == 0) {
                    search(out);
                    if (hashes % (50 * TRIES) == 0) {
                        double seconds = (System.nanoTime() - began) / 1e9;
                        System.out.printf(Locale.ROOT, "hashrate: %.4f MH/s gpu0: 0 MH/s%n", hashes / seconds / 1e6);
                    }
                }
            }
            return 3;
        } catch (IOException e) {
            System.out.println("other miner: " + e);
            return 1;
        }
    }

    /** Waits for the next message: length, version, kind, and for jobs a list of chain, header, transactions, target, height. */
    private void take(DataInputStream in) throws IOException {
        ByteBuffer message = ByteBuffer.wrap(exactly(in, in.readInt()));
        message.get();
        int kind = message.get();
        if (kind == JOBS) {
            for (int count = message.getInt(); count > 0; count--) {
                int chain = message.getInt() * 4 + message.getInt();
                headers[chain] = blob(message);
                transactions[chain] = blob(message);
                targets[chain] = blob(message);
                message.getInt();
            }
        } else if (kind == RESULT) {
            boolean taken = message.get(message.limit() - 1) == 1;
            System.out.println("other miner: a block is " + (taken ? "taken" : "refused"));
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the node is gone");
        }
        return bytes;
    }

    private static byte[] blob(ByteBuffer message) {
        byte[] bytes = new byte[message.getInt()];
        message.get(bytes);
        return bytes;
    }

    private void search(DataOutputStream out) throws IOException {
        List<Integer> open = new ArrayList<>();
        for (int chain = 0; chain < CHAINS; chain++) {
            if (headers[chain] != null) {
                open.add(chain);
            }
        }
        if (open.size() < CHAINS) {
            pause(10);
            return;
        }
        int chain = random.nextInt(CHAINS);
        byte[] header = ByteBuffer.allocate(NONCE + headers[chain].length)
                .put(new byte[NONCE])
                .put(headers[chain])
                .array();
        byte[] hash = new byte[32];
        for (int i = 0; i < TRIES; i++) {
            ByteBuffer.wrap(header).putLong(random.nextLong()).putLong(random.nextLong());
            blake3.doubleHash(header, 0, header.length, hash, 0);
            hashes++;
            if ((hash[31] & 0xff) % CHAINS == chain && isAtMost(hash, targets[chain])) {
                int block = header.length + transactions[chain].length;
                out.writeInt(2 + 4 + block);
                out.writeByte(1);
                out.writeByte(SUBMIT);
                out.writeInt(block);
                out.write(header);
                out.write(transactions[chain]);
                out.flush();
                blocks++;
                hashes += TRIES - 1 - i;
                return;
            }
        }
    }

    /** A target may be shorter than a hash: both are big-endian numbers without sign. */
    private static boolean isAtMost(byte[] hash, byte[] target) {
        byte[] full = new byte[32];
        int length = Math.min(32, target.length);
        System.arraycopy(target, target.length - length, full, 32 - length, length);
        for (int i = 0; i < 32; i++) {
            int difference = (hash[i] & 0xff) - (full[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
