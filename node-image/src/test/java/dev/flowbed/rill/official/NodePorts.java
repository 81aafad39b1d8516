package dev.flowbed.rill.official;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** The ports of one node on this machine. */
record NodePorts(int p2p, int rest, int minerApi) {
    /** Hands out ports that are free for TCP and UDP, below those that the system gives to clients, and each of them once. */
    static final class Pool {
        private static final int FIRST = 21_000;
        private static final int COUNT = 11_000;
        /** Where everybody who looks for some node of this machine asks by HTTP. */
        private static final int OFFICIAL_REST = 22_973;

        private final Random random = new Random();
        private final Set<Integer> given = new HashSet<>();

        NodePorts next() {
            return new NodePorts(free(), free(), free());
        }

        private int free() {
            for (int i = 0; i < COUNT; i++) {
                int port = FIRST + random.nextInt(COUNT);
                if (given.add(port) && port != OFFICIAL_REST && isFree(port)) {
                    return port;
                }
            }
            throw new IllegalStateException("no free port");
        }

        private static boolean isFree(int port) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(address);
                new DatagramSocket(address).close();
                return true;
            } catch (java.net.SocketException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
