package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.Port;
import dev.flowbed.blueprint.Port.Audience;
import dev.flowbed.crds.testnet.Access;
import dev.flowbed.crds.testnet.ClientPeer;
import dev.flowbed.crds.testnet.GatewayAccess;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetSpec;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may speak to a Testnet's pods, and to whom they speak. Nodes: peers of the same Testnet (also by REST: brokers of the
 * official client pass requests on to the broker that serves the group, app/.../EndpointsLogic.scala), its miners at the miner API,
 * clients, monitoring and the operator at REST. Miners: monitoring and the operator at their metrics.
 */
final class TestnetNetworkPolicies implements TestnetChildren {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    /** What gateways that run as pods are labelled with (Gateway API, GEP-1762). */
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";
    // cluster DNS listens on 53, on OpenShift on 5353; it may be on the host network, so it has no selector
    private static final List<Integer> DNS = List.of(53, 5353);

    private final Surroundings surroundings;

    TestnetNetworkPolicies(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public List<Child> of(Gathered gathered) {
        Testnet testnet = gathered.testnet();
        Optional<Blueprint> blueprint = gathered.blueprint();
        if (!testnet.getSpec().access().networkPolicies() || blueprint.isEmpty()) {
            return List.of();
        }
        return List.of(Child.owned(nodes(testnet, blueprint.get())), Child.owned(miners(testnet, blueprint.get())));
    }

    private NetworkPolicy nodes(Testnet testnet, Blueprint blueprint) {
        List<NetworkPolicyPort> rest = ports(blueprint, Audience.USERS);
        List<NetworkPolicyPort> peers = new ArrayList<>(ports(blueprint, Audience.NODES));
        peers.addAll(rest);
        List<NetworkPolicyPort> minerApi = ports(blueprint, Audience.MINERS);
        NetworkPolicyPeer nodePods = pods(nodeSelector(testnet));
        List<NetworkPolicyPeer> users =
                new ArrayList<>(clients(testnet.getSpec().access()));
        users.addAll(entrances(testnet.getSpec().access()));
        users.addAll(watchers(testnet.getSpec()));
        return policy(
                testnet,
                "-nodes",
                nodeSelector(testnet),
                List.of(
                        ingress(List.of(nodePods), peers),
                        ingress(List.of(pods(minerSelector(testnet))), minerApi),
                        ingress(users, rest)),
                List.of(dns(), egress(nodePods, peers)));
    }

    private NetworkPolicy miners(Testnet testnet, Blueprint blueprint) {
        List<NetworkPolicyPeer> watchers = watchers(testnet.getSpec());
        return policy(
                testnet,
                "-miners",
                minerSelector(testnet),
                // a rule without a peer would let everybody in
                watchers.isEmpty()
                        ? List.of()
                        : List.of(ingress(watchers, List.of(port("TCP", ClusterPlacement.MINER_METRICS)))),
                List.of(dns(), egress(pods(nodeSelector(testnet)), ports(blueprint, Audience.MINERS))));
    }

    private static NetworkPolicy policy(
            Testnet testnet,
            String suffix,
            LabelSelector selector,
            List<NetworkPolicyIngressRule> ingress,
            List<NetworkPolicyEgressRule> egress) {
        String name = testnet.getMetadata().getName();
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name + suffix)
                .withLabels(Labels.ofTestnet(name))
                .endMetadata()
                .withNewSpec()
                .withPodSelector(selector)
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    private static LabelSelector nodeSelector(Testnet testnet) {
        return ofTestnet(testnet, Labels.NODE);
    }

    private static LabelSelector minerSelector(Testnet testnet) {
        return ofTestnet(testnet, Labels.POOL);
    }

    private static LabelSelector ofTestnet(Testnet testnet, String having) {
        return new LabelSelectorBuilder()
                .addToMatchLabels(Labels.TESTNET, testnet.getMetadata().getName())
                .addNewMatchExpression()
                .withKey(having)
                .withOperator("Exists")
                .endMatchExpression()
                .build();
    }

    private static List<NetworkPolicyPeer> clients(Access access) {
        if (access.clients().isEmpty()) {
            return List.of(pods(new LabelSelector()));
        }
        return access.clients().stream().map(TestnetNetworkPolicies::client).toList();
    }

    private static NetworkPolicyPeer client(ClientPeer client) {
        LabelSelector pods = selector(client.podLabels());
        return client.namespaceLabels().isEmpty() ? pods(pods) : peer(client.namespaceLabels(), Optional.of(pods));
    }

    /** The pods behind which an Ingress or a Gateway stands. */
    private List<NetworkPolicyPeer> entrances(Access access) {
        List<NetworkPolicyPeer> entrances = new ArrayList<>();
        GatewayAccess gateway = access.gateway();
        if (gateway != null) {
            // some gateways run beside their Gateway, others in a namespace of their own
            LabelSelector pods = selector(Map.of(GATEWAY_NAME, gateway.gatewayName()));
            String namespace = gateway.gatewayNamespace();
            entrances.add(namespace == null ? pods(pods) : peer(Map.of(NAMESPACE_NAME, namespace), Optional.of(pods)));
        }
        boolean wanted = gateway != null || access.ingress() != null;
        if (wanted && !surroundings.ingressNamespace().isEmpty()) {
            entrances.add(peer(surroundings.ingressNamespace(), Optional.empty()));
        }
        return entrances;
    }

    private List<NetworkPolicyPeer> watchers(TestnetSpec spec) {
        List<NetworkPolicyPeer> watchers = new ArrayList<>();
        surroundings
                .operatorNamespace()
                .ifPresent(namespace -> watchers.add(
                        peer(Map.of(NAMESPACE_NAME, namespace), Optional.of(selector(surroundings.operatorLabels())))));
        if (spec.monitoring().enabled() && !surroundings.monitoringNamespace().isEmpty()) {
            watchers.add(peer(surroundings.monitoringNamespace(), Optional.empty()));
        }
        return watchers;
    }

    private static NetworkPolicyPeer peer(Map<String, String> namespace, Optional<LabelSelector> pods) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(selector(namespace))
                .withPodSelector(pods.orElse(null))
                .build();
    }

    private static NetworkPolicyPeer pods(LabelSelector selector) {
        return new NetworkPolicyPeerBuilder().withPodSelector(selector).build();
    }

    private static LabelSelector selector(Map<String, String> labels) {
        return new LabelSelectorBuilder().withMatchLabels(new TreeMap<>(labels)).build();
    }

    private static NetworkPolicyIngressRule ingress(List<NetworkPolicyPeer> from, List<NetworkPolicyPort> ports) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(from)
                .withPorts(ports)
                .build();
    }

    private static NetworkPolicyEgressRule egress(NetworkPolicyPeer to, List<NetworkPolicyPort> ports) {
        return new NetworkPolicyEgressRuleBuilder().withTo(to).withPorts(ports).build();
    }

    private static NetworkPolicyEgressRule dns() {
        List<NetworkPolicyPort> ports = DNS.stream()
                .flatMap(number -> List.of(port("UDP", number), port("TCP", number)).stream())
                .toList();
        return new NetworkPolicyEgressRuleBuilder().withPorts(ports).build();
    }

    private static List<NetworkPolicyPort> ports(Blueprint blueprint, Audience audience) {
        return blueprint.nodes().stream()
                .map(NodeWorkload::ports)
                .flatMap(List::stream)
                .filter(port -> port.audience() == audience)
                .map(TestnetNetworkPolicies::port)
                .distinct()
                .toList();
    }

    private static NetworkPolicyPort port(Port port) {
        return port(port.protocol().name(), port.number());
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPort(null, new IntOrString(number), protocol);
    }
}
