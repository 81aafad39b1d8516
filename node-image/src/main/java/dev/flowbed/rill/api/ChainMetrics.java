package dev.flowbed.rill.api;

import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.FlowListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The metrics of chains under the official names (flow/.../ChainHandler.scala and its neighbours). What stands in the chains is read
 * from them when asked for, so that it is right from the start; what happens is counted.
 */
public final class ChainMetrics implements FlowListener {
    private static final double[] BLOCK_DURATION_BOUNDS = {
        0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000
    };

    private final BlockFlow flow;
    private final Map<ChainIndex, Counts> counts = new LinkedHashMap<>();
    private final Map<String, Histogram> validations = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> validationCounts = new ConcurrentHashMap<>();

    private static final class Counts {
        final LongAdder received = new LongAdder();
        final LongAdder uncles = new LongAdder();
        final LongAdder transactions = new LongAdder();
        final Histogram duration = new Histogram(BLOCK_DURATION_BOUNDS);
    }

    /** Metrics of the chains of a flow; the caller makes this a listener of it. */
    public ChainMetrics(BlockFlow flow) {
        this.flow = flow;
        flow.network().chainIndexes().forEach(chain -> counts.put(chain, new Counts()));
    }

    @Override
    public void blockAdded(AddedBlock added) {
        Counts chain = received(added.block().header(), added.chain());
        chain.transactions.add(added.block().transactions().size());
        chain.uncles.add(CoinbaseData.of(added.block()).uncles().size());
    }

    @Override
    public void headerAdded(AddedHeader added) {
        received(added.header(), added.chain());
    }

    private Counts received(BlockHeader header, ChainIndex chain) {
        Counts chainCounts = java.util.Objects.requireNonNull(counts.get(chain));
        chainCounts.received.increment();
        chainCounts.duration.observe(flow.blockTimeMillis(header));
        return chainCounts;
    }

    /** Notes that a block or header of a peer was validated, and how long it took. */
    public void validated(String type, double millis) {
        validations
                .computeIfAbsent(type, t -> new Histogram(0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096))
                .observe(millis);
        validationCounts.computeIfAbsent(type, t -> new LongAdder()).increment();
    }

    void write(MetricText text) {
        each(text, "alephium_block_current_height", MetricText.Type.GAUGE, "Current height of the chain", chain ->
                (double) flow.tip(chain).height());
        MetricText.Family durations = text.family(
                "alephium_block_duration_milliseconds", MetricText.Type.HISTOGRAM, "Time from a block's parent to it");
        counts.forEach((chain, chainCounts) -> chainCounts.duration.write(durations, labels(chain)));
        held(text, "alephium_blocks", "Blocks of the chain, forks included", true, flow::blockCount);
        held(
                text,
                "alephium_blocks_received",
                "Blocks added since the start",
                true,
                chain -> counts(chain).received.sum());
        held(
                text,
                "alephium_uncle_blocks_received",
                "Uncles named by blocks added since the start",
                true,
                chain -> counts(chain).uncles.sum());
        held(
                text,
                "alephium_transactions_received",
                "Transactions of blocks added since the start",
                true,
                chain -> counts(chain).transactions.sum());
        if (flow.broker().ownGroups().size() < flow.network().groups()) {
            held(text, "alephium_headers", "Headers of the chain, forks included", false, flow::blockCount);
            held(
                    text,
                    "alephium_headers_received",
                    "Headers added since the start",
                    false,
                    chain -> counts(chain).received.sum());
        }
        each(
                text,
                "alephium_target_hash_rate_hertz",
                MetricText.Type.GAUGE,
                "Hash rate that the newest target calls for",
                this::hashRate);
        writeValidations(text);
    }

    private void writeValidations(MetricText text) {
        MetricText.Family total = text.family(
                "alephium_chain_validation", MetricText.Type.COUNTER, "Validations of blocks and headers of peers");
        validationCounts.forEach((type, count) -> total.sample(count.sum(), "validation_type", type));
        MetricText.Family durations = text.family(
                "alephium_chain_validation_duration_milliseconds",
                MetricText.Type.HISTOGRAM,
                "Time that validating blocks and headers of peers took");
        validations.forEach((type, histogram) -> histogram.write(durations, "validation_type", type));
    }

    private double hashRate(ChainIndex chain) {
        return flow.header(flow.tip(chain).hash())
                .map(header -> header.target()
                        .hashRate(
                                flow.network().danube().targetMillis(),
                                flow.network().groups())
                        .doubleValue())
                .orElse(0.0);
    }

    private Counts counts(ChainIndex chain) {
        return java.util.Objects.requireNonNull(counts.get(chain));
    }

    private void each(
            MetricText text, String name, MetricText.Type type, String help, Function<ChainIndex, Double> value) {
        MetricText.Family family = text.family(name, type, help);
        counts.keySet().forEach(chain -> family.sample(value.apply(chain), labels(chain)));
    }

    private void held(
            MetricText text, String name, String help, boolean whole, Function<ChainIndex, ? extends Number> value) {
        MetricText.Family family = text.family(name, MetricText.Type.COUNTER, help);
        counts.keySet().stream()
                .filter(chain -> flow.broker().holds(chain) == whole)
                .forEach(chain -> family.sample(value.apply(chain).doubleValue(), labels(chain)));
    }

    private static String[] labels(ChainIndex chain) {
        return new String[] {"chain_from", Integer.toString(chain.from()), "chain_to", Integer.toString(chain.to())};
    }
}
