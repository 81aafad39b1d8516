package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Child;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus reads of a Testnet's pods, for the Prometheus operator: its nodes and its miners. Prometheus cannot read the
 * official node's own page, so that one is read through the operator: address and path of its target lead to the relay.
 */
final class TestnetPodMonitor implements TestnetChildren {
    /** The kind, which is there only beside the Prometheus operator. */
    static final GroupVersionKind GROUP_VERSION_KIND =
            new GroupVersionKind("monitoring.coreos.com", "v1", "PodMonitor");

    private static final String OFFICIAL = "alephium";
    private static final String META_LABEL = "__meta_kubernetes_pod_label_";

    private final Surroundings surroundings;

    TestnetPodMonitor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether a child is a PodMonitor. */
    static boolean is(Child child) {
        return child.object().getKind().equals(GROUP_VERSION_KIND.getKind());
    }

    @Override
    public List<Child> of(Gathered gathered) {
        boolean enabled = gathered.testnet().getSpec().monitoring().enabled();
        return enabled ? List.of(Child.owned(monitor(gathered.testnet()))) : List.of();
    }

    private GenericKubernetesResource monitor(Testnet testnet) {
        String name = testnet.getMetadata().getName();
        GenericKubernetesResource monitor = new GenericKubernetesResource();
        monitor.setApiVersion(GROUP_VERSION_KIND.apiVersion());
        monitor.setKind(GROUP_VERSION_KIND.getKind());
        monitor.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withLabels(Labels.ofTestnet(name))
                .build());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", Map.of("matchLabels", Map.of(Labels.TESTNET, name)));
        spec.put("podMetricsEndpoints", List.of(nodes(testnet), miners(testnet)));
        monitor.setAdditionalProperty("spec", spec);
        return monitor;
    }

    private Map<String, Object> nodes(Testnet testnet) {
        List<Map<String, Object>> relabelings = new ArrayList<>();
        relabelings.add(copy(Labels.TESTNET, "testnet"));
        relabelings.add(copy(Labels.NODE, "node"));
        relabelings.add(copy(Labels.CLIQUE, "clique"));
        relabelings.add(copy(Labels.BROKER, "broker"));
        relabelings.add(relabeling(List.of("__address__"), "(.*)", "instance", "$1"));
        surroundings
                .relay()
                .ifPresentOrElse(relay -> relabelings.addAll(relayed(relay)), () -> relabelings.add(drop()));
        return endpoint(testnet, "rest", relabelings);
    }

    private static Map<String, Object> miners(Testnet testnet) {
        return endpoint(
                testnet, "metrics", List.of(copy(Labels.TESTNET, "testnet"), copy(Labels.POOL, "pool"), minerName()));
    }

    private static Map<String, Object> endpoint(Testnet testnet, String port, List<Map<String, Object>> relabelings) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("port", port);
        endpoint.put("path", "/metrics");
        endpoint.put("interval", interval(testnet));
        endpoint.put("relabelings", relabelings);
        return endpoint;
    }

    /** Prometheus writes durations without fractions: 1m30s, 500ms. */
    private static String interval(Testnet testnet) {
        long millis =
                GoDuration.parse(testnet.getSpec().monitoring().interval()).toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    private static List<Map<String, Object>> relayed(String relay) {
        String client = meta(Labels.NAME);
        return List.of(
                relabeling(
                        List.of(client, "__meta_kubernetes_namespace", meta(Labels.NODE)),
                        OFFICIAL + ";(.+);(.+)",
                        "__metrics_path__",
                        "/nodes/$1/$2/metrics"),
                relabeling(List.of(client), OFFICIAL, "__address__", relay));
    }

    private static Map<String, Object> drop() {
        Map<String, Object> drop = new LinkedHashMap<>();
        drop.put("sourceLabels", List.of(meta(Labels.NAME)));
        drop.put("regex", OFFICIAL);
        drop.put("action", "drop");
        return drop;
    }

    private static Map<String, Object> minerName() {
        return relabeling(List.of("__meta_kubernetes_pod_name"), "(.*)", "miner", "$1");
    }

    private static Map<String, Object> copy(String label, String as) {
        return relabeling(List.of(meta(label)), "(.*)", as, "$1");
    }

    private static Map<String, Object> relabeling(
            List<String> sources, String regex, String target, String replacement) {
        Map<String, Object> relabeling = new LinkedHashMap<>();
        relabeling.put("sourceLabels", sources);
        relabeling.put("regex", regex);
        relabeling.put("targetLabel", target);
        relabeling.put("replacement", replacement);
        // said because the API server would add it
        relabeling.put("action", "replace");
        return relabeling;
    }

    /** What Prometheus calls a pod's label: everything but letters and digits becomes an underscore. */
    private static String meta(String label) {
        return META_LABEL + label.replaceAll("[^a-zA-Z0-9_]", "_");
    }
}
