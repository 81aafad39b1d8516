package dev.flowbed.cli.cluster;

import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.temporal.ChronoUnit;

/** Stops a testnet of a cluster with its data kept, and wakes it. */
public record Sleep(ClusterTestnet testnet) {
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(Applier.MANAGER)
            .build();

    /** Asks for its processes to be stopped. */
    public void begin() {
        annotate("stop Testnet " + testnet.name(), "\"" + Annotations.HIBERNATE + "\":\"true\"");
    }

    /** Asks for them to be started again; a hibernation from before is over. */
    public void end() {
        String now = testnet.cluster()
                .clock()
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        annotate(
                "start Testnet " + testnet.name(),
                "\"" + Annotations.HIBERNATE + "\":null,\"" + Annotations.WOKEN_AT + "\":\"" + now + "\"");
    }

    private void annotate(String deed, String annotations) {
        testnet.cluster()
                .ask(
                        deed,
                        () -> testnet.cluster()
                                .client()
                                .resources(Testnet.class)
                                .inNamespace(testnet.cluster().namespace())
                                .withName(testnet.name())
                                .patch(MERGE, "{\"metadata\":{\"annotations\":{" + annotations + "}}}"));
    }
}
