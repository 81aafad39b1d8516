package dev.flowbed.cli.supervise;

import dev.flowbed.status.Vitals;
import java.io.IOException;
import java.util.Collection;

/** What a supervisor asks of the runtime that it works for. */
public interface Guest {
    /** The plan as it is wanted now; files that processes need have been written. */
    SupervisedPlan plan() throws IOException;

    /** Another number whenever {@link #plan} says something else though nobody has asked for it. */
    long revision();

    /** What is known of the testnet's health. */
    Vitals vitals();

    /** Hears how the units are, whenever that changed. */
    void heard(Collection<RestartUnit> units);

    /**
     * Removes the data of the testnet, which has ended and whose lifetime says so.
     *
     * @param why it ended
     */
    void delete(String why) throws IOException;
}
