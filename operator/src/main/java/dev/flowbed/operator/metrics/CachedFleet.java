package dev.flowbed.operator.metrics;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.observer.Picture;
import dev.flowbed.operator.kube.Leadership;
import dev.flowbed.operator.mining.Mining;
import dev.flowbed.operator.observation.Observations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all testnets from the caches of the controllers, without a request. */
@ApplicationScoped
public class CachedFleet {
    private final Operator operator;
    private final Observations observations;

    private final Leadership leadership;
    private final Mining mining;

    CachedFleet(Operator operator, Observations observations, Leadership leadership, Mining mining) {
        this.operator = operator;
        this.observations = observations;
        this.leadership = leadership;
        this.mining = mining;
    }

    /** Whether it is this operator's to tell: one that waits for its turn would tell everything twice. */
    public boolean isAtWork() {
        return leadership.isLeading();
    }

    /** A full node; operators that wait know them too. */
    public Optional<FullNode> node(String namespace, String name) {
        return all(FullNode.class).stream()
                .filter(node -> node.getMetadata().getNamespace().equals(namespace)
                        && node.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** As things stand. */
    public Fleet now() {
        Map<String, Picture> pictures = new HashMap<>();
        observations
                .all()
                .forEach((id, look) -> pictures.put(id.getNamespace().orElse("") + "/" + id.getName(), look.picture()));
        return new Fleet(
                all(Testnet.class),
                all(FullNode.class),
                all(MinerPool.class),
                pictures,
                mining.all(Clock.systemUTC().instant()));
    }

    private <R extends HasMetadata> List<R> all(Class<R> kind) {
        return operator.getRegisteredControllers().stream()
                .filter(Controller.class::isInstance)
                .<Controller<?>>map(controller -> (Controller<?>) controller)
                .filter(controller ->
                        controller.getConfiguration().getResourceClass().equals(kind))
                .filter(controller -> controller
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .isRunning())
                .flatMap(controller -> controller
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .list())
                .map(kind::cast)
                .filter(resource -> resource.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }
}
