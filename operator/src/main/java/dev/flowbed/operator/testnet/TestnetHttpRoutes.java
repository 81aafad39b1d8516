package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.testnet.GatewayAccess;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.List;
import java.util.stream.IntStream;

/** REST and WebSocket behind a Gateway: one route for each broker position, broker 0 at the host, broker b at b{b}-host. */
final class TestnetHttpRoutes implements TestnetChildren {
    /** The kind, which is there only beside the Gateway API. */
    static final GroupVersionKind GROUP_VERSION_KIND =
            new GroupVersionKind("gateway.networking.k8s.io", "v1", "HTTPRoute");

    @Override
    public List<Child> of(Gathered gathered) {
        GatewayAccess access = gathered.testnet().getSpec().access().gateway();
        return access == null
                ? List.of()
                : IntStream.range(0, gathered.testnet().getSpec().shards())
                        .mapToObj(broker -> Child.owned(generic(route(gathered.testnet(), access, broker))))
                        .toList();
    }

    /** Not every cluster has the kind, so it is watched without its type. */
    private static GenericKubernetesResource generic(HTTPRoute route) {
        return Serialization.unmarshal(Serialization.asJson(route), GenericKubernetesResource.class);
    }

    // what the API server would default is said, so that a look at the live route finds no difference
    private static HTTPRoute route(Testnet testnet, GatewayAccess access, int broker) {
        String name = testnet.getMetadata().getName();
        return new HTTPRouteBuilder()
                .withNewMetadata()
                .withName(ClientServices.shardService(name, broker))
                .withLabels(Labels.ofTestnet(name))
                .addToLabels(Labels.BROKER, Integer.toString(broker))
                .endMetadata()
                .withNewSpec()
                .addNewParentRef()
                .withGroup("gateway.networking.k8s.io")
                .withKind("Gateway")
                .withName(access.gatewayName())
                .withNamespace(access.gatewayNamespace())
                .withSectionName(access.sectionName())
                .endParentRef()
                .withHostnames(OutsideHost.of(access.host(), broker))
                .addNewRule()
                .addNewMatch()
                .withNewPath()
                .withType("PathPrefix")
                .withValue("/")
                .endPath()
                .endMatch()
                .addNewBackendRef()
                .withGroup("")
                .withKind("Service")
                .withName(ClientServices.name(testnet, broker))
                .withPort(ClusterPlacement.REST)
                .withWeight(1)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }
}
