package dev.flowbed.observer;

import static dev.flowbed.alephium.rest.RestClient.await;

import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import java.util.Optional;

/** Reads one miner's metrics. */
final class MinerProbe {
    private final WatchedMiner miner;
    private final RestClient rest;

    MinerProbe(WatchedMiner miner, RestClient rest) {
        this.miner = miner;
        this.rest = rest;
    }

    MinerView read() {
        MetricSamples samples;
        try {
            samples = MetricSamples.parse(await(rest.text(miner.metrics())));
        } catch (RestException e) {
            return unreachable(e.detail());
        }
        Optional<Double> hashRate = samples.sum("flowbed_miner_hash_rate_hertz");
        if (hashRate.isEmpty()) {
            return unreachable("it shows no hash rate");
        }
        return new MinerView(
                miner,
                true,
                hashRate.get(),
                samples.sum("flowbed_miner_blocks_accepted_total").orElse(0.0).longValue(),
                samples.sum("flowbed_miner_blocks_rejected_total").orElse(0.0).longValue(),
                samples.least("flowbed_miner_job_age_seconds"),
                Optional.empty());
    }

    MinerView unreachable(String problem) {
        return new MinerView(miner, false, 0, 0, 0, Optional.empty(), Optional.of(problem));
    }
}
