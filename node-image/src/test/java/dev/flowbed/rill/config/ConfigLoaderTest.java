package dev.flowbed.rill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.net.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String MINIMAL = """
            alephium.network.network-id = 4
            alephium.discovery.bootstrap = []
            """;

    @TempDir
    private Path home;

    @Test
    void takesTheTestnetTemplateForNetworkFour() {
        RillConfig config = load(MINIMAL);
        assertThat(config.rules().genesisLeastZeros()).isEqualTo(24);
        assertThat(config.rules().leastZeros()).isEqualTo(19);
        assertThat(config.rules().danube()).isEqualTo(new BlockTime(8000, 4000));
        assertThat(config.storage().dataFolder()).isEqualTo(home.resolve("network-4"));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void takesTheDevnetTemplateForNetworkFive() {
        RillConfig config = load("alephium { network.network-id = 5, discovery.bootstrap = [] }");
        assertThat(config.rules().leastZeros()).isZero();
        assertThat(config.rules().allocations()).hasSize(3);
    }

    @Test
    void letsTheTestnetPatchOverrideTheLeastZerosSilently() {
        RillConfig config = load(MINIMAL + "alephium.consensus.num-zeros-at-least-in-hash = 8");
        assertThat(config.rules().genesisLeastZeros()).isEqualTo(8);
        assertThat(config.rules().leastZeros()).isEqualTo(19);
    }

    @Test
    void refusesTheTestnetPatchOnOtherNetworks() {
        assertRefused(
                """
                alephium { network.network-id = 5, discovery.bootstrap = [] }
                alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = 8
                """,
                "user.conf:2: alephium.consensus.num-zeros-at-least-in-hash-testnet-patch: is only for networks of the"
                        + " testnet kind (network id modulo 3 is 1), and this one's id is 5: must be left out");
    }

    @Test
    void namesFileLineAndKeyOfAWrongValue() {
        assertRefused(
                MINIMAL + "alephium.network.rest-port = many",
                "user.conf:3: alephium.network.rest-port: is \"many\", must be a port: 0 (any free one) or 1 to 65535");
        assertRefused(
                MINIMAL + "alephium.consensus.danube.block-target-time = 2 parsecs",
                "user.conf:3: alephium.consensus.danube.block-target-time: is \"2 parsecs\","
                        + " must be a duration such as 2 seconds, 500 ms or 10 minutes");
    }

    @Test
    void namesTheEntryOfAWrongAllocation() {
        assertRefused(MINIMAL + """
                        alephium.genesis.allocations = [
                          { address = "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH", amount = 1000 ALPH, lock-duration = 0 seconds }
                          { address = "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF", amount = "ten", lock-duration = 0 seconds }
                        ]
                        """, "user.conf:5: alephium.genesis.allocations[1].amount: is \"ten\"");
    }

    @Test
    void refusesBrokersThatDoNotDivideTheGroups() {
        assertRefused(
                MINIMAL + "alephium.broker.broker-num = 3",
                "user.conf:3: alephium.broker.broker-num: is 3, must divide the 4 groups (alephium.broker.groups)");
        assertRefused(
                MINIMAL + "alephium.broker { broker-num = 2, broker-id = 2 }",
                "user.conf:3: alephium.broker.broker-id: is 2, must be a whole number from 0 to 1");
    }

    @Test
    void refusesHardForksToCome() {
        assertRefused(
                MINIMAL + "alephium.network.danube-hard-fork-timestamp = 1900000000000",
                "user.conf:3: alephium.network.danube-hard-fork-timestamp: is 1900000000000, which is to come");
    }

    @Test
    void refusesTheNetworksOfAlephium() {
        assertRefused(
                "alephium { network.network-id = 1, discovery.bootstrap = [] }",
                "user.conf:1: alephium.network.network-id: is 1");
        assertRefused("alephium.discovery.bootstrap = []", "user.conf: alephium.network.network-id: is missing");
    }

    @Test
    void hasNoDevelopmentAidsUnlessAskedForAndWarnsOfThem() {
        assertThat(load(MINIMAL).development()).isEqualTo(DevelopmentSettings.OFF);
        RillConfig config = load(MINIMAL + "flowbed.dev.enabled = true");
        assertThat(config.development().enabled()).isTrue();
        assertThat(config.warnings()).singleElement().asString().startsWith("development aids are on");
        assertThat(load(MINIMAL + "flowbed.dev.enable = true").warnings())
                .containsExactly("user.conf:3: flowbed.dev.enable is no setting of this node: ignored"
                        + " (did you mean flowbed.dev.enabled?)");
    }

    @Test
    void refusesDevelopmentAidsOnTheNetworksOfAlephium() {
        for (int network = 0; network < 2; network++) {
            assertRefused(
                    "alephium { network.network-id = " + network
                            + ", discovery.bootstrap = [] }\nflowbed.dev.enabled = true",
                    "user.conf:2: flowbed.dev.enabled: is true on network " + network + ", which is Alephium's own");
        }
    }

    @Test
    void refusesAFundingWalletWithoutTheWordsForOneAndDoesNotShowIt() {
        assertRefused(
                MINIMAL + "flowbed.dev { enabled = true, wallet = \"some secret words\" }",
                "user.conf:3: flowbed.dev.wallet: has 3 words, must be the 12 to 24 words of a wallet");
    }

    @Test
    void asksForOneMinerAddressOfEachGroupInOrder() {
        assertRefused(
                MINIMAL + "alephium.mining.miner-addresses = [\"1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH\"]",
                "user.conf:3: alephium.mining.miner-addresses: has 1 addresses, must be a list of 4 addresses");
        assertRefused(
                MINIMAL + """
                        alephium.mining.miner-addresses = [
                          "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF", "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH"
                          "15jjExDyS8q3Wqk9v29PCQ21jDqubDrD8WQdgn6VW2oi4", "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R"
                        ]
                        """, "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF at position 0, which is of group 1");
    }

    @Test
    void asksForAnApiKeyUnlessOnlyThisMachineIsServed() {
        assertThat(load(MINIMAL).api().apiKeys()).isEmpty();
        assertRefused(MINIMAL + "alephium.api.network-interface = 0.0.0.0", "alephium.api.api-key: is missing");
        assertRefused(
                MINIMAL + "alephium.api.api-key = short",
                "user.conf:3: alephium.api.api-key: has 5 characters, must have 32 or more");
        assertThat(load(MINIMAL + "alephium.api { network-interface = 0.0.0.0, api-key-enabled = false }")
                        .api()
                        .apiKeys())
                .isEmpty();
        assertThat(load(MINIMAL + "alephium.api.api-key = [" + KEY + ", " + KEY + "ff]")
                        .api()
                        .apiKeys())
                .containsExactly(KEY, KEY + "ff");
    }

    @Test
    void readsApiKeysFromTheEnvironmentUnlessWrittenOut() {
        Map<String, String> environment = Map.of("ALEPHIUM_API_KEY", KEY, "MY_PORT", "5000");
        assertThat(load(MINIMAL, environment, new Properties()).api().apiKeys()).containsExactly(KEY);
        assertThat(load(MINIMAL + "alephium.api.api-key = " + KEY + "00", environment, new Properties())
                        .api()
                        .apiKeys())
                .containsExactly(KEY + "00");
        assertThat(load(MINIMAL + "alephium.network.rest-port = ${?MY_PORT}", environment, new Properties())
                        .api()
                        .port())
                .isEqualTo(5000);
    }

    @Test
    void letsSystemPropertiesWin() {
        Properties properties = new Properties();
        properties.setProperty("alephium.network.rest-port", "22973");
        properties.setProperty("alephium.discovery.bootstrap", "a.example:1,b.example:2");
        RillConfig config = load(MINIMAL + "alephium.network.rest-port = 5", Map.of(), properties);
        assertThat(config.api().port()).isEqualTo(22973);
        assertThat(config.peering().bootstrap())
                .containsExactly(new HostPort("a.example", 1), new HostPort("b.example", 2));
        properties.setProperty("alephium.broker.groups", "none");
        assertThatThrownBy(() -> load(MINIMAL, Map.of(), properties))
                .hasMessage(
                        "system properties: alephium.broker.groups: is \"none\", must be a whole number from 1 to 64");
    }

    @Test
    void warnsAboutUnknownKeysByNameAndLine() {
        RillConfig config = load(MINIMAL + """
                alephium.network.ws-port = 21973
                alephium.wallet.locking-timeout = 99999 minutes
                alephium.network.rest-prot = 1
                alephium.brokers.groups = 4
                other.key = 1
                """);
        assertThat(config.warnings())
                .containsExactly(
                        "user.conf:6: alephium.brokers.groups is no setting of this node: ignored (did you mean alephium.broker.groups?)",
                        "user.conf:5: alephium.network.rest-prot is no setting of this node: ignored"
                                + " (did you mean alephium.network.rest-port?)");
    }

    @Test
    void saysWhereTextIsNotHocon() {
        assertRefused("alephium {\n  network.network-id = = 4\n}", "user.conf:2: not HOCON: ");
        assertRefused("alephium.network.network-id = ${NOWHERE}", "user.conf:1: a substitution has no value: ");
    }

    @Test
    void namesTheCoordinatorOfBrokersThatAreNone() {
        RillConfig config = load(MINIMAL + """
                alephium.broker { broker-num = 2, broker-id = 1 }
                alephium.network.internal-address = "127.0.0.1:9974"
                """);
        assertThat(config.peering().isCoordinator()).isFalse();
        assertThat(config.broker().ownGroups()).isEqualTo(List.of(1, 3));
        assertRefused(
                MINIMAL + "alephium.broker { broker-num = 2, broker-id = 1 }",
                "alephium.network.coordinator-address: is this broker's own internal-address, but broker 1 is not the coordinator");
    }

    private void assertRefused(String userConf, String message) {
        assertThatThrownBy(() -> load(userConf))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private RillConfig load(String userConf) {
        return load(userConf, Map.of(), new Properties());
    }

    private RillConfig load(String userConf, Map<String, String> environment, Properties properties) {
        try {
            Files.writeString(home.resolve("user.conf"), userConf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ConfigLoader(environment, properties, CLOCK).load(home);
    }
}
