package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestnetChecksTest {
    private static final String TESTNET =
            "apiVersion: flowbed.dev/v1alpha1\nkind: Testnet\nmetadata: {name: net}\nspec: %s\n---\n";
    private static final String NODE =
            "apiVersion: flowbed.dev/v1alpha1\nkind: FullNode\nmetadata: {name: %s}\nspec: {testnetRef: {name: net}%s}\n---\n";

    private final TestnetChecks checks = new TestnetChecks();

    @Test
    void aTestnetWithWhatItMadeIsSound() {
        TestnetResources resources =
                read(TESTNET.formatted("{}") + NODE.formatted("net-c0-b0", ", position: {clique: 0, broker: 0}"));
        own(resources.testnet(), resources.fullNodes().get(0));

        Checked checked = checks.check(resources, Optional.empty());

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.sound()).isEqualTo(resources);
    }

    @Test
    void aCliqueThatIsScaledAwayIsNoProblem() {
        TestnetResources resources =
                read(TESTNET.formatted("{}") + NODE.formatted("net-c1-b0", ", position: {clique: 1, broker: 0}"));
        own(resources.testnet(), resources.fullNodes().get(0));

        assertThat(checks.check(resources, Optional.empty()).problems()).isEmpty();
    }

    @Test
    void anAddressInTheWrongGroupKeepsTheTestnetFromStarting() {
        Checked checked = checks.check(
                read(TESTNET.formatted("{groups: 1, rewardAddresses: [not-an-address]}")), Optional.empty());

        assertThat(checked.isSound()).isFalse();
        assertThat(checked.message(checked.sound().testnet()))
                .startsWith("spec.rewardAddresses[0] is no Alephium address");
    }

    @Test
    void aWrongExtraNodeIsLeftOutAndTheTestnetRuns() {
        TestnetResources resources = read(TESTNET.formatted("{}")
                + NODE.formatted("good", "")
                + NODE.formatted("bad", ", config: 'alephium.genesis = 1'"));

        Checked checked = checks.check(resources, Optional.empty());

        assertThat(checked.isSound()).isTrue();
        assertThat(checked.sound().fullNodes())
                .extracting(node -> node.getMetadata().getName())
                .containsExactly("good");
        FullNode bad = resources.fullNodes().get(1);
        assertThat(checked.message(bad)).contains("spec.config", "alephium.genesis must not be set here");
    }

    @Test
    void aSecretThatIsMissingOrTooShortIsTold() {
        TestnetResources resources = read(TESTNET.formatted("{access: {apiKeySecretRef: {name: keys}}}"));

        assertThat(message(resources, Optional.empty()))
                .contains("names Secret keys, which does not exist; make it with entry api-key");
        assertThat(message(resources, Optional.of(secret("short"))))
                .contains("must have at least 32 characters, has 5")
                .doesNotContain("short");
        assertThat(message(resources, Optional.of(secret("a-key-of-thirty-two-characters-or-more"))))
                .isEmpty();
    }

    private String message(TestnetResources resources, Optional<Secret> secret) {
        return checks.check(resources, secret).message(resources.testnet());
    }

    private static Secret secret(String key) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("keys")
                .endMetadata()
                .withStringData(Map.of("api-key", key))
                .build();
    }

    private static void own(Testnet testnet, HasMetadata child) {
        testnet.getMetadata().setUid("uid-of-net");
        child.getMetadata().setOwnerReferences(List.of(Owners.reference(testnet)));
    }

    private static TestnetResources read(String text) {
        return new ResourceReader()
                .read(List.of(new Source("test", text)))
                .testnets()
                .get(0);
    }
}
