package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.model.Block;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the official node says of changed blocks: as it was written down once, and as it says when its jar is at hand. */
final class OfficialVerdicts {
    /** Names the official node's jar. */
    static final String JAR_VARIABLE = "FLOWBED_ALEPHIUM_JAR";

    private static final String RECORDED = "official-verdicts.tsv";
    private static final Path PROGRAM = Path.of("src", "test", "official", "OfficialChain.java");

    private final List<Command> commands = new ArrayList<>();

    private record Command(String way, Encodable what) {
        @Override
        public String toString() {
            return way + "\t" + Bytes.wrap(what.encode()).hex();
        }
    }

    /** Has a block added, which must be valid. */
    void add(Block block) {
        commands.add(new Command("add", block));
    }

    /** Asks about something changed. */
    void ask(String name, Mutant mutant) {
        String way = mutant.way().name().toLowerCase(Locale.ROOT);
        Encodable changed = mutant.block() == null ? mutant.submitted() : mutant.block();
        commands.add(new Command(way + "\t" + name, Objects.requireNonNull(changed)));
    }

    /** What was written down, by the name of the case, for one recording. */
    static Map<String, String> recorded(String recording) throws IOException {
        try (InputStream in = OfficialVerdicts.class.getResourceAsStream(RECORDED)) {
            String text = new String(Objects.requireNonNull(in, RECORDED).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> all = parsed(text.lines().toList());
            all.keySet().removeIf(name -> !name.startsWith(recording));
            return all;
        }
    }

    /** Asks the official node itself, in a process of its own. */
    Map<String, String> asked(Path jar, Path folder, String config) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("official"));
        Files.writeString(home.resolve("user.conf"), config);
        Path questions = Files.write(
                folder.resolve("commands"), commands.stream().<CharSequence>map(Command::toString)::iterator);
        Path answers = folder.resolve("answers");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        jar.toString(),
                        PROGRAM.toString(),
                        home.toString(),
                        questions.toString(),
                        answers.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("official.log").toFile());
        command.environment().put("ALEPHIUM_HOME", home.toString());
        Process process = command.start();
        if (process.waitFor() != 0) {
            throw new IOException("the official node's rules could not be asked: "
                    + Files.readString(folder.resolve("official.log")));
        }
        Map<String, String> all = parsed(Files.readAllLines(answers));
        all.remove("added");
        return all;
    }

    private static Map<String, String> parsed(List<String> lines) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            verdicts.put(parts[0], parts[1]);
        }
        return verdicts;
    }
}
