package dev.flowbed.rill.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.config.MiningSettings;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.state.TrieWorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.validation.TxValidator;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The miner API with a plain socket as the miner. */
class MinerServerTest {
    private static final int GROUPS = 2;
    private static final int PATIENCE_MILLIS = 10_000;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(1);
    private Store store;
    private BlockFlow flow;
    private MiningTemplates templates;
    private MinerServer server;
    private volatile boolean synced = true;
    private int port;

    @BeforeEach
    void open() {
        BlockTime time = new BlockTime(2000, 0);
        NetworkSettings rules =
                new NetworkSettings(7, GROUPS, 0, 0, time, time, time, 0, 0, 0, Bytes.EMPTY, List.<Allocation>of());
        List<Block> genesis = GenesisBlocks.of(rules);
        Broker broker = new Broker(GROUPS, 1, 0);
        store = Store.open(folder, BlockFlow.identity(rules, broker, genesis));
        flow = BlockFlow.open(
                rules,
                broker,
                genesis,
                store,
                TrieWorldStates.of(store, 1 << 20),
                new TxValidator(7, GROUPS),
                InstantSource.system());
        List<LockupScript.Asset> addresses = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            addresses.add(PrivateKey.generate(new SecureRandom(), group, GROUPS).lockupScript());
        }
        MiningSettings settings = new MiningSettings(
                Optional.of(addresses),
                100,
                Duration.ZERO,
                "127.0.0.1",
                0,
                Duration.ofSeconds(4),
                100,
                Duration.ofMillis(50));
        templates = new MiningTemplates(flow, settings, () -> synced);
        server = new MinerServer(vertx, templates, flow, settings);
        port = server.start().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        server.stop().toCompletionStage().toCompletableFuture().join();
        templates.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static MiningMessage next(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return MiningMessage.fromNode(in.readNBytes(in.readInt()));
    }

    private static List<MiningJob> jobs(Socket socket) throws IOException {
        MiningMessage message = next(socket);
        while (!(message instanceof MiningMessage.Jobs)) {
            message = next(socket);
        }
        return ((MiningMessage.Jobs) message).jobs();
    }

    private static MiningMessage.SubmitResult result(Socket socket) throws IOException {
        MiningMessage message = next(socket);
        while (!(message instanceof MiningMessage.SubmitResult)) {
            message = next(socket);
        }
        return (MiningMessage.SubmitResult) message;
    }

    private Bytes solve(MiningJob job, ChainIndex chain) {
        byte[] nonce = new byte[24];
        while (true) {
            random.nextBytes(nonce);
            Bytes blob = job.blockBlob(Bytes.of(nonce));
            Bytes header = blob.slice(0, blob.length() - 1);
            if (ChainIndex.of(BlockHash.ofHeader(header.unsafeArray()), GROUPS).equals(chain)) {
                return blob;
            }
        }
    }

    private static void submit(Socket socket, Bytes blob) throws IOException {
        socket.getOutputStream().write(MiningMessage.frame(new MiningMessage.SubmitBlock(blob)));
    }

    @Test
    void aMinerGetsAJobForEachChainAndANewSetAfterItsBlock() throws IOException {
        try (Socket miner = connect();
                Socket other = connect()) {
            List<MiningJob> jobs = jobs(miner);
            assertThat(jobs).extracting(MiningJob::chain).containsExactlyElementsOf(ChainIndex.all(GROUPS));
            assertThat(jobs).allMatch(job -> job.height() == 1 && job.txsBlob().equals(MiningJob.NO_TXS));
            assertThat(jobs(other)).isEqualTo(jobs);
            MiningJob job = jobs.get(1);
            submit(miner, solve(job, job.chain()));
            MiningMessage.SubmitResult result = result(miner);
            assertThat(result.accepted()).isTrue();
            assertThat(result.chain()).isEqualTo(job.chain());
            assertThat(flow.tip(job.chain()).hash()).isEqualTo(result.hash());
            assertThat(jobs(miner).get(1).height()).isEqualTo(2);
            assertThat(jobs(other).get(1).height()).isEqualTo(2);
        }
    }

    @Test
    void workThatIsNoGoodIsRefused() throws IOException {
        try (Socket miner = connect()) {
            MiningJob job = jobs(miner).get(0);
            submit(miner, solve(job, new ChainIndex(1, 1)));
            assertThat(result(miner).accepted()).as("of another chain").isFalse();
            Bytes good = solve(job, job.chain());
            submit(miner, good);
            assertThat(result(miner).accepted()).isTrue();
            submit(miner, good);
            assertThat(result(miner).accepted()).as("a second time").isFalse();
            submit(miner, Bytes.wrap(new byte[3]));
            assertThat(result(miner).accepted()).as("no header").isFalse();
            submit(miner, Bytes.wrap(new byte[300]));
            assertThat(result(miner).accepted()).as("of no job").isFalse();
        }
    }

    @Test
    void aMinerThatComesBeforeTheBrokerIsSyncedWaitsForJobs() throws IOException {
        synced = false;
        try (Socket miner = connect()) {
            miner.setSoTimeout(200);
            assertThatThrownBy(() -> jobs(miner)).isInstanceOf(SocketTimeoutException.class);
            miner.setSoTimeout(10_000);
            synced = true;
            templates.syncedChanged(true);
            assertThat(jobs(miner)).hasSize(GROUPS * GROUPS);
        }
    }

    @Test
    void aMinerIsTurnedAwayWhileNobodyIsRewarded() throws IOException {
        MiningSettings unpaid = new MiningSettings(
                Optional.empty(), 50, Duration.ofMillis(1), "127.0.0.1", 0, Duration.ofSeconds(4), 10, Duration.ZERO);
        try (MiningTemplates none = new MiningTemplates(flow, unpaid, () -> true)) {
            MinerServer other = new MinerServer(vertx, none, flow, unpaid);
            int port = other.start().toCompletionStage().toCompletableFuture().join();
            try (Socket miner = new Socket("127.0.0.1", port)) {
                assertThat(miner.getInputStream().read()).isEqualTo(-1);
            } finally {
                other.stop().toCompletionStage().toCompletableFuture().join();
            }
        }
    }

    @Test
    void whoDoesNotSpeakTheProtocolIsLeft() throws IOException {
        try (Socket stranger = connect();
                Socket miner = connect()) {
            jobs(stranger);
            stranger.getOutputStream().write(new byte[] {0, 0, 0, 2, 9, 9});
            boolean ended = false;
            while (!ended) {
                try {
                    next(stranger);
                } catch (EOFException | SocketException e) {
                    ended = true;
                }
            }
            MiningJob job = jobs(miner).get(3);
            submit(miner, solve(job, job.chain()));
            assertThat(result(miner).accepted()).isTrue();
        }
    }

    @Test
    void theNodeMinesByItselfUntilItIsToldToStop() {
        MiningSettings settings = new MiningSettings(
                templates.minerAddresses(),
                50,
                Duration.ofMillis(1),
                "127.0.0.1",
                0,
                Duration.ofSeconds(4),
                10,
                Duration.ZERO);
        try (CpuMiner miner = new CpuMiner(templates, flow, settings)) {
            assertThat(miner.start()).isEmpty();
            assertThat(miner.isMining()).isTrue();
            await().until(() -> ChainIndex.all(GROUPS).stream()
                    .allMatch(chain -> flow.tip(chain).height() >= 2));
            miner.stop();
            assertThat(miner.isMining()).isFalse();
        }
        synced = false;
        try (CpuMiner miner = new CpuMiner(templates, flow, settings)) {
            assertThat(miner.start()).contains("The node is not synced yet");
        }
    }

    @Test
    void oneBlockIsMinedOnDemand() {
        DevMiner miner = new DevMiner(flow);
        assertThat(miner.mineOne(new ChainIndex(0, 1))).isEmpty();
        assertThat(flow.tip(new ChainIndex(0, 1)).height()).isEqualTo(1);
        assertThat(miner.mineOne(new ChainIndex(0, 7))).isPresent();
    }
}
