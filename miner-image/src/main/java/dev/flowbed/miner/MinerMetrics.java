package dev.flowbed.miner;

import dev.flowbed.miner.hash.Device;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Says what the miner does, as Prometheus text (format 0.0.4). */
final class MinerMetrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Cliques cliques;
    private final MinerCounters counters;
    private final HashRateMeter meter;
    private final double cap;
    private final List<Device> devices;
    private final @Nullable Program program;
    private final StringBuilder text = new StringBuilder();

    /**
     * Another miner's program that this one runs.
     *
     * @param connected whether it takes jobs: without it nothing hashes, whatever jobs there are
     * @param starts how often it was started
     */
    record Program(boolean connected, long starts) {}

    private MinerMetrics(
            Cliques cliques,
            MinerCounters counters,
            HashRateMeter meter,
            double cap,
            List<Device> devices,
            @Nullable Program program) {
        this.program = program;
        this.cliques = cliques;
        this.counters = counters;
        this.meter = meter;
        this.cap = cap;
        this.devices = devices;
    }

    /**
     * The metrics as they are now.
     *
     * @param cap the most hashes a second, infinity for no cap
     * @param devices the GPUs, none on the CPU
     */
    static String render(
            Cliques cliques,
            MinerCounters counters,
            HashRateMeter meter,
            double cap,
            List<Device> devices,
            long nowNanos) {
        return new MinerMetrics(cliques, counters, meter, cap, devices, null).all(nowNanos);
    }

    /** The metrics of a miner that runs another's program, as they are now. */
    static String render(Cliques cliques, MinerCounters counters, HashRateMeter meter, Program program, long nowNanos) {
        return new MinerMetrics(cliques, counters, meter, Double.POSITIVE_INFINITY, List.of(), program).all(nowNanos);
    }

    private String all(long nowNanos) {
        counter("flowbed_miner_hashes_total", "Tried nonces.", counters.hashes.sum());
        gauge("flowbed_miner_hash_rate_hertz", "Tried nonces a second, over the last ten seconds.", meter.hertz());
        if (!Double.isInfinite(cap)) {
            gauge("flowbed_miner_hash_rate_cap_hertz", "The most nonces a second that the miner may try.", cap);
        }
        counter("flowbed_miner_blocks_accepted_total", "Blocks that a node took.", counters.accepted.sum());
        counter("flowbed_miner_blocks_rejected_total", "Blocks that a node refused.", counters.rejected.sum());
        counter("flowbed_miner_blocks_lost_total", "Blocks whose broker was not connected.", counters.lost.sum());
        counter(
                "flowbed_miner_blocks_stale_total",
                "Solutions not sent, since another of the same height of their chain had just been.",
                counters.stale.sum());
        counter("flowbed_miner_job_messages_total", "Job messages received.", counters.jobs.sum());
        counter("flowbed_miner_connections_total", "Connections made to brokers.", counters.connections.sum());
        Clique active = cliques.active();
        head("flowbed_miner_clique_active", "gauge", "1 for the clique that is mined for, 0 for the others.");
        for (Clique clique : cliques.all()) {
            sample("flowbed_miner_clique_active{clique=\"" + clique.name() + "\"}", clique == active ? 1 : 0);
        }
        head("flowbed_miner_chains_with_job", "gauge", "Chains of the clique that have a job.");
        for (Clique clique : cliques.all()) {
            JobBoard board = clique.board();
            sample(
                    "flowbed_miner_chains_with_job{clique=\"" + clique.name() + "\"}",
                    board == null ? 0 : board.posted());
        }
        if (program == null || program.connected()) {
            jobAges(nowNanos);
        }
        head("flowbed_miner_broker_connected", "gauge", "1 while the broker's miner API is connected.");
        for (Clique clique : cliques.all()) {
            for (BrokerLink link : clique.links()) {
                sample("flowbed_miner_broker_connected{broker=\"" + link.address() + "\"}", link.isConnected() ? 1 : 0);
            }
        }
        if (!devices.isEmpty()) {
            devices();
        }
        if (program != null) {
            gauge(
                    "flowbed_miner_program_connected",
                    "1 while the other program takes jobs.",
                    program.connected() ? 1 : 0);
            counter("flowbed_miner_program_starts_total", "How often the other program was started.", program.starts());
        }
        return text.toString();
    }

    private void jobAges(long nowNanos) {
        head(
                "flowbed_miner_job_age_seconds",
                "gauge",
                "Time since the clique's newest job; absent without a job, and while nothing takes jobs.");
        for (Clique clique : cliques.all()) {
            JobBoard board = clique.board();
            long age = board == null ? -1 : board.newestAgeNanos(nowNanos);
            if (age >= 0) {
                sample("flowbed_miner_job_age_seconds{clique=\"" + clique.name() + "\"}", age / 1e9);
            }
        }
    }

    private void devices() {
        head("flowbed_miner_device_info", "gauge", "1, labelled with what the device is.");
        for (Device device : devices) {
            String description = device.description().replace("\\", "\\\\").replace("\"", "\\\"");
            sample(
                    "flowbed_miner_device_info{device=\"" + device.label() + "\",description=\"" + description + "\"}",
                    1);
        }
        devices("flowbed_miner_device_hashes_total", "counter", "Nonces that the device tried.", Device::hashes);
        devices("flowbed_miner_device_up", "gauge", "1 while the device computes.", device -> device.up() ? 1 : 0);
        devices(
                "flowbed_miner_device_failures_total",
                "counter",
                "How many times the device failed while it mined.",
                Device::failures);
        devices(
                "flowbed_miner_device_batch_seconds",
                "gauge",
                "How long the newest batch took, and so a new job waits at most.",
                device -> device.batchNanos() / 1e9);
    }

    private void devices(String name, String type, String help, ToDoubleFunction<Device> value) {
        head(name, type, help);
        for (Device device : devices) {
            sample(name + "{device=\"" + device.label() + "\"}", value.applyAsDouble(device));
        }
    }

    private void counter(String name, String help, long value) {
        head(name, "counter", help);
        sample(name, value);
    }

    private void gauge(String name, String help, double value) {
        head(name, "gauge", help);
        sample(name, value);
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String series, double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        text.append(series)
                .append(' ')
                .append(whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.6g", value))
                .append('\n');
    }
}
