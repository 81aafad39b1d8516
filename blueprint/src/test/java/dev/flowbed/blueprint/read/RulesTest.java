package dev.flowbed.blueprint.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schemas' rules, as a whole. */
class RulesTest {
    private static final Path CASES = Path.of("src/test/resources/resources");

    private final Schemas schemas = new Schemas();

    @Test
    void everyRuleHasAFileThatBreaksIt() throws IOException {
        List<String> comments = new ArrayList<>();
        for (String folder : List.of("invalid", "changes")) {
            try (Stream<Path> files = Files.list(CASES.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("# "))
                            .forEach(comments::add);
                }
            }
        }
        for (Kind kind : Kind.values()) {
            for (Schema.Rule rule : all(schemas.of(kind))) {
                String told = rule.messageExpression() == null
                        ? rule.message()
                        : rule.fieldPath() + ": " + firstLiteral(rule.messageExpression());
                assertThat(comments)
                        .as("files that break %s of %s", rule.rule(), kind)
                        .anyMatch(line -> line.contains(told.replace("metadata.name ", "metadata.name: ")));
            }
        }
    }

    @Test
    void everyRuleIsCelAndHasAMessage() {
        CelPrograms programs = new CelPrograms();
        for (Kind kind : Kind.values()) {
            for (Schema.Rule rule : all(schemas.of(kind))) {
                assertThatCode(() -> programs.holds(rule.rule(), Map.of(), Map.of()))
                        .doesNotThrowAnyException();
                assertThat(rule.message()).doesNotStartWith("must satisfy");
            }
        }
    }

    private static String firstLiteral(String expression) {
        return expression.substring(1, expression.indexOf('\'', 1));
    }

    private static List<Schema.Rule> all(Schema schema) {
        List<Schema.Rule> rules = new ArrayList<>(schema.rules());
        schema.properties().values().forEach(property -> rules.addAll(all(property)));
        if (schema.items() != null) {
            rules.addAll(all(schema.items()));
        }
        if (schema.values() != null) {
            rules.addAll(all(schema.values()));
        }
        return rules;
    }
}
