package dev.flowbed.miner;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One clique as the miner knows it: a link to each broker, in order of broker id, and the jobs they sent. */
final class Clique {

    private static final Logger log = LoggerFactory.getLogger(Clique.class);

    private final String name;
    private final List<BrokerLink> links = new ArrayList<>();
    private volatile @Nullable JobBoard board;
    private volatile Consumer<MiningMessage.SubmitResult> results = result -> {};

    Clique(String name, List<HostPort> brokers, MinerCounters counters, Wakeup wakeup) {
        this.name = name;
        for (int id = 0; id < brokers.size(); id++) {
            links.add(new BrokerLink(this, id, brokers.size(), brokers.get(id), counters, wakeup));
        }
    }

    /** Addresses of the brokers, as the command line named them. */
    String name() {
        return name;
    }

    List<BrokerLink> links() {
        return links;
    }

    @Nullable
    JobBoard board() {
        return board;
    }

    void start() {
        links.forEach(BrokerLink::start);
    }

    void stop() {
        links.forEach(BrokerLink::stop);
    }

    /** Posts a job; the first one says how many groups there are. */
    void post(Job job) {
        boardFor(job.groups()).post(job);
    }

    private synchronized JobBoard boardFor(int groups) {
        JobBoard current = board;
        if (current == null || current.groups() != groups) {
            if (current != null) {
                log.warn("{} now speaks of {} groups, not {}: starting over", name, groups, current.groups());
            }
            current = new JobBoard(groups, ThreadLocalRandom.current().nextInt(groups * groups));
            board = current;
        }
        return current;
    }

    /** Forgets the jobs of a broker whose connection ended. */
    void withdraw(int brokerId) {
        JobBoard current = board;
        if (current != null) {
            for (int from = brokerId; from < current.groups(); from += links.size()) {
                current.withdraw(from);
            }
        }
    }

    /** The share of the clique's chains that have a job, from 0 to 1. */
    double completeness() {
        JobBoard current = board;
        return current == null ? 0 : (double) current.posted() / current.chains();
    }

    /** Sends a solved block to the broker that serves its group; false if that broker is not connected. */
    boolean submit(Job job, Bytes block) {
        return submit(job.chain(), block);
    }

    /** Sends a solved block of a chain; false if its broker is not connected. */
    boolean submit(ChainIndex chain, Bytes block) {
        return links.get(chain.from() % links.size()).submit(block);
    }

    /** Says who else hears what became of submitted blocks. */
    void results(Consumer<MiningMessage.SubmitResult> listener) {
        results = listener;
    }

    /** A broker said what became of a block. */
    void told(MiningMessage.SubmitResult result) {
        results.accept(result);
    }

    int connected() {
        return (int) links.stream().filter(BrokerLink::isConnected).count();
    }
}
