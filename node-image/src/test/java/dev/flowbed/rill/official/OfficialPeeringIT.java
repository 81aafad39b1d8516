package dev.flowbed.rill.official;

import static dev.flowbed.alephium.rest.RestClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.Submitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * rill and the official full node as peers, each as processes of its own: what one mines and is handed, the other has. Without the
 * official node's jar all of it is skipped, and says so ({@link OfficialJar}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialPeeringIT {
    private static final int LEAST_ZEROS = 8;
    private static final int LONG_CHAIN = Integer.getInteger("flowbed.peering.blocks", 2000);
    private static final int TRAFFIC_SECONDS = Integer.getInteger("flowbed.peering.seconds", 60);
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final Duration VIEW = Duration.ofSeconds(30);
    private static final String FIRST_VERSION = "alephium.network.enable-p2p-v2 = false\n";
    private static final long AT_ONCE = 0;
    private static final long GENTLY = 100;

    private final Payments payments = new Payments();
    private Software official;
    private MixedNetwork network;

    @BeforeAll
    void theOfficialNodeIsAtHand() {
        official = Software.official(OfficialJar.orSkip());
    }

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException {
        if (network != null) {
            network.close();
        }
    }

    /** Both cliques, not started: the one that dials knows the other from the start, which learns of it by discovery. */
    private record Pair(TestClique theirs, TestClique ours) {}

    private Pair pair(Path folder, int officialBrokers, int rillBrokers, boolean rillDials) {
        return pair(folder, LEAST_ZEROS, officialBrokers, rillBrokers, rillDials);
    }

    private Pair pair(Path folder, int leastZeros, int officialBrokers, int rillBrokers, boolean rillDials) {
        network = new MixedNetwork(folder, leastZeros);
        List<NodePorts> officialPlaces = network.places(officialBrokers);
        List<NodePorts> rillPlaces = network.places(rillBrokers);
        return new Pair(
                network.clique(official, officialPlaces, rillDials ? List.of() : rillPlaces),
                network.clique(Software.rill(), rillPlaces, rillDials ? officialPlaces : List.of()));
    }

    private static void say(String format, Object... values) {
        System.out.println("peering: " + String.format(format, values));
    }

    private static void awaitBlocks(TestClique clique, int blocks, Duration patience) {
        await(blocks + " blocks at the " + clique).atMost(patience).until(() -> clique.blocks() >= blocks);
    }

    @Test
    void aLongChainWithContractsIsFollowedFromTheFirstBlockBothWays(@TempDir Path folder) throws Exception {
        // blocks cost nothing here, and come as fast as they are found
        Pair pair = pair(folder, 0, 1, 1, true);
        TestClique theirs = pair.theirs();
        TestClique ours = pair.ours();
        theirs.start();
        network.awaitSynced(theirs);
        Contracts contracts = new Contracts(theirs);
        Contracts.Counter counter;
        // two miners that do not know of each other's blocks at once: uncles
        try (Miners miners = Miners.of(AT_ONCE, theirs, theirs)) {
            counter = contracts.deploy(MixedNetwork.funded(1), theirs);
            payments.awaitConfirmed(counter.transaction(), theirs);
            for (int i = 1; i <= 3; i++) {
                payments.awaitConfirmed(contracts.add(MixedNetwork.funded(1), counter, i, theirs), theirs);
                payments.awaitConfirmed(
                        payments.pay(MixedNetwork.funded(2), MixedNetwork.funded(0), "5", theirs), theirs);
            }
            awaitBlocks(theirs, LONG_CHAIN, LONG);
        }
        long start = System.nanoTime();
        ours.start();
        network.awaitSynced(ours);
        network.awaitAgreement(theirs, ours);
        say(
                "rill has the official node's %d blocks and %d uncles %s s after its start",
                ours.blocks(), ours.forks(), MixedNetwork.secondsSince(start));
        assertSameBalances(theirs, ours);

        theirs.stop();
        TestClique late = network.clique(
                official, network.places(1), List.of(ours.brokers().get(0).ports()));
        network.introduce(ours, List.of());
        ours.stop();
        ours.start();
        start = System.nanoTime();
        late.start();
        network.awaitSynced(ours, late);
        network.awaitAgreement(ours, late);
        say(
                "an official node has all %d from rill alone %s s after its start",
                late.blocks(), MixedNetwork.secondsSince(start));
        assertSameBalances(ours, late);
        new Contracts(late).awaitCount(counter, 1, 6);
        assertThat(late.complaints()).isEmpty();
        assertThat(ours.complaints()).isEmpty();
    }

    @Test
    void whatAMinerFindsThroughRillsMinerApiTheOfficialNodeTakesAndBuildsUpon(@TempDir Path folder) throws Exception {
        Pair pair = pair(folder, 1, 1, true);
        TestClique theirs = pair.theirs();
        TestClique ours = pair.ours();
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        List<MiningMessage.SubmitResult> found = new ArrayList<>();
        try (ApiMiner miner = new ApiMiner(ours.brokers().get(0).ports(), MixedNetwork.GROUPS)) {
            for (int i = 0; i < 40; i++) {
                found.add(miner.mine());
            }
        }
        say("the official node has rill's 40 blocks %s s later", network.awaitAgreement(theirs, ours));
        for (MiningMessage.SubmitResult block : found) {
            assertThat(await(theirs.client().of(block.chain()).block(block.hash()))
                            .hash())
                    .isEqualTo(block.hash());
        }
        Map<ChainIndex, Integer> before = theirs.heights();
        try (Miners miners = Miners.of(AT_ONCE, theirs)) {
            await("the official node builds upon each chain").atMost(SOON).until(() -> {
                Map<ChainIndex, Integer> now = theirs.heights();
                return before.entrySet().stream().allMatch(chain -> now.get(chain.getKey()) > chain.getValue());
            });
        }
        network.awaitAgreement(theirs, ours);
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "official {0} x rill {1}, dialled by rill: {2}")
    @CsvSource({"1, 1, true", "1, 1, false", "2, 1, true", "2, 2, false", "1, 2, true"})
    void bothMineAndArePaidAndAgree(int officialBrokers, int rillBrokers, boolean rillDials, @TempDir Path folder)
            throws Exception {
        Pair pair = pair(folder, officialBrokers, rillBrokers, rillDials);
        TestClique theirs = pair.theirs();
        TestClique ours = pair.ours();
        theirs.start();
        ours.start();
        say("%s and %s synced after %s s", theirs, ours, network.awaitSynced(theirs, ours));
        try (Miners miners = Miners.of(GENTLY, theirs, ours)) {
            PrivateKey receiver = payments.newKey(3);
            for (int group = 0; group < MixedNetwork.GROUPS; group++) {
                TestClique by = group % 2 == 0 ? ours : theirs;
                Submitted payment = payments.pay(MixedNetwork.funded(group), receiver, "3", by);
                double seconds = payments.awaitConfirmed(payment, theirs, ours);
                say("a payment by way of the %s is in everybody's chains after %s s", by, seconds);
            }
            Contracts contracts = new Contracts(theirs);
            Contracts.Counter byRill = contracts.deploy(MixedNetwork.funded(0), ours);
            Contracts.Counter byOfficial = contracts.deploy(MixedNetwork.funded(1), theirs);
            payments.awaitConfirmed(byRill.transaction(), theirs, ours);
            payments.awaitConfirmed(byOfficial.transaction(), theirs, ours);
            payments.awaitConfirmed(contracts.add(MixedNetwork.funded(0), byRill, 4, theirs), theirs, ours);
            payments.awaitConfirmed(contracts.add(MixedNetwork.funded(1), byOfficial, 5, ours), theirs, ours);
            contracts.awaitCount(byRill, 0, 4);
            contracts.awaitCount(byOfficial, 1, 5);
            await("every chain has a height of 3")
                    .atMost(LONG)
                    .until(() -> ours.heights().values().stream().allMatch(height -> height >= 3));
            assertThat(miners.found(theirs)).isPositive();
            assertThat(miners.found(ours)).isPositive();
        }
        double seconds = network.awaitAgreement(theirs, ours);
        say("the same tips %s s after mining ends: %d blocks, %d uncles", seconds, ours.blocks(), ours.forks());
        assertSameBalances(theirs, ours);
        for (TestClique clique : List.of(theirs, ours)) {
            assertThat(clique.miners())
                    .as("blocks of the %s are in the chains", clique)
                    .anySatisfy(miner -> assertThat(
                                    ours.balance(miner).get("balance").asText())
                            .isNotEqualTo("0"));
        }
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void eitherSideMayBeKilledAndComesBack(@TempDir Path folder) throws Exception {
        Pair pair = pair(folder, 1, 1, true);
        TestClique theirs = pair.theirs();
        TestClique ours = pair.ours();
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        for (TestClique killed : List.of(ours, theirs)) {
            TestClique other = killed == ours ? theirs : ours;
            try (Miners miners = Miners.of(GENTLY, theirs, ours)) {
                awaitBlocks(other, other.blocks() + 60, SOON);
                killed.kill();
                if (other == theirs) {
                    // rill does not mine on: its bootstrap list names the official node, which is away
                    awaitBlocks(other, other.blocks() + 40, SOON);
                }
            }
            long start = System.nanoTime();
            killed.start();
            network.awaitSynced(killed);
            network.awaitAgreement(theirs, ours);
            say(
                    "the %s, killed and started again, has all %d blocks after %s s",
                    killed, killed.blocks(), MixedNetwork.secondsSince(start));
            network.awaitSynced(killed, other);
            try (Miners miners = Miners.of(GENTLY, killed)) {
                awaitBlocks(other, other.blocks() + 20, SOON);
            }
            network.awaitAgreement(theirs, ours);
        }
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void chainsThatGrewApartBecomeOne(@TempDir Path folder) throws Exception {
        network = new MixedNetwork(folder, LEAST_ZEROS);
        TestClique theirs = network.clique(official, network.places(1), List.of());
        TestClique ours = network.clique(Software.rill(), network.places(1), List.of());
        for (TestClique alone : List.of(theirs, ours)) {
            alone.start();
            network.awaitSynced(alone);
            try (Miners miners = Miners.of(AT_ONCE, alone)) {
                awaitBlocks(alone, 200, SOON);
            }
        }
        assertThat(MixedNetwork.disagreements(theirs, ours)).isNotEmpty();
        Map<ChainIndex, Integer> reached = ours.heights();
        ours.stop();
        network.introduce(ours, List.of(theirs.brokers().get(0).ports()));
        try (Miners miners = Miners.of(AT_ONCE, theirs)) {
            awaitBlocks(theirs, 300, SOON);
        }
        ours.start();
        network.awaitSynced(theirs, ours);
        // both nodes call the higher branch of a chain the canonical one, even beside a heavier one
        try (Miners miners = Miners.of(GENTLY, theirs, ours)) {
            await("every chain higher than rill's was alone").atMost(LONG).until(() -> {
                Map<ChainIndex, Integer> now = theirs.heights();
                return reached.entrySet().stream().allMatch(chain -> now.get(chain.getKey()) > chain.getValue());
            });
        }
        say("chains that grew apart for 200 blocks are one after %s s", network.awaitAgreement(theirs, ours));
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @ParameterizedTest(
            name = "official {0} x rill {1}, the first on the network is rill: {2}, who speaks it only is rill: {3}")
    @CsvSource({
        "1, 1, false, false",
        "2, 2, false, false",
        "2, 2, true, false",
        "2, 1, false, true",
        "1, 2, false, true"
    })
    // an official node that speaks the second version too never asks by the first: nothing is new to it that was there
    // before
    void bySyncOfTheFirstVersionALateCliqueHasWhatWasThereBeforeAndBothFollow(
            int officialBrokers, int rillBrokers, boolean rillIsFirst, boolean rillSpeaksIt, @TempDir Path folder)
            throws Exception {
        network = new MixedNetwork(folder, LEAST_ZEROS);
        List<NodePorts> officialPlaces = network.places(officialBrokers);
        List<NodePorts> rillPlaces = network.places(rillBrokers);
        TestClique theirs = network.clique(
                official, officialPlaces, rillIsFirst ? rillPlaces : List.of(), rillSpeaksIt ? "" : FIRST_VERSION);
        TestClique ours = network.clique(
                Software.rill(),
                rillPlaces,
                rillIsFirst ? List.of() : officialPlaces,
                rillSpeaksIt ? FIRST_VERSION : "");
        TestClique first = rillIsFirst ? ours : theirs;
        TestClique late = rillIsFirst ? theirs : ours;
        first.start();
        network.awaitSynced(first);
        try (Miners miners = Miners.of(AT_ONCE, first)) {
            // more heights than one answer holds
            awaitBlocks(first, 16 * 60, LONG);
        }
        late.start();
        say("the %s synced by the first version after %s s", late, network.awaitSynced(late, first));
        network.awaitAgreement(theirs, ours);
        try (Miners miners = Miners.of(GENTLY, theirs, ours)) {
            for (TestClique by : List.of(ours, theirs)) {
                Submitted payment = payments.pay(MixedNetwork.funded(by == ours ? 0 : 1), payments.newKey(2), "3", by);
                payments.awaitConfirmed(payment, theirs, ours);
            }
            awaitBlocks(theirs, theirs.blocks() + 60, SOON);
        }
        say("the same tips %s s after mining ends", network.awaitAgreement(theirs, ours));
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void minutesOfTrafficLeaveNoTraceInTheLogs(@TempDir Path folder) throws Exception {
        Pair pair = pair(folder, 2, 2, true);
        TestClique theirs = pair.theirs();
        TestClique ours = pair.ours();
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        PaymentTraffic traffic = new PaymentTraffic(payments, theirs, ours);
        try (Miners miners = Miners.of(GENTLY, theirs, ours)) {
            traffic.fund(3, theirs);
            traffic.fund(3, ours);
            long end = System.nanoTime() + Duration.ofSeconds(TRAFFIC_SECONDS).toNanos();
            while (System.nanoTime() < end) {
                traffic.pay();
                Thread.sleep(GENTLY);
            }
            traffic.awaitSettled();
        }
        network.awaitAgreement(theirs, ours);
        say(
                "%d s: %d blocks, %d beside the best chains, %d payments, of which the official node lost %d against another one",
                TRAFFIC_SECONDS, ours.blocks(), ours.forks(), traffic.size(), traffic.assertSameFates());
        assertSameBalances(theirs, ours);
        traffic.wallets().forEach(keys -> assertSameBalances(keys, theirs, ours));
        assertThat(theirs.peers()).as("still connected").hasSize(2);
        assertThat(network.complaints()).isEmpty();
    }

    private void assertSameBalances(TestClique one, TestClique other) throws IOException {
        seal(one, other);
        assertSameBalances(network.owners(), one, other);
    }

    /** The official node takes blocks between groups into its view of what is best with the next block within a group. */
    private void seal(TestClique one, TestClique other) throws IOException {
        for (int group = 0; group < MixedNetwork.GROUPS; group++) {
            try (ApiMiner miner = new ApiMiner(one.broker(group).ports(), MixedNetwork.GROUPS)) {
                miner.mine(new ChainIndex(group, group));
            }
            network.awaitAgreement(one, other);
        }
    }

    private static void assertSameBalances(List<PrivateKey> owners, TestClique one, TestClique other) {
        await("the same balances")
                .atMost(VIEW)
                .untilAsserted(() ->
                        assertThat(MixedNetwork.balances(one, owners)).isEqualTo(MixedNetwork.balances(other, owners)));
    }
}
