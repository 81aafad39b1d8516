package dev.flowbed.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What an API server asks of a definition beyond being well formed, so that it is not refused there first. */
class StructuralSchemaTest {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Testnet.class, Shard.class, FullNode.class, MinerPool.class);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> definitionsAreStructural() {
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> {
                    JSONSchemaProps root = version(kind).getSchema().getOpenAPIV3Schema();
                    assertThat(root.getRequired()).contains("spec");
                    structural(root, kind.getSimpleName());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOfASpecIsDescribedAndBounded() {
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> {
                    JSONSchemaProps root = version(kind).getSchema().getOpenAPIV3Schema();
                    root.getProperties().forEach((name, part) -> described(part, name));
                    bounded(root.getProperties().get("spec"), "spec");
                }));
    }

    @TestFactory
    Stream<DynamicTest> kindsTellAtAGlanceHowTheyAre() {
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> {
                    CustomResourceDefinition definition = new GeneratedSchemas(folder).definition(kind);
                    CustomResourceDefinitionVersion version =
                            definition.getSpec().getVersions().get(0);
                    assertThat(definition.getSpec().getNames().getCategories()).containsExactly("flowbed");
                    assertThat(definition.getSpec().getNames().getShortNames()).isNotEmpty();
                    assertThat(definition.getSpec().getScope()).isEqualTo("Namespaced");
                    assertThat(version.getSubresources().getStatus()).isNotNull();
                    assertThat(version.getAdditionalPrinterColumns())
                            .anyMatch(column -> column.getName().equals("Ready"))
                            .last()
                            .matches(column -> column.getName().equals("Age"));
                    JSONSchemaProps conditions = version.getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("status")
                            .getProperties()
                            .get("conditions");
                    assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
                    assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
                }));
    }

    /** The API server forgets it, and then sees a conflict when helm applies what kubectl has applied before. */
    @TestFactory
    Stream<DynamicTest> noColumnSaysThePriorityThatItHasAnyway() {
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getSimpleName(),
                        () -> assertThat(version(kind).getAdditionalPrinterColumns())
                                .noneMatch(column -> Integer.valueOf(0).equals(column.getPriority()))));
    }

    private CustomResourceDefinitionVersion version(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        return new GeneratedSchemas(folder)
                .definition(kind)
                .getSpec()
                .getVersions()
                .get(0);
    }

    private static void structural(JSONSchemaProps schema, String path) {
        boolean intOrString = Boolean.TRUE.equals(schema.getXKubernetesIntOrString());
        assertThat(schema.getType() != null || intOrString)
                .as("%s has a type", path)
                .isTrue();
        assertThat(schema.get$ref()).as(path).isNull();
        boolean both =
                schema.getAdditionalProperties() != null && !properties(schema).isEmpty();
        assertThat(both).as("%s has properties and additionalProperties", path).isFalse();
        for (String key :
                schema.getXKubernetesListMapKeys() == null ? List.<String>of() : schema.getXKubernetesListMapKeys()) {
            JSONSchemaProps items = schema.getItems().getSchema();
            assertThat(properties(items)).as(path).containsKey(key);
            boolean given = items.getRequired().contains(key)
                    || properties(items).get(key).getDefault() != null;
            assertThat(given).as("%s: map key %s is required", path, key).isTrue();
        }
        for (ValidationRule rule : schema.getXKubernetesValidations()) {
            if (rule.getFieldPath() != null && !rule.getFieldPath().isEmpty()) {
                assertThat(properties(schema))
                        .as("%s: %s", path, rule.getRule())
                        .containsKey(rule.getFieldPath().substring(1));
            }
            assertThat(rule.getMessage())
                    .as("%s: %s", path, rule.getRule())
                    .isNotBlank()
                    .doesNotContain("\n");
        }
        properties(schema).forEach((name, property) -> structural(property, path + "." + name));
        if (schema.getItems() != null) {
            structural(schema.getItems().getSchema(), path + "[]");
        }
    }

    private static void described(JSONSchemaProps schema, String path) {
        properties(schema).forEach((name, property) -> {
            assertThat(property.getDescription())
                    .as("description of %s.%s", path, name)
                    .isNotBlank();
            described(property, path + "." + name);
        });
        if (schema.getItems() != null) {
            described(schema.getItems().getSchema(), path + "[]");
        }
    }

    /** The API server estimates what rules may cost by how large things may get. */
    private static void bounded(JSONSchemaProps schema, String path) {
        if ("array".equals(schema.getType())) {
            assertThat(schema.getMaxItems()).as("%s has maxItems", path).isNotNull();
            bounded(schema.getItems().getSchema(), path + "[]");
        } else if ("string".equals(schema.getType()) && schema.getEnum().isEmpty()) {
            assertThat(schema.getMaxLength()).as("%s has maxLength", path).isNotNull();
        } else if (schema.getAdditionalProperties() != null) {
            assertThat(schema.getMaxProperties())
                    .as("%s has maxProperties", path)
                    .isNotNull();
        }
        properties(schema).forEach((name, property) -> bounded(property, path + "." + name));
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return Objects.requireNonNullElse(schema.getProperties(), Map.of());
    }
}
