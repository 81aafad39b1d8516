package dev.flowbed.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Map<String, Object> EVERYTHING = Map.of(
            "replicas", 2,
            "prometheus.enabled", true,
            "prometheus.storage.size", "1Gi",
            "priorityClasses.create", true,
            "resourceQuotas[0].namespace", "dev",
            "resourceQuotas[0].hard.pods", "40",
            "monitoring.serviceMonitor.enabled", true,
            "monitoring.prometheusRule.enabled", true,
            "monitoring.dashboards.enabled", true);

    @Test
    void helmFindsNothingWrongWithTheChart() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void aValueThatTheChartDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> Chart.with(Map.of("replica", 2)).text()).hasMessageContaining("replica");
        assertThatThrownBy(
                        () -> Chart.with(Map.of("observation.interval", "soon")).text())
                .hasMessageContaining("interval");
    }

    @Test
    void itsDefinitionsOfCustomResourcesAreTheGeneratedOnes() throws IOException {
        assertThat(yamlFiles(Chart.FOLDER.resolve("crds")))
                .as("run: cp crds/*.yaml helm/flowbed/crds/")
                .isEqualTo(yamlFiles(Chart.REPOSITORY.resolve("crds")));
    }

    private static Map<String, String> yamlFiles(Path folder) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    @Test
    void itsVersionIsThatOfTheOperator() throws IOException {
        String pom = Files.readString(Chart.REPOSITORY.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        assertThat(Files.readAllLines(Chart.FOLDER.resolve("Chart.yaml"))).contains("appVersion: " + version);
    }

    @Test
    void everyPodPassesTheRestrictedPodSecurityStandard() {
        List<Deployment> deployments = Chart.with(EVERYTHING).objects(Deployment.class);
        assertThat(deployments).hasSize(2);
        for (Deployment deployment : deployments) {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
            });
        }
    }

    @Test
    void theSettingsAreSuchAsTheOperatorReads() throws IOException {
        OperatorSettings settings = settings(Map.of(
                "images.registry", "registry.example.org/mirror",
                "watchNamespaces[0]", "one",
                "watchNamespaces[1]", "two",
                "prometheus.enabled", true));
        assertThat(settings.images().registry()).contains("registry.example.org/mirror");
        assertThat(settings.surroundings().operatorNamespace()).contains("flowbed-system");
        assertThat(settings.surroundings().relay()).contains("flowbed.flowbed-system.svc:8080");
        assertThat(settings.surroundings().monitoringNamespace())
                .containsExactly(Map.entry("kubernetes.io/metadata.name", "flowbed-system"));
        assertThat(settings.leaderElection().namespace()).contains("flowbed-system");
        assertThat(settings.leaderElection().leaseName()).contains("flowbed");
    }

    @Test
    void theOperatorKnowsItsOwnPodsByTheLabelsThatTheyHave() throws IOException {
        Deployment operator = Chart.withDefaults().objects(Deployment.class).get(0);
        assertThat(operator.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(settings(Map.of()).surroundings().operatorLabels())
                // by this the command line finds its log
                .containsEntry(Labels.COMPONENT, Labels.OPERATOR);
        assertThat(operator.getSpec().getSelector().getMatchLabels())
                .isEqualTo(settings(Map.of()).surroundings().operatorLabels());
    }

    /** Unknown names below {@code flowbed.} fail here, as they do at the operator's start. */
    private static OperatorSettings settings(Map<String, Object> values) throws IOException {
        ConfigMap map = Chart.with(values).objects(ConfigMap.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(Chart.RELEASE))
                .findFirst()
                .orElseThrow();
        Properties properties = new Properties();
        properties.load(new StringReader(map.getData().get("application.properties")));
        Map<String, String> named = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> named.put(name, properties.getProperty(name)));
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OperatorSettings.class)
                .withSources(new PropertiesConfigSource(named, "chart", 100))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(OperatorSettings.class);
    }

    @Test
    void inNamespacedModeNothingIsAskedOfTheClusterAsAWhole() {
        List<HasMetadata> objects = Chart.with(
                        Map.of("watchNamespaces[0]", "one", "watchNamespaces[1]", "two", "prometheus.enabled", true))
                .objects();
        assertThat(objects).noneMatch(object -> object instanceof ClusterRole || object instanceof ClusterRoleBinding);
        assertThat(objects)
                .allSatisfy(object -> assertThat(object.getMetadata().getNamespace())
                        .as(object.getKind() + " " + object.getMetadata().getName())
                        .isIn("flowbed-system", "one", "two"));
    }

    @Test
    void objectsForThePrometheusOperatorAreMadeOnlyWhereItIsOrWhereTheyAreAskedFor() {
        assertThat(Chart.withDefaults().objects())
                .noneMatch(object -> object.getApiVersion().startsWith("monitoring.coreos.com/"));
        assertThat(Chart.with(EVERYTHING).objects())
                .filteredOn(object -> object.getApiVersion().startsWith("monitoring.coreos.com/"))
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("ServiceMonitor", "PrometheusRule");
    }

    @Test
    void oneOperatorHasNoDisruptionBudgetThatWouldHoldUpADrain() {
        assertThat(Chart.withDefaults().objects(PodDisruptionBudget.class)).isEmpty();
        assertThat(Chart.with(Map.of("replicas", 2)).objects(PodDisruptionBudget.class))
                .hasSize(1);
    }

    @Test
    void onlyMetricsAndHealthOfTheOperatorAreLetIn() {
        NetworkPolicy policy = Chart.withDefaults().objects(NetworkPolicy.class).get(0);
        assertThat(policy.getSpec().getIngress()).hasSize(1);
        assertThat(policy.getSpec().getIngress().get(0).getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getPort().getIntVal()).isEqualTo(8080));
    }
}
