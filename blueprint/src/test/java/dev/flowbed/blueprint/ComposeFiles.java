package dev.flowbed.blueprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes a blueprint down as a compose file and the settings files that it mounts. */
final class ComposeFiles {
    private static final String COMMENT = """
            # A quick look without Kubernetes: docker compose -f images/compose/compose.yaml up
            # REST at http://127.0.0.1:22973 and :22974, the miner's metrics at http://127.0.0.1:9400/metrics. images/build makes the images.
            # Made from testnet.yaml, which says how.
            """;

    private final Map<String, Object> services = new LinkedHashMap<>();
    private final Map<String, Object> volumes = new LinkedHashMap<>();
    private final Map<String, String> files = new TreeMap<>();

    static Map<String, String> of(Blueprint blueprint) {
        ComposeFiles compose = new ComposeFiles();
        int restPort = 22973;
        for (NodeWorkload node : blueprint.nodes()) {
            compose.node(node, restPort);
            restPort++;
        }
        blueprint.miners().forEach(compose::miner);
        compose.finish();
        return compose.files;
    }

    private void node(NodeWorkload node, int restPort) {
        String settings = node.name() + ".conf";
        List<String> mounts = new ArrayList<>(List.of(node.name() + ":" + node.home()));
        for (RenderedFile file : node.files()) {
            files.put(settings, file.content());
            mounts.add("./" + settings + ":" + node.home() + "/" + file.path() + ":ro");
        }
        Map<String, Object> service = service(node.image(), node.command(), node.environment(), node.stopGrace());
        service.put(
                "ports",
                List.of("127.0.0.1:" + restPort + ":" + node.addresses().restPort()));
        service.put("volumes", mounts);
        services.put(node.name(), service);
        volumes.put(node.name(), Map.of());
    }

    private void miner(MinerWorkload miner) {
        Map<String, Object> service = service(miner.image(), miner.command(), miner.environment(), miner.stopGrace());
        int metrics = miner.ports().get(0).number();
        service.put("ports", List.of("127.0.0.1:" + metrics + ":" + metrics));
        services.put(miner.name(), service);
    }

    private static Map<String, Object> service(
            String image, List<String> command, Map<String, String> environment, Duration stopGrace) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", image);
        service.put("entrypoint", command);
        if (!environment.isEmpty()) {
            service.put("environment", environment);
        }
        service.put("user", "65532:65532");
        service.put("read_only", true);
        service.put("cap_drop", List.of("ALL"));
        service.put("security_opt", List.of("no-new-privileges:true"));
        service.put("stop_grace_period", stopGrace.toSeconds() + "s");
        return service;
    }

    private void finish() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", "flowbed");
        file.put("services", services);
        file.put("volumes", volumes);
        Dump yaml = new Dump(DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDefaultScalarStyle(ScalarStyle.PLAIN)
                .setWidth(160)
                .setIndicatorIndent(2)
                .setIndent(4)
                .setDereferenceAliases(true)
                .build());
        files.put("compose.yaml", COMMENT + yaml.dumpToString(file));
    }
}
