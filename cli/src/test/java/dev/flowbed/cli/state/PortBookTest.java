package dev.flowbed.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortBookTest {
    private static final PortBook.Wanted FIRST = new PortBook.Wanted("a-0", "rest", 22973);
    private static final PortBook.Wanted SECOND = new PortBook.Wanted("a-1", "rest", 22973);

    @Test
    void theFirstGetsThePreferredPortAndTheNextTheOneAfterIt() {
        PortBook book = PortBook.EMPTY.with(List.of(FIRST, SECOND), port -> true);

        assertThat(book.port("a-0", "rest")).hasValue(22973);
        assertThat(book.port("a-1", "rest")).hasValue(22974);
    }

    @Test
    void portsThatOthersHaveArePassedOver() {
        PortBook book = PortBook.EMPTY.with(
                List.of(FIRST, SECOND), port -> !Set.of(22973, 22975).contains(port));

        assertThat(book.ports().values()).containsExactly(22974, 22976);
    }

    @Test
    void writtenPortsStayThoughTheyAreInUseByTheirOwnProcesses() {
        PortBook book =
                PortBook.EMPTY.with(List.of(FIRST), port -> true).with(List.of(SECOND, FIRST), port -> port > 22980);

        assertThat(book.port("a-0", "rest")).hasValue(22973);
        assertThat(book.port("a-1", "rest")).hasValue(22981);
    }

    @Test
    void portsThatNobodyWantsAnyMoreAreGivenBack() {
        PortBook book =
                PortBook.EMPTY.with(List.of(FIRST, SECOND), port -> true).with(List.of(SECOND), port -> true);

        assertThat(book.ports()).containsOnlyKeys("a-1/rest");
    }

    @Test
    void aMachineWithoutAFreePortIsToldSo() {
        assertThatThrownBy(() -> PortBook.EMPTY.with(List.of(FIRST), port -> false))
                .hasMessageContaining("no free TCP port from 22973");
    }
}
