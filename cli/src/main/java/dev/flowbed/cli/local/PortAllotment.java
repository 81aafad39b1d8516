package dev.flowbed.cli.local;

import dev.flowbed.cli.process.FreePorts;
import dev.flowbed.cli.process.PortOwners;
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
import java.util.Set;
import java.util.function.LongPredicate;

/** Gives ports to testnets: each its own, the same at every start. */
public final class PortAllotment {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StateRoot root;
    private final PortOwners owners;

    public PortAllotment(StateRoot root, ProcessTable table) {
        this.root = root;
        this.owners = new PortOwners(table);
    }

    /**
     * Fills a testnet's book and writes it down. Ports that other testnets have, also stopped ones, are passed over.
     *
     * @param own whether a process is one of the testnet's own, which may hold its ports
     * @throws PortsTaken when a stranger listens on a port that the testnet has had before
     */
    public PortBook allot(TestnetDir dir, Collection<Wanted> wishes, LongPredicate own) throws IOException {
        root.create();
        try (HeldLock lock = HeldLock.acquire(root.portsLock(), PATIENCE)
                .orElseThrow(
                        () -> new IOException("the lock on ports is held by another flowbed: " + root.portsLock()))) {
            Set<Integer> others = othersPorts(dir);
            PortBook before = dir.ports();
            PortBook book = before.with(wishes, port -> !others.contains(port) && FreePorts.isFree(port));
            refuseTaken(before, book, own);
            Json.write(dir.portsFile(), book);
            return book;
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

    private void refuseTaken(PortBook before, PortBook book, LongPredicate own) throws PortsTaken {
        List<String> taken = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : book.ports().entrySet()) {
            int port = entry.getValue();
            if (!before.ports().containsKey(entry.getKey()) || FreePorts.isFree(port)) {
                continue;
            }
            var owner = owners.of(port);
            if (owner.isEmpty() || !own.test(owner.get().pid())) {
                String[] parts = entry.getKey().split("/");
                taken.add("port " + port + " (" + parts[1] + " of " + parts[0] + ") is taken by "
                        + owner.map(Object::toString).orElse("a process of another user"));
            }
        }
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }
}
