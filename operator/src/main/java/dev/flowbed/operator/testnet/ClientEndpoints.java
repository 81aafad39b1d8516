package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.testnet.GatewayAccess;
import dev.flowbed.crds.testnet.IngressAccess;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.status.Facts.Reach;
import java.util.Map;
import java.util.TreeMap;

/** Where people and programs reach a Testnet: outside the cluster where it has a host there, else by its Services. Pure. */
final class ClientEndpoints {
    private ClientEndpoints() {}

    static Reach of(Gathered gathered) {
        Map<String, Endpoints> nodes = new TreeMap<>();
        gathered.blueprint()
                .ifPresent(blueprint ->
                        blueprint.nodes().forEach(node -> nodes.put(node.name(), ofNode(node, gathered.namespace()))));
        return new Reach(clients(gathered), nodes);
    }

    private static Endpoints clients(Gathered gathered) {
        IngressAccess ingress = gathered.testnet().getSpec().access().ingress();
        GatewayAccess gateway = gathered.testnet().getSpec().access().gateway();
        if (ingress != null) {
            return at(ingress.tlsSecretName() != null, ingress.host());
        }
        if (gateway != null) {
            // the Gateway's listener decides on TLS, and it is not Flowbed's
            return at(false, gateway.host());
        }
        return at(false, gathered.name() + "." + gathered.namespace() + ".svc:" + ClusterPlacement.REST);
    }

    private static Endpoints at(boolean encrypted, String host) {
        return new Endpoints(
                (encrypted ? "https://" : "http://") + host,
                (encrypted ? "wss://" : "ws://") + host + "/ws",
                null,
                null);
    }

    private static Endpoints ofNode(NodeWorkload node, String namespace) {
        String clients = node.name() + "." + namespace + ".svc:" + ClusterPlacement.REST;
        return new Endpoints(
                "http://" + clients,
                "ws://" + clients + "/ws",
                node.addresses().minerApi(),
                node.addresses().p2p());
    }
}
