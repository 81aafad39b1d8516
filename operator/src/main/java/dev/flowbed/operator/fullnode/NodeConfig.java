package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.RenderedFile;
import dev.flowbed.operator.kube.Hash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ConfigMap with the files that a node finds in its home. They hold no secret. */
final class NodeConfig {

    /** The ConfigMap. */
    ConfigMap configMap(NodePlan plan) {
        Map<String, String> data = plan.workload().files().stream()
                .collect(
                        Collectors.toMap(RenderedFile::path, RenderedFile::content, (one, other) -> one, TreeMap::new));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.labels())
                .endMetadata()
                .withData(data)
                .build();
    }

    /** A fingerprint of the files: another one calls for another pod. */
    static String hash(NodePlan plan) {
        return Hash.of(plan.workload().files().stream()
                .map(file -> file.path() + '\n' + file.content())
                .collect(Collectors.joining("\n")));
    }
}
