package dev.flowbed.miner.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void hashesOneNonceAfterTheOtherWhenAskedToOrWhenTheCapIsLow() {
        Engines asked = Engines.choose(EngineWish.SCALAR, Double.POSITIVE_INFINITY, told::add);
        assertThat(asked.reason()).isEqualTo("scalar: as asked");
        assertThat(asked.engines().get()).isInstanceOf(ScalarEngine.class);
        Engines capped = Engines.choose(EngineWish.AUTO, 200_000, told::add);
        assertThat(capped.reason()).contains("cap");
        assertThat(capped.engines().get()).isInstanceOf(ScalarEngine.class);
    }

    @Test
    void goesOverToVectorsOnceTheyAreCompiledAndTested() {
        Engines engines = Engines.choose(EngineWish.VECTOR, 200_000, told::add);
        HashEngine engine = engines.engines().get();
        if (VectorEngine.lanes() < 8) {
            assertThat(engines.reason()).contains("lanes", "8");
            return;
        }
        SelfTest test = new SelfTest(new Random(3));
        assertThat(test.passes(engine, 4)).isTrue();
        await().atMost(Duration.ofSeconds(90)).until(() -> !told.isEmpty());
        assertThat(told).singleElement().asString().contains("takes over");
        assertThat(engine.name()).isEqualTo("vector-" + VectorEngine.lanes());
        assertThat(test.passes(engine, 40)).isTrue();
        Work huge = new Work(test.bytes(1500), new byte[32], 0, 1);
        assertThat(engine.search(huge, test.bytes(16), 0, 10)).isEqualTo(HashEngine.NOT_FOUND);
    }
}
