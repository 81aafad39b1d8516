package dev.flowbed.miner;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another miner's program: started, listened to, and started again when it ends. */
final class WrappedProgram {
    private static final Logger log = LoggerFactory.getLogger(WrappedProgram.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /** One that ran this long was well, and is started again at once. */
    private static final long WELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long STOP_SECONDS = 3;

    private final List<String> command;
    private final ReportedHashRate reported;
    private volatile boolean stopped;
    private final LongAdder starts = new LongAdder();
    private volatile @Nullable Process process;

    WrappedProgram(List<String> command, ReportedHashRate reported) {
        this.command = List.copyOf(command);
        this.reported = reported;
    }

    /** The program is not there, or cannot be run. */
    static final class CannotRunException extends IOException {
        private static final long serialVersionUID = 1L;

        CannotRunException(String program, IOException cause) {
            super("cannot run " + program + ": " + cause.getMessage(), cause);
        }
    }

    /** Starts it, and sees to it from then on. */
    void start() throws CannotRunException {
        Process first = launch();
        Thread thread = new Thread(() -> keepRunning(first), "program");
        thread.setDaemon(true);
        thread.start();
    }

    /** How often it was started. */
    long starts() {
        return starts.sum();
    }

    void stop() {
        Process current;
        synchronized (this) {
            stopped = true;
            current = process;
        }
        if (current == null) {
            return;
        }
        current.destroy();
        try {
            if (!current.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                current.destroyForcibly();
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Not while it is being stopped: what was started then, nobody would end. */
    private synchronized Process launch() throws CannotRunException {
        Process before = process;
        if (stopped && before != null) {
            return before;
        }
        try {
            Process launched =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            launched.getOutputStream().close();
            process = launched;
            starts.increment();
            return launched;
        } catch (IOException e) {
            throw new CannotRunException(command.get(0), e);
        }
    }

    private void keepRunning(Process first) {
        Process current = first;
        long pause = FIRST_PAUSE_MILLIS;
        while (!stopped) {
            long began = System.nanoTime();
            try {
                listen(current);
                int code = current.waitFor();
                reported.forget();
                if (stopped) {
                    return;
                }
                pause = System.nanoTime() - began > WELL_NANOS
                        ? FIRST_PAUSE_MILLIS
                        : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                log.warn("{} ended with exit code {}; it is started again in {} ms", command.get(0), code, pause);
                Thread.sleep(pause);
                current = launch();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (CannotRunException e) {
                log.error("{}", e.getMessage());
            }
        }
    }

    /** Its output goes on to the log of the whole, with what it says of its hash rate noted. */
    private void listen(Process current) {
        try (BufferedReader lines = current.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reported.read(line, System.nanoTime());
                System.out.println(line);
            }
        } catch (IOException e) {
            log.debug("output of {}: {}", command.get(0), e.getMessage());
        }
    }
}
