package dev.flowbed.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;

/** Whether TCP ports of this machine can be listened on. */
public final class FreePorts {
    private FreePorts() {}

    /** Whether a server could listen on this port of loopback now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * The first port from a start upwards that satisfies a condition.
     *
     * @throws IllegalStateException when there is none up to 65535
     */
    public static int first(int from, IntPredicate usable) {
        for (int port = from; port <= 65535; port++) {
            if (usable.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free TCP port from " + from + " to 65535");
    }
}
