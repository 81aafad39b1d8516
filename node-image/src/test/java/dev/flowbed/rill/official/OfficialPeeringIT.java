package dev.flowbed.rill.official;

import static dev.flowbed.alephium.rest.RestClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.mining.MiningMessage;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.Submitted;
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
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofSeconds(60);

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

    /** An official and a rill clique of so many brokers each; rill knows the official one, which learns of rill by discovery. */
    private TestClique[] raise(Path folder, int zeros, int officialBrokers, int rillBrokers, boolean rillDials) {
        network = new MixedNetwork(folder, zeros);
        List<NodePorts> officialPlaces = network.places(officialBrokers);
        List<NodePorts> rillPlaces = network.places(rillBrokers);
        return new TestClique[] {
            network.clique(official, officialPlaces, rillDials ? List.of() : rillPlaces),
            network.clique(Software.rill(), rillPlaces, rillDials ? officialPlaces : List.of())
        };
    }

    private static void say(String format, Object... values) {
        System.out.println("peering: " + String.format(format, values));
    }

    @Test
    void aLongChainWithContractsIsFollowedFromTheFirstBlockBothWays(@TempDir Path folder) {
        TestClique[] cliques = raise(folder, 0, 1, 1, true);
        TestClique theirs = cliques[0];
        TestClique ours = cliques[1];
        theirs.start();
        say("official synced alone after %s s", network.awaitSynced(theirs));
        theirs.mine(true);
        Contracts contracts = new Contracts(theirs);
        Contracts.Counter counter = contracts.deploy(MixedNetwork.funded(1), theirs);
        payments.awaitConfirmed(counter.transaction(), theirs);
        for (int i = 1; i <= 3; i++) {
            payments.awaitConfirmed(contracts.add(MixedNetwork.funded(1), counter, i, theirs), theirs);
            payments.awaitConfirmed(
                    payments.pay(MixedNetwork.funded(2), MixedNetwork.funded(0), "5", theirs), theirs);
        }
        await("a long chain").atMost(LONG).until(() -> theirs.blocks() >= LONG_CHAIN);
        theirs.mine(false);

        long start = System.nanoTime();
        ours.start();
        network.awaitSynced(ours);
        network.awaitAgreement(theirs, ours);
        say("rill has %d blocks of the official node after %s s", ours.blocks(), MixedNetwork.secondsSince(start));
        assertSameBalances(theirs, ours);

        TestClique late = network.clique(official, network.places(1), List.of(ours.brokers().get(0).ports()));
        start = System.nanoTime();
        late.start();
        network.awaitSynced(late);
        network.awaitAgreement(ours, late);
        say("another official node has them from both after %s s", MixedNetwork.secondsSince(start));
        assertThat(contracts.count(counter, 1)).isEqualTo(6);
        assertThat(new Contracts(late).count(counter, 1)).isEqualTo(6);
        assertSameBalances(theirs, late);
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void whatAMinerFindsThroughRillsMinerApiTheOfficialNodeTakesAndBuildsUpon(@TempDir Path folder) throws Exception {
        TestClique[] cliques = raise(folder, LEAST_ZEROS, 1, 1, true);
        TestClique theirs = cliques[0];
        TestClique ours = cliques[1];
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        List<MiningMessage.SubmitResult> found;
        try (ApiMiner miner = new ApiMiner(ours.brokers().get(0).ports(), MixedNetwork.GROUPS)) {
            found = miner.mine(40);
        }
        say("the official node has rill's 40 blocks %s s later", network.awaitAgreement(theirs, ours));
        Map<ChainIndex, Integer> before = theirs.heights();
        for (MiningMessage.SubmitResult block : found) {
            assertThat(await(theirs.client().of(block.chain()).block(block.hash())).hash())
                    .isEqualTo(block.hash());
        }
        theirs.mine(true);
        await("the official node builds upon each chain")
                .atMost(SOON)
                .until(() -> before.entrySet().stream()
                        .allMatch(chain -> theirs.heights().get(chain.getKey()) > chain.getValue()));
        theirs.mine(false);
        network.awaitAgreement(theirs, ours);
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "official {0} x rill {1}, dialled by rill: {2}")
    @CsvSource({"1, 1, true", "1, 1, false", "2, 1, true", "2, 2, false", "1, 2, true"})
    void bothMineAndArePaidAndAgree(int officialBrokers, int rillBrokers, boolean rillDials, @TempDir Path folder) {
        TestClique[] cliques = raise(folder, LEAST_ZEROS, officialBrokers, rillBrokers, rillDials);
        TestClique theirs = cliques[0];
        TestClique ours = cliques[1];
        theirs.start();
        ours.start();
        say("both synced after %s s", network.awaitSynced(theirs, ours));
        theirs.mine(true);
        ours.mine(true);

        PrivateKey receiver = payments.newKey(3);
        for (int group = 0; group < MixedNetwork.GROUPS; group++) {
            TestClique by = group % 2 == 0 ? ours : theirs;
            Submitted payment = payments.pay(MixedNetwork.funded(group), receiver, "3", by);
            say("a payment by way of the %s is in everybody's chains after %s s", by, payments.awaitConfirmed(payment, theirs, ours));
        }
        Contracts contracts = new Contracts(theirs);
        Contracts.Counter byRill = contracts.deploy(MixedNetwork.funded(0), ours);
        Contracts.Counter byOfficial = contracts.deploy(MixedNetwork.funded(1), theirs);
        say("a contract deployed by way of rill is in everybody's chains after %s s", payments.awaitConfirmed(byRill.transaction(), theirs, ours));
        payments.awaitConfirmed(byOfficial.transaction(), theirs, ours);
        payments.awaitConfirmed(contracts.add(MixedNetwork.funded(0), byRill, 4, theirs), theirs, ours);
        payments.awaitConfirmed(contracts.add(MixedNetwork.funded(1), byOfficial, 5, ours), theirs, ours);
        assertThat(contracts.count(byRill, 0)).isEqualTo(4);
        assertThat(contracts.count(byOfficial, 1)).isEqualTo(5);

        await("every chain grows to a height of 5")
                .atMost(LONG)
                .until(() -> ours.heights().values().stream().allMatch(height -> height >= 5));
        theirs.mine(false);
        ours.mine(false);
        say("the same tips %s s after mining ends, %d blocks", network.awaitAgreement(theirs, ours), ours.blocks());
        assertSameBalances(theirs, ours);
        for (TestClique clique : cliques) {
            assertThat(clique.miners())
                    .as("blocks of the %s are in the chains", clique)
                    .anySatisfy(miner -> assertThat(ours.balance(miner).get("balance").asText()).isNotEqualTo("0"));
        }
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void eitherSideMayBeKilledAndComesBack(@TempDir Path folder) throws Exception {
        TestClique[] cliques = raise(folder, LEAST_ZEROS, 1, 1, true);
        TestClique theirs = cliques[0];
        TestClique ours = cliques[1];
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        for (TestClique killed : List.of(ours, theirs)) {
            TestClique other = killed == ours ? theirs : ours;
            theirs.mine(true);
            ours.mine(true);
            int before = other.blocks();
            await("both mine").atMost(SOON).until(() -> other.blocks() > before + 40);
            killed.kill();
            if (other == theirs) {
                // rill needs the official node that its bootstrap list names before it mines on
                int then = other.blocks();
                await("the other mines on").atMost(SOON).until(() -> other.blocks() > then + 40);
            }
            other.mine(false);
            long start = System.nanoTime();
            killed.start();
            network.awaitSynced(killed, other);
            network.awaitAgreement(theirs, ours);
            say("%s, killed and started again, has %d blocks after %s s", killed, killed.blocks(), MixedNetwork.secondsSince(start));
            killed.mine(true);
            int then = other.blocks();
            await("the other follows again").atMost(SOON).until(() -> other.blocks() > then + 20);
            killed.mine(false);
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
            alone.mine(true);
            // the second one is heavier on some chains and lighter on others, or on all
            await("some blocks alone").atMost(SOON).until(() -> alone.blocks() > 200);
            alone.mine(false);
        }
        assertThat(MixedNetwork.disagreements(theirs, ours)).isNotEmpty();
        ours.stop();
        network.introduce(ours, List.of(theirs.brokers().get(0).ports()));
        ours.start();
        theirs.mine(true);
        await("the official node mines on").atMost(SOON).until(() -> theirs.blocks() > 300);
        theirs.mine(false);
        network.awaitSynced(theirs, ours);
        say("chains that grew apart for 200 blocks are one after %s s", network.awaitAgreement(theirs, ours));
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void anOfficialNodeThatSpeaksTheFirstVersionOfSyncOnlyIsFollowedAndFollows(@TempDir Path folder) {
        network = new MixedNetwork(folder, LEAST_ZEROS);
        List<NodePorts> officialPlaces = network.places(1);
        TestClique theirs =
                network.clique(official, officialPlaces, List.of(), "alephium.network.enable-p2p-v2 = false\n");
        TestClique ours = network.clique(Software.rill(), network.places(1), officialPlaces);
        theirs.start();
        network.awaitSynced(theirs);
        theirs.mine(true);
        await("more heights than one answer holds").atMost(LONG).until(() -> theirs.blocks() > 16 * 70);
        ours.start();
        say("rill synced by the first version after %s s", network.awaitSynced(ours, theirs));
        ours.mine(true);
        Submitted payment = payments.pay(MixedNetwork.funded(0), payments.newKey(1), "3", ours);
        payments.awaitConfirmed(payment, theirs, ours);
        theirs.mine(false);
        ours.mine(false);
        say("the same tips %s s after mining ends", network.awaitAgreement(theirs, ours));
        assertSameBalances(theirs, ours);
        assertThat(network.complaints()).isEmpty();
    }

    @Test
    void minutesOfTrafficLeaveNoTraceInTheLogs(@TempDir Path folder) throws Exception {
        long seconds = Integer.getInteger("flowbed.peering.seconds", 60);
        TestClique[] cliques = raise(folder, LEAST_ZEROS, 2, 2, true);
        TestClique theirs = cliques[0];
        TestClique ours = cliques[1];
        theirs.start();
        ours.start();
        network.awaitSynced(theirs, ours);
        theirs.mine(true);
        ours.mine(true);
        List<List<PrivateKey>> wallets = List.of(
                payments.fundedKeys(3, theirs, theirs, ours), payments.fundedKeys(3, ours, theirs, ours));
        List<Submitted> sent = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < cliques.length; i++) {
                payments.payAtRandom(wallets.get(i), cliques[i]).ifPresent(sent::add);
            }
            Thread.sleep(100);
        }
        for (Submitted payment : sent) {
            payments.awaitConfirmed(payment, theirs, ours);
        }
        theirs.mine(false);
        ours.mine(false);
        network.awaitAgreement(theirs, ours);
        say("%d s: %d blocks, %d payments", seconds, ours.blocks(), sent.size());
        assertSameBalances(theirs, ours);
        wallets.forEach(keys -> assertThat(MixedNetwork.balances(ours, keys)).isEqualTo(MixedNetwork.balances(theirs, keys)));
        assertThat(theirs.peers()).as("still connected").hasSize(2);
        assertThat(network.complaints()).isEmpty();
    }

    private void assertSameBalances(TestClique one, TestClique other) {
        assertThat(MixedNetwork.balances(one, network.owners())).isEqualTo(MixedNetwork.balances(other, network.owners()));
    }
}
