package dev.flowbed.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.RestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final Duration TARGET = Duration.ofSeconds(2);
    private static final ChainIndex CHAIN = new ChainIndex(1, 0);

    private final SteppedClock clock = new SteppedClock();
    private FakeClique first;
    private FakeClique second;

    @BeforeEach
    void start() throws IOException {
        first = new FakeClique(2);
        second = new FakeClique(1);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private Observer observer(List<WatchedMiner> miners) {
        List<WatchedNode> nodes = new ArrayList<>(first.nodes(0));
        nodes.addAll(second.nodes(1));
        Watched watched = new Watched("quickstart", FakeClique.GROUPS, TARGET, nodes, miners);
        return new Observer(watched, Limits.DEFAULT, clock);
    }

    private void bothGrow(ChainIndex chain, int transactions) {
        first.grow(chain, clock.instant(), transactions);
        second.grow(chain, clock.instant(), transactions);
    }

    @Test
    void readsEveryChainOfEveryCliqueFromTheBrokerThatServesIt() throws InterruptedException {
        bothGrow(CHAIN, 0);
        try (Observer observer = observer(List.of())) {
            Picture picture = observer.observe();
            assertThat(picture.chains()).hasSize(2 * 4).allMatch(ChainView::isKnown);
            assertThat(picture.chain(0, CHAIN).orElseThrow().node()).isEqualTo("n-0-1");
            assertThat(picture.chain(0, CHAIN).orElseThrow().height()).isEqualTo(1);
            assertThat(picture.chain(1, CHAIN).orElseThrow().node()).isEqualTo("n-1-0");
        }
        assertThat(first.asked())
                .filteredOn(asked -> asked.contains("fromGroup=0"))
                .allMatch(asked -> asked.startsWith("0 "));
        assertThat(first.asked())
                .filteredOn(asked -> asked.contains("fromGroup=1"))
                .allMatch(asked -> asked.startsWith("1 "));
    }

    @Test
    void measuresBlockIntervalsAndCountsTransactionsOverSeveralPasses() throws InterruptedException {
        bothGrow(CHAIN, 5);
        try (Observer observer = observer(List.of())) {
            Picture before = observer.observe();
            assertThat(before.transactions())
                    .as("what was there before does not count")
                    .isZero();
            assertThat(before.chain(0, CHAIN).orElseThrow().blockInterval()).isEmpty();
            for (int i = 0; i < 3; i++) {
                clock.pass(Duration.ofSeconds(4));
                bothGrow(CHAIN, 1);
            }
            ChainView chain = observer.observe().chain(0, CHAIN).orElseThrow();
            assertThat(chain.height()).isEqualTo(4);
            assertThat(chain.blockInterval()).contains(Duration.ofSeconds(4));
            assertThat(chain.transactions()).isEqualTo(3);
            assertThat(chain.lastGrowth()).contains(clock.instant());
        }
    }

    @Test
    void remembersTheNodesThatStayWhenOthersMove() throws InterruptedException {
        bothGrow(CHAIN, 0);
        try (Observer observer = observer(List.of())) {
            observer.observe();
            bothGrow(CHAIN, 3);
            List<WatchedNode> nodes = new ArrayList<>(first.nodes(0));
            second.nodes(1)
                    .forEach(node -> nodes.add(new WatchedNode(
                            node.name(),
                            node.clique(),
                            node.broker(),
                            node.brokers(),
                            URI.create(node.rest() + "/"),
                            Optional.empty())));
            Watched moved = new Watched("quickstart", FakeClique.GROUPS, TARGET, nodes, List.of());
            Picture picture = observer.turnedTo(moved).observe();
            assertThat(picture.chain(0, CHAIN).orElseThrow().transactions()).isEqualTo(3);
            assertThat(picture.chain(1, CHAIN).orElseThrow().transactions())
                    .as("a node at another address may be another node")
                    .isZero();
        }
    }

    @Test
    void anObserverOfSharedThreadsLeavesThemToTheOthers() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Observer.Means means = new Observer.Means(
                    new RestClient(Limits.DEFAULT.connect(), Limits.DEFAULT.request()), threads, Limits.DEFAULT, clock);
            Watched watched = new Watched("quickstart", FakeClique.GROUPS, TARGET, first.nodes(0), List.of());
            new Observer(watched, means).close();
            assertThat(new Observer(watched, means).observe().nodes()).allMatch(NodeView::isReady);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsABlockOnlyOnce() throws InterruptedException {
        bothGrow(CHAIN, 0);
        try (Observer observer = observer(List.of())) {
            observer.observe();
            int asked = first.asked().size();
            observer.observe();
            assertThat(first.asked().subList(asked, first.asked().size()))
                    .noneMatch(question -> question.contains("/blocks/") || question.contains("/hashes"))
                    .noneMatch(question -> question.contains("/infos/version"));
        }
    }

    @Test
    void blocksThatWerePassedOverInHasteAreReadLaterThoughNoOtherCame() throws InterruptedException {
        bothGrow(CHAIN, 1);
        try (Observer observer = observer(List.of())) {
            assertThat(observer.observe(Observer.Depth.HEIGHTS)
                            .chain(0, CHAIN)
                            .orElseThrow()
                            .tip())
                    .isEmpty();
            assertThat(observer.observe().chain(0, CHAIN).orElseThrow().tip()).isPresent();
            assertThat(observer.observe().transactions())
                    .as("what was there before")
                    .isZero();

            bothGrow(CHAIN, 2);
            bothGrow(CHAIN, 3);
            assertThat(observer.observe(Observer.Depth.HEIGHTS).transactions()).isZero();
            assertThat(observer.observe().transactions()).isEqualTo(5);
        }
    }

    @Test
    void whatCameSinceTheHeightWasFirstLookedAtCounts() throws InterruptedException {
        bothGrow(CHAIN, 1);
        try (Observer observer = observer(List.of())) {
            assertThat(observer.observe(Observer.Depth.HEIGHTS).transactions()).isZero();

            bothGrow(CHAIN, 2);
            bothGrow(CHAIN, 3);
            assertThat(observer.observe().transactions()).isEqualTo(5);
            assertThat(observer.observe().transactions()).isEqualTo(5);
        }
    }

    @Test
    void oneDeadBrokerLeavesTheOthersReadable() throws InterruptedException {
        first.stopBroker(1);
        try (Observer observer = observer(List.of())) {
            Picture picture = observer.observe();
            assertThat(picture.node("n-0-1").orElseThrow().reachable()).isFalse();
            assertThat(picture.node("n-0-0").orElseThrow().isReady()).isTrue();
            assertThat(picture.chain(0, CHAIN).orElseThrow().isKnown()).isFalse();
            assertThat(picture.chain(1, CHAIN).orElseThrow().isKnown()).isTrue();
            assertThat(Conditions.of(picture).get(Condition.READY).reason()).isEqualTo("NodeUnreachable");
        }
    }

    @Test
    void aCliqueThatHasNotFormedIsNotTakenForDead() throws InterruptedException {
        first.isFormed(false);
        try (Observer observer = observer(List.of())) {
            NodeView node = observer.observe().node("n-0-0").orElseThrow();
            assertThat(node.reachable()).isTrue();
            assertThat(node.cliqueFormed()).isFalse();
            assertThat(node.problem()).contains("the clique has not formed");
            assertThat(node.version()).contains("v4.6.0");
        }
    }

    @Test
    void aNodeThatFallsSilentIsUnreachableAndNotWaitingForItsClique() throws InterruptedException {
        Limits quick = new Limits(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(5), 8, 8);
        Watched watched = new Watched("quickstart", FakeClique.GROUPS, TARGET, first.nodes(0), List.of());
        try (Observer observer = new Observer(watched, quick, clock)) {
            assertThat(observer.observe().node("n-0-0").orElseThrow().isReady()).isTrue();
            first.fallsSilent();
            NodeView node = observer.observe().node("n-0-0").orElseThrow();
            assertThat(node.reachable()).isFalse();
            assertThat(node.problem().orElseThrow()).contains("no answer within");
        }
    }

    @Test
    void readsMinersFromTheirMetrics() throws IOException, InterruptedException {
        HttpServer miner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = """
                # HELP flowbed_miner_hash_rate_hertz Tried nonces a second.
                # TYPE flowbed_miner_hash_rate_hertz gauge
                flowbed_miner_hash_rate_hertz 512000.5
                flowbed_miner_blocks_accepted_total 31
                flowbed_miner_blocks_rejected_total 2
                flowbed_miner_job_age_seconds{clique="[a]"} 7.5
                flowbed_miner_job_age_seconds{clique="[b]"} 0.25
                """.getBytes(StandardCharsets.UTF_8);
        miner.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        miner.start();
        URI metrics = URI.create("http://127.0.0.1:" + miner.getAddress().getPort() + "/metrics");
        try (Observer observer = observer(List.of(new WatchedMiner("cpu", metrics)))) {
            MinerView view = observer.observe().miners().get(0);
            assertThat(view.hashRate()).isEqualTo(512000.5);
            assertThat(view.accepted()).isEqualTo(31);
            assertThat(view.rejected()).isEqualTo(2);
            assertThat(view.jobAgeSeconds()).contains(0.25);
            miner.stop(0);
            assertThat(observer.observe().miners().get(0).reachable()).isFalse();
        } finally {
            miner.stop(0);
        }
    }
}
