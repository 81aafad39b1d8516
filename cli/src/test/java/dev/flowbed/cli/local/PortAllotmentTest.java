package dev.flowbed.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.cli.process.PortOwners.Owner;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.cli.state.StateRoot;
import dev.flowbed.cli.state.TestnetDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortAllotmentTest {
    private static final Wanted REST = new Wanted("net-c0-b0", "rest", 22973);
    private static final Wanted METRICS = LocalPlacement.PLATFORM_METRICS;
    private static final List<Wanted> WISHES = List.of(REST, METRICS);
    private static final long OWN = 7;

    @TempDir
    private Path folder;

    private final Map<Integer, Owner> listening = new HashMap<>();
    private StateRoot root;
    private TestnetDir net;

    @BeforeEach
    void make() throws IOException {
        root = new StateRoot(folder);
        net = testnet("net");
    }

    @Test
    void aTestnetKeepsItsPortsOverRestarts() throws IOException {
        PortBook first = allot(net).book();
        assertThat(first.port("net-c0-b0", "rest")).hasValue(22973);

        assertThat(allot(net).book()).isEqualTo(first);
        assertThat(net.ports()).isEqualTo(first);
    }

    @Test
    void portsOfAnotherTestnetArePassedOverThoughItIsStopped() throws IOException {
        allot(net);

        assertThat(allot(testnet("other")).book().ports()).containsEntry("net-c0-b0/rest", 22974);
    }

    @Test
    void aPortOfMetricsThatAStrangerTookMovesAndThatIsTold() throws IOException {
        allot(net);
        listening.put(9573, new Owner(12, "python3 -m http.server"));

        PortAllotment.Allotted allotted = allot(net);

        assertThat(allotted.book().port("flowbed", "metrics")).hasValue(9574);
        assertThat(net.ports().port("flowbed", "metrics")).hasValue(9574);
        assertThat(allotted.moved())
                .containsExactly("the metrics port of the supervisor moves from 9573, taken by process 12 (python3 -m"
                        + " http.server), to 9574");
    }

    @Test
    void aPortThatMovedStaysWhereItIsNow() throws IOException {
        allot(net);
        listening.put(9573, new Owner(12, "x"));
        allot(net);
        listening.clear();

        PortAllotment.Allotted allotted = allot(net);

        assertThat(allotted.book().port("flowbed", "metrics")).hasValue(9574);
        assertThat(allotted.moved()).isEmpty();
    }

    @Test
    void aNodesPortThatAStrangerTookIsNamedWithTheNodeAndTheStranger() throws IOException {
        PortBook before = allot(net).book();
        listening.put(22973, new Owner(12, "nc -l 22973"));
        listening.put(9573, new Owner(12, "nc -l 9573"));

        assertThatThrownBy(() -> allot(net))
                .isInstanceOfSatisfying(
                        PortsTaken.class,
                        taken -> assertThat(taken.ports())
                                .containsExactly(
                                        "port 22973 (rest of net-c0-b0) is taken by process 12 (nc -l 22973)"));
        assertThat(net.ports()).isEqualTo(before);
    }

    @Test
    void whoCannotBeSeenIsAnotherUser() throws IOException {
        allot(net);
        PortAllotment blind = new PortAllotment(root, port -> port != 22973, port -> Optional.empty());

        assertThatThrownBy(() -> blind.allot(net, WISHES, pid -> true))
                .hasMessageContaining("22973 (rest of net-c0-b0) is taken by a process of another user");
    }

    @Test
    void itsOwnProcessesMayHoldItsPorts() throws IOException {
        PortBook before = allot(net).book();
        listening.put(22973, new Owner(OWN, "rill"));
        listening.put(9573, new Owner(OWN, "flowbed"));

        assertThat(allot(net)).isEqualTo(new PortAllotment.Allotted(before, List.of()));
    }

    private PortAllotment.Allotted allot(TestnetDir dir) throws IOException {
        return new PortAllotment(
                        root, port -> !listening.containsKey(port), port -> Optional.ofNullable(listening.get(port)))
                .allot(dir, WISHES, pid -> pid == OWN);
    }

    private TestnetDir testnet(String name) throws IOException {
        TestnetDir dir = root.testnet(name);
        dir.create();
        PrivateFiles.write(dir.resources(), "");
        return dir;
    }
}
