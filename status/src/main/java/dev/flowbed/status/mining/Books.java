package dev.flowbed.status.mining;

import dev.flowbed.crds.minerpool.Usage;
import dev.flowbed.status.mining.PoolWish.Bound;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts of several pools, by a name for each. Not for several threads at once. */
public final class Books {
    private final Map<String, PoolAccount> accounts = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();

    /**
     * Counts one pool up to now.
     *
     * @param saved what its status says, from which counting goes on when it is counted for the first time
     * @param miners those that run, with when they were started
     * @param bounds all that stand over it, whose periods are counted by
     */
    public void count(
            String id,
            PoolWish pool,
            @Nullable Usage saved,
            Map<String, Instant> miners,
            Collection<Bound> bounds,
            Instant now) {
        Set<Duration> periods = Stream.concat(Stream.of(pool.bound()), bounds.stream())
                .map(Bound::period)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        accounts.computeIfAbsent(id, unknown -> new PoolAccount(Accounts.read(saved, now), miners))
                .count(miners, pool.gpus(), pool.cpus(), periods, now);
        running.put(id, miners.size());
    }

    /** Takes what a pool's status says, where nothing was counted yet. */
    public void open(String id, @Nullable Usage saved, Instant now) {
        accounts.computeIfAbsent(id, unknown -> new PoolAccount(Accounts.read(saved, now), Map.of()));
    }

    /** Drops a pool that is gone. */
    public void forget(String id) {
        accounts.remove(id);
        running.remove(id);
    }

    /** What should stand in a pool's status; what stands there before it was counted. */
    public @Nullable Usage usage(String id, @Nullable Usage saved) {
        PoolAccount account = accounts.get(id);
        return account == null ? saved : Accounts.write(account.written());
    }

    /** A pool's account as of now; empty before it was counted. */
    public Optional<Account> at(String id, Instant now) {
        return Optional.ofNullable(accounts.get(id)).map(account -> account.at(now));
    }

    /** What a pool has taken up to now, as statuses hold it, where nobody minds how often that is written; null for nothing. */
    public @Nullable Usage usageAt(String id, Instant now) {
        Optional<Account> account = at(id, now);
        return account.isEmpty() ? null : Accounts.write(account.get());
    }

    /** Pod-hours of several pools in a bound's period, as of now. */
    public double spent(Collection<String> ids, Bound bound, Instant now) {
        return ids.stream()
                .map(id -> at(id, now))
                .flatMap(Optional::stream)
                .mapToDouble(account -> account.spent(bound, now))
                .sum();
    }

    /** Miners of several pools that run. */
    public int running(Collection<String> ids) {
        return ids.stream().mapToInt(id -> running.getOrDefault(id, 0)).sum();
    }

    /**
     * The bounds over a pool of a Testnet: its own and the Testnet's.
     *
     * @param testnet the Testnet's name
     * @param bound the Testnet's
     * @param pools the ids of all pools of the Testnet
     * @param decided what was decided of older pools of the Testnet, and how many GPUs each of their miners has
     */
    public List<Limits> limits(
            String id, PoolWish pool, String testnet, Bound bound, Collection<String> pools, int decided, Instant now) {
        return List.of(
                new Limits("its", pool.bound(), 0, spent(List.of(id), pool.bound(), now), running(List.of(id))),
                new Limits("Testnet " + testnet + "'s", bound, decided, spent(pools, bound, now), running(pools)));
    }
}
