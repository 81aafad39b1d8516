package dev.flowbed.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flowbed.blueprint.read.Documents;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.blueprint.read.Source;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A real API server with the committed definitions says of every example document what the command line says of it. Needs the
 * kubeconfig of a cluster in FLOWBED_TEST_KUBECONFIG; nothing is kept there but the definitions.
 */
class ApiServerVerdictsIT {
    private static final Path EXAMPLES = Path.of("../blueprint/src/test/resources/resources");
    private static final JsonMapper JSON = new JsonMapper();
    private static KubernetesClient client;

    @BeforeAll
    static void connect() throws IOException {
        String kubeconfig = System.getenv("FLOWBED_TEST_KUBECONFIG");
        assumeTrue(kubeconfig != null, "no cluster: set FLOWBED_TEST_KUBECONFIG to a kubeconfig to run this");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(Path.of(kubeconfig))))
                .build();
        for (String kind : List.of("testnets", "shards", "fullnodes", "minerpools")) {
            client.load(Files.newInputStream(Path.of("../crds", kind + ".yaml")))
                    .forceConflicts()
                    .serverSideApply();
        }
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("testnets.flowbed.dev")
                .waitUntilCondition(
                        crd -> crd.getStatus() != null
                                && crd.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        30,
                        java.util.concurrent.TimeUnit.SECONDS);
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            client.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> theServerTakesWhatTheCommandLineTakes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("valid", "invalid")) {
            try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    String[] documents = Files.readString(file).split("(?m)^---$");
                    for (int i = 0; i < documents.length; i++) {
                        String text = documents[i];
                        tests.add(
                                DynamicTest.dynamicTest(folder + "/" + file.getFileName() + " " + i, () -> same(text)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static void same(String text) {
        List<Problem> problems = new ArrayList<>();
        new Documents().read(new Source("document", text), problems);
        Optional<String> refusal = refusal(text);
        assertThat(refusal.isPresent())
                .as("the server: " + refusal.orElse("accepted") + "; the command line: " + problems)
                .isEqualTo(!problems.isEmpty());
    }

    /** Why the server refuses a document, sent as the JSON that kubectl would send; empty when it takes it. */
    private static Optional<String> refusal(String text) {
        try {
            Object read = yaml().load(text);
            if (!(read instanceof Map<?, ?> document)) {
                return read == null ? Optional.empty() : Optional.of("no object");
            }
            List<?> items = document.get("items") instanceof List<?> list ? list : List.of(document);
            for (Object item : items) {
                client.raw(path((Map<?, ?>) item), "POST", JSON.writeValueAsString(item));
            }
            return Optional.empty();
        } catch (RuntimeException | JsonProcessingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** YAML as Kubernetes' tools read it: 1.1, with times as texts. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Resolver resolver = new Resolver() {
            @Override
            public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
                if (!tag.equals(Tag.TIMESTAMP)) {
                    super.addImplicitResolver(tag, pattern, first, limit);
                }
            }
        };
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, resolver);
    }

    private static String path(Map<?, ?> resource) {
        String version = String.valueOf(resource.get("apiVersion"));
        String plural = String.valueOf(resource.get("kind")).toLowerCase(Locale.ROOT) + "s";
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/default/" + plural
                + "?dryRun=All&fieldValidation=Strict";
    }
}
