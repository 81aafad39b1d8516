package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.FrameBuffer;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.config.MiningSettings;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.BlockTemplate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The miner API: hands jobs out and takes blocks in, byte for byte as the official node (flow/.../mining/MinerApiController.scala).
 * Every miner gets all jobs, on connecting and whenever there are new ones; a miner that does not keep up gets only the latest.
 * Who comes before the node is synced waits for jobs; the official node turns such miners away.
 */
public final class MinerServer {
    private static final Logger LOG = LoggerFactory.getLogger(MinerServer.class);
    private static final int MAX_FRAME = 64 * 1024;
    private static final int MAX_MINERS = 256;

    private final Vertx vertx;
    private final MiningTemplates templates;
    private final BlockFlow flow;
    private final MiningSettings settings;
    private final JobCache cache;
    // what follows belongs to the thread of the templates
    private final Set<Miner> miners = new LinkedHashSet<>();
    private final MiningTemplates.Subscriber subscriber = this::handOut;
    private byte @Nullable [] latestJobs;
    private @Nullable NetServer server;

    public MinerServer(Vertx vertx, MiningTemplates templates, BlockFlow flow, MiningSettings settings) {
        this.vertx = vertx;
        this.templates = templates;
        this.flow = flow;
        this.settings = settings;
        this.cache = new JobCache(flow.broker().ownChains().size() * Math.max(1, settings.jobCacheSizePerChain()));
    }

    /** Serves from now on; gives the port, or fails when the address cannot be bound. */
    public Future<Integer> start() {
        NetServer tcp =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
        tcp.connectHandler(this::connected);
        server = tcp;
        return tcp.listen(settings.apiPort(), settings.apiInterface()).map(NetServer::actualPort);
    }

    /** Ends all connections and gives the port back. */
    public Future<Void> stop() {
        templates.unsubscribe(subscriber);
        NetServer tcp = server;
        return tcp == null ? Future.succeededFuture() : tcp.close();
    }

    /** One connected miner. */
    private static final class Miner {
        final NetSocket socket;
        final FrameBuffer frames = new FrameBuffer(MAX_FRAME);
        boolean behind;

        Miner(NetSocket socket) {
            this.socket = socket;
        }

        void send(byte[] frame) {
            socket.write(Buffer.buffer(frame));
        }
    }

    private void connected(NetSocket socket) {
        Miner miner = new Miner(socket);
        socket.handler(buffer -> received(miner, buffer.getBytes()));
        socket.exceptionHandler(e -> LOG.debug("miner {}: {}", socket.remoteAddress(), e.toString()));
        socket.closeHandler(nothing -> templates.run(() -> left(miner)));
        templates.run(() -> joined(miner));
    }

    private void joined(Miner miner) {
        Optional<String> obstacle =
                miners.size() >= MAX_MINERS ? Optional.of("there are " + MAX_MINERS + " miners") : templates.unpaid();
        if (obstacle.isPresent()) {
            LOG.warn("turning the miner at {} away: {}", miner.socket.remoteAddress(), obstacle.get());
            miner.socket.close();
            return;
        }
        LOG.info(
                "the miner at {} {}",
                miner.socket.remoteAddress(),
                templates.obstacle().isEmpty() ? "gets jobs" : "waits for jobs: the node is not synced yet");
        boolean first = miners.isEmpty();
        miners.add(miner);
        byte[] jobs = latestJobs;
        if (first) {
            templates.subscribe(subscriber);
        } else if (jobs != null) {
            miner.send(jobs);
        }
    }

    private void left(Miner miner) {
        if (miners.remove(miner)) {
            LOG.info("the miner at {} is gone", miner.socket.remoteAddress());
        }
        if (miners.isEmpty()) {
            latestJobs = null;
            templates.unsubscribe(subscriber);
        }
    }

    private void handOut(List<BlockTemplate> all) {
        List<MiningJob> jobs = all.stream().map(this::job).toList();
        byte[] frame = MiningMessage.frame(new MiningMessage.Jobs(jobs));
        latestJobs = frame;
        for (Miner miner : miners) {
            if (!miner.socket.writeQueueFull()) {
                miner.send(frame);
            } else if (!miner.behind) {
                miner.behind = true;
                miner.socket.drainHandler(nothing -> templates.run(() -> caughtUp(miner)));
            }
        }
    }

    private void caughtUp(Miner miner) {
        miner.behind = false;
        byte[] jobs = latestJobs;
        if (jobs != null && miners.contains(miner)) {
            miner.send(jobs);
        }
    }

    private MiningJob job(BlockTemplate template) {
        Bytes blob = template.header().headerBlob();
        cache.put(blob, template);
        return new MiningJob(
                template.chain(), blob, MiningJob.NO_TXS, template.target().value(), template.height());
    }

    private void received(Miner miner, byte[] bytes) {
        try {
            miner.frames.append(bytes, 0, bytes.length);
            Optional<byte[]> frame = miner.frames.next();
            while (frame.isPresent()) {
                MiningMessage.SubmitBlock block = MiningMessage.fromMiner(frame.get());
                // one block at a time: what comes meanwhile waits in the socket
                miner.socket.pause();
                templates.run(() -> submitted(miner, block.blockBlob()));
                frame = miner.frames.next();
            }
        } catch (FormatException e) {
            LOG.warn("the miner at {} does not speak the protocol: {}", miner.socket.remoteAddress(), e.getMessage());
            miner.socket.close();
        }
    }

    private void submitted(Miner miner, Bytes blockBlob) {
        try {
            // the last byte stands for the transactions, which this node has
            Bytes headerBytes = blockBlob.slice(0, Math.max(0, blockBlob.length() - 1));
            BlockHash hash = BlockHash.ofHeader(headerBytes.unsafeArray());
            Optional<String> refusal = take(headerBytes, hash);
            refusal.ifPresent(reason -> LOG.info("block {} of a miner is refused: {}", hash, reason));
            ChainIndex chain = ChainIndex.of(hash, flow.broker().groups());
            miner.send(MiningMessage.frame(new MiningMessage.SubmitResult(chain, hash, refusal.isEmpty())));
        } finally {
            miner.socket.resume();
        }
    }

    /** Adds a block; gives the reason when it is refused. */
    private Optional<String> take(Bytes headerBytes, BlockHash hash) {
        if (headerBytes.length() <= BlockHeader.NONCE_LENGTH) {
            return Optional.of("it is no header");
        }
        Bytes blob = headerBytes.slice(BlockHeader.NONCE_LENGTH, headerBytes.length());
        Optional<BlockTemplate> job = JobCache.isHeader(blob) ? cache.get(blob) : Optional.empty();
        if (job.isEmpty()) {
            return Optional.of("its job is expired, or was answered before");
        }
        BlockTemplate template = job.get();
        if (!ChainIndex.of(hash, flow.broker().groups()).equals(template.chain())) {
            return Optional.of("its hash is not of chain " + template.chain());
        }
        if (!template.target().isMetBy(hash)) {
            return Optional.of("its hash does not meet the target");
        }
        cache.remove(blob);
        if (isAnswered(template)) {
            return Optional.of("another block of the same job is there already");
        }
        BlockHeader header = ByteReader.readAll(headerBytes, BlockHeader::read);
        AddResult result = flow.add(new Block(header, template.transactions()), BlockSource.LOCAL);
        if (result instanceof AddResult.Added added) {
            LOG.info("mined block {} of chain {} at height {}", hash, template.chain(), added.height());
            return Optional.empty();
        }
        return Optional.of(result.toString());
    }

    private boolean isAnswered(BlockTemplate template) {
        return flow.hashes(template.chain(), template.height()).stream()
                .map(flow::header)
                .flatMap(Optional::stream)
                .anyMatch(header -> header.deps().equals(template.deps())
                        && header.depStateHash().equals(template.depStateHash())
                        && header.txsHash().equals(template.txsHash())
                        && header.timestamp() == template.timestamp());
    }
}
