package dev.flowbed.status.mining;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricText.Labels;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.Picture;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What pools ask for, have and have taken, as metrics ({@code flowbed_pool_*}); the same in both runtimes. */
public final class PoolMetrics {
    private final MetricText text;
    private final Labels labels;

    private PoolMetrics(MetricText text, Labels labels) {
        this.text = text;
        this.labels = labels;
    }

    /**
     * What is known of one pool.
     *
     * @param ready miners that have work
     * @param decision how much it is to mine; empty before that was decided
     * @param account what it has taken; empty before it was counted
     * @param picture what was seen of its testnet; empty before it was looked at
     */
    public record Subject(
            MinerPool pool,
            int ready,
            Optional<PoolDecision> decision,
            Optional<Account> account,
            Optional<Picture> picture) {}

    /**
     * Adds one pool to a page.
     *
     * @param testnet labels that tell its testnet
     */
    public static void add(MetricText text, Labels testnet, Subject subject) {
        String name = subject.pool().getMetadata().getName();
        PoolMetrics metrics = new PoolMetrics(text, testnet.and("pool", name));
        metrics.addMiners(subject);
        subject.decision().ifPresent(metrics::addDecision);
        subject.account().ifPresent(metrics::addAccount);
        subject.picture().ifPresent(picture -> metrics.addSeen(name, picture));
    }

    private void addMiners(Subject subject) {
        int replicas = subject.decision()
                .map(PoolDecision::miners)
                .orElse(subject.pool().getSpec().replicas());
        text.gauge("flowbed_pool_miners_wanted", "Miners that the pool should have.", labels, replicas);
        text.gauge("flowbed_pool_miners_ready", "Miners that have work.", labels, subject.ready());
        String bound = subject.pool().getSpec().maxHashrate();
        if (bound != null) {
            text.gauge(
                    "flowbed_pool_wanted_hash_rate_hertz",
                    "The most hashes a second that the pool's miners may try together; absent without a bound.",
                    labels,
                    HashRate.parse(bound).hertz() * replicas);
        }
    }

    private void addDecision(PoolDecision decision) {
        if (decision.wantedHertz().isPresent()) {
            text.gauge(
                    "flowbed_pool_target_hash_rate_hertz",
                    "Hashes a second that are wanted of a pool by its target, its share or the block time; absent for one of"
                            + " fixed size.",
                    labels,
                    decision.wantedHertz().getAsDouble());
        }
        text.gauge(
                "flowbed_pool_miners_sized",
                "Miners that the pool would have without windows and budgets.",
                labels,
                decision.sized());
        text.gauge(
                "flowbed_pool_window_open",
                "1 while its windows let it mine, 0 while they do not.",
                labels,
                decision.window().open() ? 1 : 0);
        if (decision.left().isPresent()) {
            text.gauge(
                    "flowbed_pool_budget_left_pod_hours",
                    "Hours of running miners that the tightest of its budgets leaves; absent without one.",
                    labels,
                    decision.left().getAsDouble());
        }
        decision.verdicts()
                .forEach(verdict -> text.gauge(
                        "flowbed_pool_status_condition",
                        "A condition of how much the pool mines: 1 True, 0 False, -1 Unknown.",
                        labels.and("type", verdict.type()),
                        switch (verdict.status()) {
                            case TRUE -> 1;
                            case FALSE -> 0;
                            case UNKNOWN -> -1;
                        }));
    }

    private void addAccount(Account account) {
        text.counter("flowbed_pool_pod_hours_total", "Hours of running miners.", labels, account.podHours());
        text.counter("flowbed_pool_gpu_hours_total", "Hours of GPUs that its miners had.", labels, account.gpuHours());
        text.counter(
                "flowbed_pool_cpu_hours_total",
                "Hours of CPU cores that its miners asked for.",
                labels,
                account.cpuHours());
    }

    private void addSeen(String name, Picture picture) {
        Pattern member = Pattern.compile(Pattern.quote(name) + "(-[0-9]+)?");
        List<MinerView> views = picture.miners().stream()
                .filter(view -> member.matcher(view.miner().name()).matches())
                .toList();
        text.gauge(
                "flowbed_pool_hash_rate_hertz",
                "Hashes a second that the pool's miners try together.",
                labels,
                views.stream().mapToDouble(MinerView::hashRate).sum());
        text.counter(
                "flowbed_pool_blocks_accepted_total",
                "Blocks that nodes took from the pool's miners since these started.",
                labels,
                views.stream().mapToLong(MinerView::accepted).sum());
        text.counter(
                "flowbed_pool_blocks_rejected_total",
                "Blocks that nodes refused from the pool's miners since these started.",
                labels,
                views.stream().mapToLong(MinerView::rejected).sum());
    }
}
