package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.vm.Opcode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Requests with the official answers, a line each, compressed: the differential test for those who have no official node. */
public final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RANDOM = 150;
    private static final int MOST_LIKE_ONE = 2;
    private static final int LONGEST = 6000;

    private Corpus() {}

    /**
     * A request and what the official node said.
     *
     * @param subject the instruction that passed or failed in it; empty when it is about no certain one
     */
    public record Entry(String name, Optional<Opcode> subject, String path, JsonNode request, Answer answer) {
        private String kind() {
            return subject.map(opcode -> opcode + " " + answer.isOk()).orElse(name + answer.gist());
        }
    }

    /** Two at most for each instruction that passes and that fails, and of each kind of random program and answer. */
    public static List<Entry> choose(List<Entry> all) {
        Map<String, Integer> counts = new HashMap<>();
        List<Entry> chosen = new ArrayList<>();
        int random = 0;
        for (Entry entry : all) {
            boolean isLong = entry.request().toString().length()
                            + entry.answer().body().toString().length()
                    > LONGEST;
            boolean isTrial = entry.subject().isPresent();
            if (!isTrial && (isLong || random >= MOST_RANDOM)) {
                continue;
            }
            if (counts.merge(entry.kind(), 1, Integer::sum) <= MOST_LIKE_ONE) {
                chosen.add(entry);
                random += isTrial ? 0 : 1;
            }
        }
        return chosen;
    }

    public static void write(Path file, List<Entry> entries) {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (Entry entry : entries) {
                ObjectNode line = JSON.createObjectNode();
                line.put("name", entry.name());
                entry.subject().ifPresent(opcode -> line.put("subject", opcode.name()));
                line.put("path", entry.path());
                line.set("request", entry.request());
                line.put("status", entry.answer().status());
                line.set("answer", entry.answer().body());
                out.write(line + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Entry> read(InputStream in) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            List<Entry> entries = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = JSON.readTree(line);
                entries.add(new Entry(
                        json.get("name").asText(),
                        Optional.ofNullable(json.get("subject")).map(subject -> Opcode.valueOf(subject.asText())),
                        json.get("path").asText(),
                        json.get("request"),
                        Answer.of(json.get("status").asInt(), json.get("answer"))));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
