package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a blueprint down, file by file, so that people can read what became of their resources. */
final class Rendering {
    private final Dump yaml = new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(160)
            .setDereferenceAliases(true)
            .build());
    private final Map<String, String> files = new TreeMap<>();

    static Map<String, String> of(Blueprint blueprint) {
        Rendering rendering = new Rendering();
        rendering.network(blueprint);
        blueprint.nodes().forEach(rendering::node);
        blueprint.miners().forEach(rendering::miner);
        return rendering.files;
    }

    private void network(Blueprint blueprint) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", blueprint.name());
        map.put("networkId", blueprint.networkId());
        map.put("groups", blueprint.groups());
        map.put("accounts", blueprint.accounts().stream().map(Object::toString).toList());
        map.put("rewardAddresses", blueprint.rewardAddresses());
        map.put("apiKey", blueprint.apiKey().map(Object::toString).orElse("none"));
        put("out-network.yaml", map);
    }

    private void node(NodeWorkload node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", node.name());
        map.put("client", node.identity().client().toString());
        map.put(
                "clique",
                node.identity().clique().isPresent() ? node.identity().clique().getAsInt() : "its own");
        map.put("broker", node.identity().broker() + " of " + node.identity().brokers());
        map.put("servedGroups", node.identity().servedGroups());
        map.put("version", node.version().orElse("Flowbed's own"));
        map.put("image", node.image());
        map.put("command", node.command());
        map.put("environment", node.environment());
        map.put("secretEnvironment", node.secretEnvironment().toString());
        map.put("home", node.home());
        map.put("files", node.files().stream().map(RenderedFile::path).toList());
        map.put("ports", node.ports().stream().map(Object::toString).toList());
        map.put("rest", node.addresses().rest());
        map.put("webSocket", node.addresses().webSocket());
        map.put("minerApi", node.addresses().minerApi());
        map.put("p2p", node.addresses().p2p());
        map.put("bootstrap", node.bootstrap());
        map.put("liveness", node.liveness().toString());
        map.put("readiness", node.readiness().toString());
        resources(map, node.resources(), node.scheduling());
        Storage storage = node.storage();
        map.put("storage", storage.size() + " " + storage.retentionPolicy() + " " + storage.storageClassName());
        map.put("restartUnit", node.restartUnit());
        map.put("startOrder", node.startOrder());
        map.put("stopGrace", node.stopGrace().toString());
        put("out-" + node.name() + ".yaml", map);
        node.files().forEach(file -> files.put("out-" + node.name() + "." + file.path(), file.content()));
    }

    private void miner(MinerWorkload miner) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", miner.name());
        map.put("pool", miner.identity().pool());
        map.put("image", miner.image());
        map.put("command", miner.command());
        map.put("environment", miner.environment());
        map.put("ports", miner.ports().stream().map(Object::toString).toList());
        map.put("metrics", miner.metrics());
        resources(map, miner.resources(), miner.scheduling());
        miner.gpu().ifPresent(gpu -> map.put("gpu", gpu.toString()));
        miner.scavenge().ifPresent(scavenge -> map.put("scavenge", scavenge.toString()));
        if (miner.another()) {
            map.put("another", true);
        }
        map.put("restartUnit", miner.restartUnit());
        map.put("startOrder", miner.startOrder());
        map.put("stopGrace", miner.stopGrace().toString());
        put("out-" + miner.name() + ".yaml", map);
    }

    private static void resources(Map<String, Object> map, Resources resources, Scheduling scheduling) {
        map.put("requests", new TreeMap<>(resources.requests()).toString());
        map.put("limits", new TreeMap<>(resources.limits()).toString());
        map.put("nodeSelector", new TreeMap<>(scheduling.nodeSelector()));
        if (!scheduling.matchExpressions().isEmpty()) {
            map.put(
                    "matchExpressions",
                    scheduling.matchExpressions().stream().map(Object::toString).toList());
        }
        map.put(
                "tolerations",
                scheduling.tolerations().stream().map(Object::toString).toList());
        map.put("priorityClassName", String.valueOf(scheduling.priorityClassName()));
    }

    private void put(String file, Map<String, Object> content) {
        files.put(file, yaml.dumpToString(content));
    }

    private Rendering() {}
}
