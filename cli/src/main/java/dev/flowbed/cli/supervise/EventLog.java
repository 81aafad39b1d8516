package dev.flowbed.cli.supervise;

import java.time.Instant;

/** Hears what happens to a testnet: starts, deaths, restarts, ends. */
@FunctionalInterface
public interface EventLog {
    /** One thing that happened, as a sentence without a full stop. */
    void add(Instant at, String what);
}
