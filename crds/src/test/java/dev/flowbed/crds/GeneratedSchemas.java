package dev.flowbed.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.schema.Patterns;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the custom resource definitions from the records, and finishes what the generator leaves rough. */
final class GeneratedSchemas {
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Path folder;

    /** Works in an empty folder. */
    GeneratedSchemas(Path folder) {
        this.folder = folder;
    }

    /**
     * The generated files by path in the module: the definitions as YAML for {@code kubectl apply}, and the bare schemas as
     * JSON for the command line, which reads them in a tenth of the time.
     */
    Map<String, String> byFile() throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<CustomResourceDefinition> definitions = new ArrayList<>();
        for (var kind : List.of(Testnet.class, Shard.class, FullNode.class, MinerPool.class)) {
            CustomResourceDefinition definition = definition(kind);
            definitions.add(definition);
            files.put(
                    definition.getSpec().getNames().getPlural() + ".yaml",
                    "# Generated from the records in src/main/java; change them, not this file.\n"
                            + serialization.asYaml(definition).replaceFirst("^---\\s*\n", ""));
            files.put(
                    "src/main/resources/dev/flowbed/crds/"
                            + definition.getSpec().getNames().getPlural() + ".json",
                    bare(definition));
        }
        files.put("../docs/custom-resources.md", CustomResourcesPage.of(definitions));
        return files;
    }

    CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        Path output = Files.createDirectories(folder.resolve(kind.getSimpleName()));
        new CRDGenerator()
                .customResourceClasses(kind)
                .inOutputDir(output.toFile())
                .generate();
        try (var files = Files.list(output)) {
            Path file = files.filter(path -> path.toString().endsWith(".yml"))
                    .findFirst()
                    .orElseThrow();
            CustomResourceDefinition definition =
                    serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
            var version = definition.getSpec().getVersions().get(0);
            version.setAdditionalPrinterColumns(inOrder(kind, version.getAdditionalPrinterColumns()));
            finish(version.getSchema().getOpenAPIV3Schema());
            version.getSchema().getOpenAPIV3Schema().setDescription(rootDescription(definition));
            return definition;
        }
    }

    /** The schema of the spec and what stands around it, without words. */
    private String bare(CustomResourceDefinition definition) {
        JSONSchemaProps schema =
                definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        JsonNode tree = serialization.convertValue(schema, JsonNode.class);
        withoutDescriptions(tree);
        return tree + "\n";
    }

    private static void withoutDescriptions(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("description").isTextual()) {
            object.remove("description");
        }
        node.forEach(GeneratedSchemas::withoutDescriptions);
    }

    private static String rootDescription(CustomResourceDefinition definition) {
        return switch (definition.getSpec().getNames().getKind()) {
            case "Testnet" -> "A whole Alephium network.";
            case "Shard" -> "One broker position across all cliques of a Testnet: where its nodes run and on what.";
            case "FullNode" -> "One full node process: a broker of a Testnet's cliques, or an extra node beside them.";
            case "MinerPool" -> "Miners of a Testnet.";
            default ->
                throw new IllegalArgumentException(
                        definition.getSpec().getNames().getKind());
        };
    }

    /** The generator sorts columns by path; people want the order in which they were written. */
    private static List<CustomResourceColumnDefinition> inOrder(
            Class<?> kind, List<CustomResourceColumnDefinition> columns) {
        List<String> names = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        List<CustomResourceColumnDefinition> sorted = new ArrayList<>(columns);
        sorted.sort(Comparator.comparingInt(column -> names.indexOf(column.getName())));
        sorted.stream()
                .filter(column -> Integer.valueOf(0).equals(column.getPriority()))
                .forEach(column -> column.setPriority(null));
        return sorted;
    }

    private void finish(JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setPattern(Patterns.QUANTITY);
        }
        if (schema.getDefault() != null && schema.getDefault().isObject()) {
            // the generator fills in Java's zero values, which would hide the fields' own defaults
            schema.setDefault(JsonNodeFactory.instance.objectNode());
        }
        JSONSchemaPropsOrBool values = schema.getAdditionalProperties();
        if (values != null && values.getSchema() != null) {
            finish(values.getSchema());
            schema.setMaxProperties(schema.getMaxProperties() == null ? 64L : schema.getMaxProperties());
        }
        if (schema.getItems() != null) {
            finish(schema.getItems().getSchema());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::finish);
        }
    }
}
