package dev.flowbed.cli.local;

import java.io.IOException;
import java.util.List;

/** Ports that a testnet had, or was told to have, that others listen on now. */
public final class PortsTaken extends IOException {
    private static final long serialVersionUID = 1;

    PortsTaken(List<String> ports) {
        super(String.join("; ", ports));
    }
}
