package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WishesTest {
    @Test
    void whatPeopleWriteOntoATestnetIsActedOnAtOnce() {
        assertThat(accepts(meta -> meta.withGeneration(2L))).isTrue();
        assertThat(accepts(meta -> meta.addToAnnotations(Annotations.WOKEN_AT, "2026-01-01T12:00:00Z")))
                .isTrue();
        assertThat(accepts(meta -> meta.withDeletionTimestamp("2026-01-01T12:00:00Z")))
                .isTrue();
    }

    @Test
    void whatTheOperatorWritesItselfIsNot() {
        assertThat(accepts(meta -> meta.withResourceVersion("8"))).isFalse();
    }

    private static boolean accepts(UnaryOperator<ObjectMetaBuilder> change) {
        Testnet before = testnet(meta -> meta);
        return new Wishes<Testnet>().accept(testnet(change), before);
    }

    private static Testnet testnet(UnaryOperator<ObjectMetaBuilder> change) {
        Testnet testnet = new Testnet();
        testnet.setMetadata(change.apply(new ObjectMetaBuilder()
                        .withName("net")
                        .withGeneration(1L)
                        .withResourceVersion("7"))
                .build());
        return testnet;
    }
}
