package dev.flowbed.miner.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceSelectionTest {

    @Test
    void takesAllDevicesThatThereAre() {
        assertThat(DeviceSelection.parse("all").of(3)).containsExactly(0, 1, 2);
        assertThat(DeviceSelection.ALL.of(0)).isEmpty();
    }

    @Test
    void takesNumbersAndRangesEachDeviceOnce() {
        assertThat(DeviceSelection.parse("4,1-2,2").of(5)).containsExactly(1, 2, 4);
    }

    @Test
    void saysWhichDeviceIsNotThere() {
        assertThatThrownBy(() -> DeviceSelection.parse("0,2-3").of(3))
                .hasMessage("there is no device 3 among the 3 devices that are seen, which are numbered from 0 to 2");
        assertThatThrownBy(() -> DeviceSelection.parse("1").of(1))
                .hasMessage("there is no device 1 among the 1 device that is seen, which is number 0");
    }
}
