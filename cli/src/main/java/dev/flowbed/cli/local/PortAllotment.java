package dev.flowbed.cli.local;

import dev.flowbed.cli.process.FreePorts;
import dev.flowbed.cli.process.PortOwners;
import dev.flowbed.cli.process.PortOwners.Owner;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.StateRoot;
import dev.flowbed.cli.state.TestnetDir;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;

/** Gives ports to testnets: each its own, the same at every start. */
public final class PortAllotment {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StateRoot root;
    private final IntPredicate free;
    private final IntFunction<Optional<Owner>> owners;

    /**
     * Ports of a machine.
     *
     * @param root the testnets that share them
     * @param free whether nobody listens on a port
     * @param owners who listens on a port, as far as that can be known
     */
    PortAllotment(StateRoot root, IntPredicate free, IntFunction<Optional<Owner>> owners) {
        this.root = root;
        this.free = free;
        this.owners = owners;
    }

    /** The ports of this machine's loopback. */
    public static PortAllotment ofLoopback(StateRoot root, ProcessTable table) {
        return new PortAllotment(root, FreePorts::isFree, new PortOwners(table)::of);
    }

    /**
     * What was given out.
     *
     * @param moved a line for each port that had to move, because a stranger has taken it meanwhile
     */
    public record Allotted(PortBook book, List<String> moved) {}

    /**
     * Fills a testnet's book and writes it down. Ports that other testnets have, also stopped ones, are passed over.
     *
     * @param own whether a process is one of the testnet's own, which may hold its ports
     * @throws PortsTaken when a stranger listens on a port that the testnet has had before and that cannot move; then nothing
     *     is written
     */
    public Allotted allot(TestnetDir dir, Collection<Wanted> wishes, LongPredicate own) throws IOException {
        root.create();
        try (HeldLock lock = HeldLock.acquire(root.portsLock(), PATIENCE)
                .orElseThrow(
                        () -> new IOException("the lock on ports is held by another flowbed: " + root.portsLock()))) {
            PortBook before = dir.ports();
            Map<Wanted, String> lost = lost(before, wishes, own);
            refuseLossOfFixed(before, lost);
            Set<Integer> others = othersPorts(dir);
            PortBook book = before.without(
                            lost.keySet().stream().map(Wanted::key).toList())
                    .with(wishes, port -> !others.contains(port) && free.test(port));
            Json.write(dir.portsFile(), book);
            return new Allotted(book, moves(before, book, lost));
        }
    }

    private Set<Integer> othersPorts(TestnetDir dir) throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (TestnetDir other : root.testnets()) {
            if (!other.equals(dir)) {
                ports.addAll(other.ports().ports().values());
            }
        }
        return ports;
    }

    /** The wishes whose written port a stranger has, each with who that is. */
    private Map<Wanted, String> lost(PortBook before, Collection<Wanted> wishes, LongPredicate own) {
        Map<Wanted, String> lost = new TreeMap<>(java.util.Comparator.comparing(Wanted::key));
        for (Wanted wish : wishes) {
            OptionalInt port = before.port(wish.process(), wish.port());
            if (port.isEmpty() || free.test(port.getAsInt())) {
                continue;
            }
            Optional<Owner> owner = owners.apply(port.getAsInt());
            if (owner.isEmpty() || !own.test(owner.get().pid())) {
                lost.put(wish, owner.map(Object::toString).orElse("a process of another user"));
            }
        }
        return lost;
    }

    private static void refuseLossOfFixed(PortBook before, Map<Wanted, String> lost) throws PortsTaken {
        List<String> taken = new ArrayList<>();
        lost.forEach((wish, owner) -> {
            if (!wish.movable()) {
                taken.add("port " + port(before, wish) + " (" + wish.port() + " of " + wish.process() + ") is taken by "
                        + owner);
            }
        });
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }

    private static List<String> moves(PortBook before, PortBook book, Map<Wanted, String> lost) {
        List<String> moved = new ArrayList<>();
        lost.forEach((wish, owner) -> moved.add("the " + wish.port() + " port of "
                + (wish.equals(LocalPlacement.PLATFORM_METRICS) ? "the supervisor" : wish.process()) + " moves from "
                + port(before, wish) + ", taken by " + owner + ", to " + port(book, wish)));
        return moved;
    }

    private static int port(PortBook book, Wanted wish) {
        return book.port(wish.process(), wish.port()).orElseThrow();
    }
}
