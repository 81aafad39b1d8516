package dev.flowbed.status.mining;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.crds.testnet.MiningStatus;
import dev.flowbed.status.mining.TestnetMining.Network;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the mining of a Testnet is, over all its pools. Pure. */
public final class MiningSummary {
    private MiningSummary() {}

    /** GPUs that pools were given. */
    public static int gpus(List<PoolWish> pools, Map<String, PoolDecision> decided) {
        int gpus = 0;
        for (PoolWish pool : pools) {
            PoolDecision decision = decided.get(pool.name());
            gpus += decision == null ? 0 : pool.gpus() * decision.miners();
        }
        return gpus;
    }

    /**
     * As its status says it; nothing while nothing is known.
     *
     * @param podHours in its budget's period, as of now
     */
    public static @Nullable MiningStatus of(
            Network network, List<PoolWish> pools, Map<String, PoolDecision> decided, double podHours) {
        int gpus = gpus(pools, decided);
        MiningStatus status = new MiningStatus(
                network.blockTime() == null ? null : seconds(network.blockTime()),
                network.wantedHertz() == null ? null : new HashRate(network.wantedHertz()).toString(),
                gpus == 0 ? null : gpus,
                podHours < 0.01 ? null : String.format(Locale.ROOT, "%.2f", podHours));
        return status.equals(new MiningStatus(null, null, null, null)) ? null : status;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2fs", time.toMillis() / 1000.0);
    }
}
