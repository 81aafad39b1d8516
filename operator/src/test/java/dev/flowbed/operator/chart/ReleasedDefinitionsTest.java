package dev.flowbed.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people applied under the last release stays valid and means the same. At a release, {@code crds/*.yaml} are copied to
 * {@code crds/released/vX.Y.Z/}.
 */
class ReleasedDefinitionsTest {
    private static final Path DEFINITIONS = Chart.REPOSITORY.resolve("crds");
    private static final ObjectMapper YAML = Serialization.yamlMapper();

    @Test
    void theDefinitionsAcceptAllThatThoseOfTheLastReleaseAccept() throws IOException {
        Path last = lastRelease();
        try (Stream<Path> files = Files.list(last)) {
            List<Path> released = files.toList();
            assertThat(released).isNotEmpty();
            for (Path file : released) {
                Path now = DEFINITIONS.resolve(file.getFileName());
                assertThat(now).exists();
                assertThat(SchemaChanges.between(read(file), read(now)))
                        .as(file.getFileName() + " since " + last.getFileName())
                        .isEmpty();
            }
        }
    }

    private static Path lastRelease() throws IOException {
        try (Stream<Path> folders = Files.list(DEFINITIONS.resolve("released"))) {
            return folders.max(Comparator.comparing(folder ->
                            Version.parse(folder.getFileName().toString().substring(1))))
                    .orElseThrow();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    @Test
    void aNewOptionalFieldIsNoBreach() throws IOException {
        assertThat(after(spec -> properties(spec).putObject("colour").put("type", "string")))
                .isEmpty();
    }

    @Test
    void aFieldThatGoesIsNamed() throws IOException {
        assertThat(after(spec -> properties(spec).remove("cliques"))).containsExactly("Testnet.spec.cliques is gone");
    }

    @Test
    void aFieldThatBecomesRequiredIsNamed() throws IOException {
        assertThat(after(spec -> {
                    properties(spec).putObject("owner").put("type", "string");
                    spec.withArray("required").add("owner");
                }))
                .containsExactly("Testnet.spec.owner is required and was not");
    }

    @Test
    void aTighterBoundAnotherDefaultAndAValueThatGoesAreNamed() throws IOException {
        assertThat(after(spec -> {
                    ObjectNode cliques = (ObjectNode) properties(spec).get("cliques");
                    cliques.put("maximum", 2);
                    cliques.put("default", 2);
                    ((ArrayNode) properties(spec).get("client").get("enum")).remove(0);
                }))
                .satisfiesExactlyInAnyOrder(
                        change -> assertThat(change).startsWith("Testnet.spec.cliques: maximum was "),
                        change -> assertThat(change).startsWith("Testnet.spec.cliques: default was "),
                        change -> assertThat(change).startsWith("Testnet.spec.client no longer takes "));
    }

    @Test
    void aWiderBoundIsNoBreach() throws IOException {
        assertThat(after(spec -> ((ObjectNode) properties(spec).get("cliques")).put("maximum", 1000)))
                .isEmpty();
    }

    @Test
    void aNewRuleIsNamed() throws IOException {
        assertThat(after(spec ->
                        spec.withArray("x-kubernetes-validations").addObject().put("rule", "self.cliques < 3")))
                .containsExactly("Testnet.spec has a new rule: self.cliques < 3");
    }

    @Test
    void aRuleOfANewSwitchIsNoBreachWhileItIsOffByDefault() throws IOException {
        assertThat(after(spec -> newSwitch(spec, false))).isEmpty();
        assertThat(after(spec -> newSwitch(spec, true)))
                .containsExactly("Testnet.spec has a new rule: !self.bright || self.cliques < 3");
    }

    private static void newSwitch(ObjectNode spec, boolean standard) {
        properties(spec).putObject("bright").put("type", "boolean").put("default", standard);
        spec.withArray("x-kubernetes-validations").addObject().put("rule", "!self.bright || self.cliques < 3");
    }

    private interface Edit {
        void to(ObjectNode spec);
    }

    private static List<String> after(Edit edit) throws IOException {
        JsonNode earlier = read(DEFINITIONS.resolve("testnets.yaml"));
        JsonNode later = earlier.deepCopy();
        edit.to((ObjectNode) later.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
        return SchemaChanges.between(earlier, later);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }
}
