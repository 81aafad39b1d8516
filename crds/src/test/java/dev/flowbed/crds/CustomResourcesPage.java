package dev.flowbed.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the documentation page of the custom resources from their schemas. */
final class CustomResourcesPage {
    private final StringBuilder page = new StringBuilder();

    static String of(List<CustomResourceDefinition> definitions) {
        CustomResourcesPage writer = new CustomResourcesPage();
        writer.page.append("""
                # The custom resources, field by field

                Group `flowbed.dev`, version `v1alpha1`. This page is generated from the schemas in `crds/`; the schemas are
                generated from the records in `crds/src/main/java`. `./flowbed validate FILE` gives the same verdicts as a
                cluster would, with file, line and field.
                """);
        definitions.forEach(writer::kind);
        return writer.page.toString();
    }

    private void kind(CustomResourceDefinition definition) {
        var names = definition.getSpec().getNames();
        JSONSchemaProps root =
                definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        page.append("\n## ").append(names.getKind()).append("\n\n").append(root.getDescription());
        page.append(" Short name `")
                .append(String.join("`, `", names.getShortNames()))
                .append("`.\n");
        rules(root, "");
        page.append("\n### ").append(names.getKind()).append(" spec\n\n");
        table(root.getProperties().get("spec"), "");
        List<String> rules = new ArrayList<>();
        collect(root.getProperties().get("spec"), "", rules);
        if (!rules.isEmpty()) {
            page.append("\nRules:\n");
            rules.forEach(page::append);
        }
        page.append("\n### ").append(names.getKind()).append(" status\n\n");
        table(root.getProperties().get("status"), "");
    }

    private void table(JSONSchemaProps schema, String path) {
        page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
        rows(schema, path);
    }

    private void rows(JSONSchemaProps schema, String path) {
        for (Map.Entry<String, JSONSchemaProps> entry : schema.getProperties().entrySet()) {
            JSONSchemaProps field = entry.getValue();
            String name = path + entry.getKey();
            boolean required = schema.getRequired().contains(entry.getKey());
            page.append("| `").append(name).append('`').append(required ? " (required)" : "");
            page.append(" | ").append(type(field));
            page.append(" | ").append(byDefault(field));
            page.append(" | ")
                    .append(field.getDescription().replace("|", "\\|"))
                    .append(" |\n");
            if (field.getItems() != null && field.getItems().getSchema().getProperties() != null) {
                rows(field.getItems().getSchema(), name + "[].");
            } else if (field.getProperties() != null) {
                rows(field, name + ".");
            }
        }
    }

    private static String byDefault(JSONSchemaProps field) {
        if (field.getDefault() == null || field.getDefault().isObject()) {
            return "";
        }
        return "`" + (field.getDefault().isTextual() ? field.getDefault().asText() : field.getDefault()) + "`";
    }

    private static String type(JSONSchemaProps field) {
        if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
            return "quantity";
        } else if (!field.getEnum().isEmpty()) {
            return field.getEnum().stream()
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(" or "));
        } else if (field.getItems() != null) {
            return "list of " + type(field.getItems().getSchema());
        } else if (field.getAdditionalProperties() != null) {
            return "map of " + type(field.getAdditionalProperties().getSchema());
        }
        return field.getType() + range(field);
    }

    private static String range(JSONSchemaProps field) {
        if (field.getMinimum() == null || field.getMaximum() == null) {
            return "";
        }
        return " " + plain(field.getMinimum()) + " to " + plain(field.getMaximum());
    }

    private static String plain(Double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void rules(JSONSchemaProps root, String path) {
        List<String> rules = new ArrayList<>();
        root.getXKubernetesValidations().forEach(rule -> rules.add(line(rule, path)));
        if (!rules.isEmpty()) {
            page.append('\n');
            rules.forEach(page::append);
        }
    }

    private static void collect(JSONSchemaProps schema, String path, List<String> rules) {
        schema.getXKubernetesValidations().forEach(rule -> rules.add(line(rule, path)));
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, field) -> collect(field, path + "." + name, rules));
        }
        if (schema.getItems() != null) {
            collect(schema.getItems().getSchema(), path + "[]", rules);
        }
    }

    private static String line(ValidationRule rule, String path) {
        String field = path + (rule.getFieldPath() == null ? "" : rule.getFieldPath());
        return "- " + (field.isEmpty() ? "" : "`" + field.substring(1) + "` ") + rule.getMessage() + ".\n";
    }
}
