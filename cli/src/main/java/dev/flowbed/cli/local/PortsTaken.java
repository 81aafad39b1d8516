package dev.flowbed.cli.local;

import java.io.IOException;
import java.util.List;

/** Ports that a testnet had, or was told to have, that others listen on now. */
public final class PortsTaken extends IOException {
    private static final long serialVersionUID = 1;

    private final transient List<String> ports;

    PortsTaken(List<String> ports) {
        super(String.join("; ", ports));
        this.ports = List.copyOf(ports);
    }

    /** One line each: the port, whose it is, and who has it. */
    public List<String> ports() {
        return ports;
    }
}
