package dev.flowbed.cli.command;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.HeldLock;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** What several commands do. */
final class Commands {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Commands() {}

    /** Keeps other commands from changing the same testnet at the same time. */
    static HeldLock lock(LocalTestnet testnet) throws IOException {
        return HeldLock.acquire(testnet.dir().commandLock(), PATIENCE)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "another flowbed command is busy with " + testnet.name() + "; try again"));
    }

    /** What runs for a testnet. */
    static Blueprint blueprint(LocalTestnet testnet) throws IOException {
        if (testnet.dir().ports().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    testnet.name() + " is down and has no ports; `flowbed start " + testnet.name() + "` starts it");
        }
        return testnet.blueprint();
    }

    /** A duration from the command line. */
    static Duration duration(String text, String option) {
        return parsed(() -> GoDuration.parse(text), option);
    }

    /** What was read from the command line; told as wrong usage when it cannot be. */
    static <T> T parsed(Supplier<T> reader, String what) {
        try {
            return reader.get();
        } catch (IllegalArgumentException | ArithmeticException | FormatException e) {
            throw new CommandFailure(ExitCode.INVALID, what + ": " + e.getMessage());
        }
    }

    /** An amount from the command line in atto ALPH; a plain number is one of ALPH. */
    static U256 atto(String text) {
        String stripped = text.strip();
        try {
            return Alph.parse(stripped.endsWith("ALPH") ? stripped : stripped + " ALPH");
        } catch (FormatException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.INVALID,
                    "AMOUNT: " + text + " is no amount of ALPH, such as 1.5 (with 18 decimals at most)");
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandFailure(ExitCode.INVALID, otherwise);
        }
    }
}
