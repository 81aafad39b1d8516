package dev.flowbed.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.blueprint.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Has rill itself add the blocks of a recording, in a process of its own: what replays is what runs. */
final class RulesReplay {
    private static final int NO_RECORDING = 2;

    private final JavaProgram rill;

    RulesReplay(JavaProgram rill) {
        this.rill = rill;
    }

    /**
     * What rill says of a recording: {@code same}, counts, and the {@code difference} if there is one.
     *
     * @param progress hears BLOCKS/ALL now and then
     */
    JsonNode run(Path recording, Consumer<String> progress) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(rill.java(), "-XX:+UseSerialGC", "-Xmx2g"));
        command.addAll(rill.options());
        command.addAll(List.of("-jar", rill.jar(), "replay", recording.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(rill.environment());
        Process process = builder.start();
        Thread ended = new Thread(process::destroy, "replay-end");
        Runtime.getRuntime().addShutdownHook(ended);
        try {
            CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> bytes(process.getInputStream()));
            List<String> complaints = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.matches("\\d+/\\d+")) {
                        progress.accept(line);
                    } else {
                        complaints.add(line);
                    }
                }
            }
            int status = process.waitFor();
            JsonNode result = new ObjectMapper().readTree(answer.join());
            if (!result.path("same").isBoolean()) {
                throw new CommandFailure(
                        status == NO_RECORDING ? ExitCode.INVALID : ExitCode.FAILED,
                        complaints.isEmpty() ? "rill ended with code " + status : complaints.get(0),
                        complaints.stream().skip(1).toList());
            }
            return result;
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(ended);
        }
    }

    private static byte[] bytes(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
