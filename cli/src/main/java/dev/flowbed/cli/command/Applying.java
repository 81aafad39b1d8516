package dev.flowbed.cli.command;

import dev.flowbed.cli.local.Application;
import dev.flowbed.cli.local.Application.Applied;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.PortsTaken;
import dev.flowbed.cli.local.Refused;
import dev.flowbed.cli.state.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Applies resources for a command, and tells people what comes of it.
 *
 * @param notes hears what is worth knowing, a line at a time
 */
record Applying(LocalTestnet testnet, Consumer<String> notes) {
    /**
     * Applies what `up` was given.
     *
     * @param again the command that brings it up when its old ports were given up
     */
    Applied apply(Application.Request request, String again) throws IOException {
        boolean isNew = !testnet.dir().exists();
        try {
            return told(new Application(testnet).apply(request));
        } catch (Refused e) {
            forget(isNew);
            throw new CommandFailure(ExitCode.INVALID, String.valueOf(e.getMessage()), e.reasons());
        } catch (PortsTaken e) {
            forget(isNew);
            throw taken(e, again);
        }
    }

    /** Applies what a stopped testnet has: it gets ports again when it was down, and all that it needs must still be there. */
    Applied applySame() throws IOException {
        try {
            return told(new Application(testnet)
                    .apply(new Application.Request(
                            testnet.resources(),
                            List.of(),
                            existing -> List.of(),
                            Optional.empty(),
                            false,
                            Settings.NONE)));
        } catch (Refused e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reasons());
        } catch (PortsTaken e) {
            throw taken(e, "flowbed start " + testnet.name());
        }
    }

    private Applied told(Applied applied) {
        applied.notes().forEach(notes);
        return applied;
    }

    private CommandFailure taken(PortsTaken e, String again) {
        List<String> details = new ArrayList<>();
        if (e.ports().size() > 1) {
            details.addAll(e.ports());
        }
        details.add("A node's ports stay the same over restarts. End what listens there, or give the ports up:");
        details.add("  flowbed down " + testnet.name() + " && " + again);
        return new CommandFailure(
                ExitCode.FAILED,
                testnet.name() + " cannot start: "
                        + (e.ports().size() > 1
                                ? e.ports().size() + " of its ports are taken"
                                : e.ports().get(0)),
                details);
    }

    private void forget(boolean isNew) throws IOException {
        if (isNew) {
            testnet.dir().wipe();
        }
    }
}
