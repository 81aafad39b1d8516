package dev.flowbed.status;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.blueprint.FundedAccount;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.NodeAddresses;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.crds.ChainStatus;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.AccountStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Tip;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.mining.PoolSaying;
import dev.flowbed.status.mining.ScavengerWait;
import dev.flowbed.status.mining.Wishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the status of every resource of one testnet. Pure. */
public final class Statuses {
    /** The reason of a node whose process is not alive. */
    public static final String NOT_RUNNING = "NotRunning";

    static final String NOT_ANSWERING = "NotAnswering";

    private static final String READY = "Ready";

    private final Facts facts;
    private final Picture picture;
    private final @Nullable StatusReport earlier;
    private final Instant now;
    private final @Nullable Long generation;

    private Statuses(Facts facts, @Nullable StatusReport earlier, Instant now) {
        this.facts = facts;
        this.picture = facts.picture();
        this.earlier = earlier;
        this.now = now;
        this.generation = facts.resources().testnet().getMetadata().getGeneration();
    }

    /**
     * The status of all resources.
     *
     * @param earlier the last report: conditions that did not change keep their time
     */
    public static StatusReport of(Facts facts, @Nullable StatusReport earlier, Instant now) {
        Statuses statuses = new Statuses(facts, earlier, now);
        return new StatusReport(
                now.toString(), statuses.testnet(), statuses.nodes(), statuses.shards(), statuses.pools());
    }

    private TestnetStatus testnet() {
        Conditions conditions =
                new Conditions(earlier == null ? List.of() : earlier.testnet().conditions(), now, generation);
        List<NodeView> views = picture.nodes();
        List<ChainStatus> chains = chains(chain -> true);
        long ready = facts.blueprint().nodes().stream()
                .filter(node -> serves(node.name()))
                .count();
        return new TestnetStatus(
                generation,
                Stream.concat(facts.conditions().stream(), facts.mining().conditions().stream())
                        .map(conditions::of)
                        .toList(),
                versions(views),
                ready + "/" + facts.blueprint().nodes().size(),
                least(chains),
                picture.miners().isEmpty() ? null : new HashRate(picture.minedHashRate()).toString(),
                clients(),
                facts.blueprint().nodes().stream().map(this::node).toList(),
                chains,
                facts.blueprint().accounts().stream().map(Statuses::account).toList(),
                text(facts.readySince()),
                text(facts.lastActivity()),
                text(facts.expiresAt()),
                facts.healings(),
                facts.mining().network());
    }

    private @Nullable Endpoints clients() {
        Endpoints clients = facts.reach().clients();
        return clients != null
                ? clients
                : facts.blueprint().nodes().stream()
                        .findFirst()
                        .map(this::endpoints)
                        .orElse(null);
    }

    /** Several while an upgrade rolls, or where an extra node runs another one. */
    private static @Nullable String versions(List<NodeView> views) {
        List<String> all = views.stream()
                .map(NodeView::version)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        return all.isEmpty() ? null : String.join(", ", all);
    }

    private NodeStatus node(NodeWorkload node) {
        Optional<NodeView> view = picture.node(node.name());
        boolean extra = node.identity().isExtra();
        return new NodeStatus(
                node.name(),
                extra ? null : node.identity().clique().getAsInt(),
                extra ? null : node.identity().broker(),
                serves(node.name()),
                state(node, view).message(),
                facts.process(node.name()).restarts(),
                endpoints(node));
    }

    /** Why a node is ready or is not. */
    private record State(boolean ready, String reason, String message) {}

    private State state(NodeWorkload node, Optional<NodeView> view) {
        ProcessFacts process = facts.process(node.name());
        Trouble trouble = process.trouble();
        if (trouble != null) {
            return new State(false, trouble.reason(), trouble.message());
        }
        if (!process.runs()) {
            return new State(false, NOT_RUNNING, "not running");
        }
        if (view.isEmpty() || !view.get().reachable()) {
            return hasAnswered(node.name())
                    ? new State(false, NOT_ANSWERING, "does not answer any more")
                    : new State(false, "Starting", "starting: does not answer yet");
        }
        if (!view.get().cliqueFormed()) {
            return new State(false, "CliqueForming", "waiting for the other brokers of its clique");
        }
        if (!view.get().synced()) {
            return new State(false, "Syncing", "syncing with its peers");
        }
        Trouble held = process.held();
        return held == null ? new State(true, READY, "ready") : new State(false, held.reason(), held.message());
    }

    /** Whether it is in sync and clients are led to it. */
    private boolean serves(String node) {
        return facts.process(node).held() == null
                && picture.node(node).filter(NodeView::isReady).isPresent();
    }

    /** Whether the process that runs now was seen to be ready before. */
    private boolean hasAnswered(String node) {
        return Optional.ofNullable(earlier)
                .filter(report -> Instant.parse(report.observedAt())
                        .isAfter(facts.process(node).since()))
                .map(report -> report.nodes().get(node))
                .flatMap(status -> status.conditions().stream().findFirst())
                .filter(ready -> ready.status() == ConditionStatus.TRUE
                        || ready.reason().equals(NOT_ANSWERING)
                        || ready.reason().equals(PodTrouble.HELD)
                        || ready.reason().equals(Trouble.SUSPENDED))
                .isPresent();
    }

    private Map<String, FullNodeStatus> nodes() {
        Map<String, FullNodeStatus> all = new TreeMap<>();
        for (NodeWorkload node : facts.blueprint().nodes()) {
            Optional<NodeView> view = picture.node(node.name());
            State state = state(node, view);
            Conditions conditions = conditions(
                    earlier == null
                            ? List.of()
                            : Optional.ofNullable(earlier.nodes().get(node.name()))
                                    .map(FullNodeStatus::conditions)
                                    .orElse(List.of()));
            List<Integer> groups = node.identity().servedGroups();
            all.put(
                    node.name(),
                    new FullNodeStatus(
                            generation,
                            List.of(conditions.of(READY, state.ready(), state.reason(), state.message())),
                            view.flatMap(NodeView::version).orElse(null),
                            groups,
                            view.map(NodeView::synced).orElse(null),
                            view.map(NodeView::peers).orElse(null),
                            least(chains(chain -> chain.node().equals(node.name()))),
                            facts.process(node.name()).restarts(),
                            endpoints(node)));
        }
        return all;
    }

    private Map<String, ShardStatus> shards() {
        Map<String, ShardStatus> all = new TreeMap<>();
        for (ChildResources.NamedShard shard : ChildResources.shards(facts.resources())) {
            List<NodeWorkload> nodes = facts.blueprint().nodes().stream()
                    .filter(node ->
                            !node.identity().isExtra() && node.identity().broker() == shard.broker())
                    .toList();
            List<Integer> groups =
                    nodes.isEmpty() ? List.of() : nodes.get(0).identity().servedGroups();
            List<ChainStatus> chains =
                    chains(chain -> groups.contains(chain.chain().from()));
            long ready = nodes.stream().filter(node -> serves(node.name())).count();
            String count = ready + "/" + nodes.size();
            Conditions conditions = conditions(
                    earlier == null
                            ? List.of()
                            : Optional.ofNullable(earlier.shards().get(shard.name()))
                                    .map(ShardStatus::conditions)
                                    .orElse(List.of()));
            boolean whole = ready == nodes.size();
            Condition condition =
                    conditions.of(READY, whole, whole ? "AllNodesReady" : "NodesNotReady", count + " nodes are ready");
            all.put(
                    shard.name(),
                    new ShardStatus(generation, List.of(condition), groups, count, least(chains), chains));
        }
        return all;
    }

    private Map<String, MinerPoolStatus> pools() {
        Map<String, List<MinerWorkload>> pools = facts.blueprint().miners().stream()
                .collect(Collectors.groupingBy(miner -> miner.identity().pool(), TreeMap::new, Collectors.toList()));
        Wishes.pools(facts.resources())
                .forEach(pool -> pools.putIfAbsent(pool.getMetadata().getName(), List.of()));
        Map<String, MinerPoolStatus> all = new TreeMap<>();
        pools.forEach((name, miners) -> all.put(name, pool(name, miners)));
        return all;
    }

    private MinerPoolStatus pool(String name, List<MinerWorkload> miners) {
        List<MinerView> views = picture.miners().stream()
                .filter(view -> miners.stream()
                        .anyMatch(miner -> miner.name().equals(view.miner().name())))
                .toList();
        int ready = (int) views.stream()
                .filter(view -> view.reachable() && view.jobAgeSeconds().isPresent())
                .count();
        Conditions conditions = conditions(
                earlier == null
                        ? List.of()
                        : Optional.ofNullable(earlier.pools().get(name))
                                .map(MinerPoolStatus::conditions)
                                .orElse(List.of()));
        PoolSaying saying = facts.mining().of(name);
        State state = saying.rest()
                .map(rest -> new State(rest.ready(), rest.reason(), rest.message()))
                .orElseGet(() -> mining(miners, views, ready));
        List<Condition> all = new ArrayList<>();
        all.add(conditions.of(READY, state.ready(), state.reason(), state.message()));
        all.addAll(saying.conditions(conditions));
        return new MinerPoolStatus(
                generation,
                all,
                miners.size(),
                ready,
                miners.size(),
                null,
                new HashRate(views.stream().mapToDouble(MinerView::hashRate).sum()).toString(),
                saying.desiredHashrate(),
                views.stream().mapToLong(MinerView::accepted).sum(),
                views.stream().mapToLong(MinerView::rejected).sum(),
                saying.window(),
                null,
                saying.usage());
    }

    private State mining(List<MinerWorkload> miners, List<MinerView> views, int ready) {
        boolean whole = ready == miners.size();
        if (!whole && miners.stream().allMatch(miner -> miner.scavenge().isPresent() && mayRest(miner, views))) {
            ScavengerWait wait =
                    ScavengerWait.of(ready, miners.size(), ": they run while no other process wants the CPU");
            return new State(true, wait.reason(), wait.message());
        }
        return new State(
                whole, whole ? "AllMining" : "MinersNotReady", ready + " of " + miners.size() + " miners have work");
    }

    /**
     * Whether a miner works, or nothing is known against it but that it does not get on: one that runs and is silent. One that answers
     * and has no work does so for another reason once it has come up, and one that was just started again has ended before.
     */
    private boolean mayRest(MinerWorkload miner, List<MinerView> views) {
        ProcessFacts process = facts.process(miner.name());
        Optional<MinerView> answer = views.stream()
                .filter(view -> view.reachable() && view.miner().name().equals(miner.name()))
                .findFirst();
        if (answer.flatMap(MinerView::jobAgeSeconds).isPresent()) {
            return true;
        }
        boolean comesUp = now.isBefore(process.since().plus(ScavengerWait.COMING_UP));
        boolean asItShould = answer.isPresent() ? comesUp : !comesUp || process.restarts() == 0;
        return process.runs() && process.trouble() == null && asItShould;
    }

    private Conditions conditions(List<Condition> before) {
        return new Conditions(before, now, generation);
    }

    /** Each chain that any clique knows and that is asked for, as the clique that is farthest ahead has it. */
    private List<ChainStatus> chains(Function<ChainView, Boolean> wanted) {
        Map<String, ChainView> best = new TreeMap<>();
        List<ChainStatus> all = new ArrayList<>();
        for (ChainView view : picture.chains()) {
            if (view.isKnown() && wanted.apply(view)) {
                best.merge(
                        view.chain().from() * 1000 + view.chain().to() + "",
                        view,
                        (one, other) -> one.height() >= other.height() ? one : other);
            }
        }
        best.values().stream()
                .sorted(Comparator.comparingInt((ChainView view) -> view.chain().from())
                        .thenComparingInt(view -> view.chain().to()))
                .forEach(view -> all.add(new ChainStatus(
                        view.chain().from(),
                        view.chain().to(),
                        view.height(),
                        view.tip().map(tip -> tip.hash().toString()).orElse(null),
                        view.tip().map(Tip::timestamp).map(Instant::toString).orElse(null))));
        return all;
    }

    private static @Nullable Long least(List<ChainStatus> chains) {
        OptionalLong least = chains.stream().mapToLong(ChainStatus::height).min();
        return least.isPresent() ? least.getAsLong() : null;
    }

    private Endpoints endpoints(NodeWorkload node) {
        NodeAddresses addresses = node.addresses();
        Endpoints direct =
                new Endpoints(addresses.rest(), addresses.webSocket(), addresses.minerApi(), addresses.p2p());
        return facts.reach().nodes().getOrDefault(node.name(), direct);
    }

    private static AccountStatus account(FundedAccount account) {
        return new AccountStatus(
                account.address(),
                account.group(),
                account.wallet().orElse(null),
                Alph.format(new U256(account.atto())));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
