package dev.flowbed.miner.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flowbed.miner.hash.EngineUnavailableException;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.Work;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GpuDeviceTest {
    private final Random random = new Random(9);
    private final Work work = new Work(bytes(302), Work.targetBytes(BigInteger.ONE.shiftLeft(244)), 1, 4);
    private final byte[] prefix = bytes(Work.PREFIX_LENGTH);
    private final List<PlainSession> sessions = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final GpuDevice device = new GpuDevice("test-0", "a device", this::session, told::add);

    private GpuSession session() {
        PlainSession session = new PlainSession();
        sessions.add(session);
        return session;
    }

    @Test
    void findsWhatThePlainEngineFindsAndCountsWhatItTried() throws GpuException {
        device.open();
        HashEngine lane = device.lane();
        long found = lane.search(work, prefix, 0, 40_000);
        assertThat(found).isEqualTo(new ScalarEngine().search(work, prefix, 0, 40_000));
        assertThat(device.hashes()).isEqualTo(found == HashEngine.NOT_FOUND ? 40_000 : found + 1);
    }

    @Test
    void goesOverTheEndOfTheCountersLowerHalf() throws GpuException {
        device.open();
        long first = (1L << 32) - 1000;
        assertThat(device.lane().search(work, prefix, first, 20_000))
                .isEqualTo(new ScalarEngine().search(work, prefix, first, 20_000));
    }

    @Test
    void makesALostDeviceAnewAfterAPauseThatGrows() throws GpuException {
        device.open();
        HashEngine lane = device.lane();
        HashEngine other = device.lane();
        sessions.get(0).failing.set(1);
        assertThatThrownBy(() -> lane.search(work, prefix, 0, 10)).isInstanceOf(EngineUnavailableException.class);
        assertThat(device.up()).isFalse();
        assertThat(device.failures()).isEqualTo(1);
        assertThat(sessions.get(0).closed).isTrue();
        assertThatThrownBy(() -> other.search(work, prefix, 0, 10))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.retryNanos()).isPositive());
        await().ignoreExceptionsInstanceOf(EngineUnavailableException.class)
                .until(() -> lane.search(work, prefix, 0, 10) == other.search(work, prefix, 0, 10));
        assertThat(device.up()).isTrue();
        assertThat(told)
                .containsExactly(
                        "test-0 failed: the test has it fail; a new context is tried in 0.2 s, other devices mine on",
                        "test-0 is back");
        sessions.get(1).failing.set(1);
        assertThatThrownBy(() -> lane.search(work, prefix, 0, 10)).isInstanceOf(EngineUnavailableException.class);
        assertThat(told).last().asString().contains("in 0.4 s");
    }

    @Test
    void takesADeviceThatBeginsToComputeWronglyForLost() throws GpuException {
        device.open();
        sessions.get(0).lying = true;
        assertThatThrownBy(() -> device.lane().search(work, prefix, 0, 10))
                .isInstanceOf(EngineUnavailableException.class);
        assertThat(told).singleElement().asString().contains("test-0 failed: it computes wrongly");
        assertThat(device.hashes()).isZero();
    }

    @Test
    void pausesLongerUntilTheDeviceWasWellForAWhile() {
        Backoff backoff = new Backoff();
        assertThat(backoff.afterRunning(0)).isEqualTo(Backoff.FIRST_NANOS);
        assertThat(backoff.afterRunning(0)).isEqualTo(2 * Backoff.FIRST_NANOS);
        assertThat(backoff.afterRunning(Backoff.WELL_NANOS)).isEqualTo(Backoff.FIRST_NANOS);
        for (int i = 0; i < 20; i++) {
            backoff.afterRunning(0);
        }
        assertThat(backoff.afterRunning(0)).isEqualTo(Backoff.LONGEST_NANOS);
    }

    @Test
    void sizesBatchesSoThatANewJobWaitsNoLongerThanItMay() {
        BatchSize size = new BatchSize();
        double nanosATry = 0.5; // two queues of a device of four billion tries a second
        for (int i = 0; i < 30; i++) {
            size.took(size.tries(), (long) (size.tries() * nanosATry));
        }
        assertThat(size.tries() * nanosATry).isBetween(0.9 * BatchSize.AIM_NANOS, 1.1 * BatchSize.AIM_NANOS);
        int before = size.tries();
        size.took(10, 1_000_000_000);
        assertThat(size.tries()).isEqualTo(before);
    }

    @Test
    void sizesBatchesByTheSlowestOfLateWhereOthersUseTheDeviceToo() {
        BatchSize size = new BatchSize();
        Random load = new Random(7);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double nanosATry =
                    2_000 * Math.exp(0.7 * load.nextGaussian()); // a third of them differ by more than a factor of two
            long nanos = (long) (size.tries() * nanosATry);
            if (i >= 100) {
                millis.add(nanos / 1e6);
            }
            size.took(size.tries(), nanos);
        }
        Collections.sort(millis);
        assertThat(millis.get(millis.size() / 2)).isLessThan(25);
        assertThat(millis.get(millis.size() * 9 / 10)).isLessThan(50);
    }

    @Test
    void aSizeRecoversFromOnePause() {
        BatchSize size = new BatchSize();
        for (int i = 0; i < 100; i++) {
            size.took(size.tries(), size.tries() * 2_000L);
        }
        int before = size.tries();
        size.took(before, 1_000_000_000);
        assertThat(size.tries()).isEqualTo(before / 2);
        for (int i = 0; i < 40; i++) {
            size.took(size.tries(), size.tries() * 2_000L);
        }
        assertThat(size.tries()).isEqualTo(before);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
