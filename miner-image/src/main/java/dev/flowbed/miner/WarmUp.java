package dev.flowbed.miner;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import picocli.CommandLine;

/**
 * Runs the miner for a moment against a socket of its own, so that a class-data archive made of this run ({@code
 * -XX:ArchiveClassesAtExit}) holds all that a miner loads.
 */
final class WarmUp {

    private static final long TAKES_MILLIS = 500;

    private WarmUp() {}

    static int run() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread miner = new Thread(() -> mine("127.0.0.1:" + server.getLocalPort()));
            miner.setDaemon(true);
            miner.start();
            try (Socket socket = server.accept()) {
                Bytes header = new ByteWriter(302)
                        .u8(0)
                        .compactInt(1)
                        .raw(new byte[300])
                        .toBytes();
                MiningJob job =
                        new MiningJob(new ChainIndex(0, 0), header, MiningJob.NO_TXS, BigInteger.ONE.shiftLeft(250), 1);
                socket.getOutputStream().write(MiningMessage.frame(new MiningMessage.Jobs(List.of(job))));
                Thread.sleep(TAKES_MILLIS);
            }
        }
        return 0;
    }

    private static void mine(String broker) {
        new CommandLine(new Miner())
                .execute("--clique", broker, "--max-hashrate", "10k", "--metrics-address", "127.0.0.1:0");
    }
}
