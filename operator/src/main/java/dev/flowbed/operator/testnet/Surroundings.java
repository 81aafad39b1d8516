package dev.flowbed.operator.testnet;

import java.util.Map;
import java.util.Optional;

/**
 * What stands around testnets in the cluster, as the operator is told at its start.
 *
 * @param operatorNamespace where the operator itself runs; empty when it runs outside the cluster
 * @param operatorLabels labels of the operator's own pods
 * @param monitoringNamespace labels of the namespaces that Prometheus runs in
 * @param ingressNamespace labels of the namespaces that ingress controllers and gateways run in
 * @param relay host:port at which Prometheus reaches the operator, which passes on what Prometheus cannot read of the official node;
 *     empty when there is no such address
 */
public record Surroundings(
        Optional<String> operatorNamespace,
        Map<String, String> operatorLabels,
        Map<String, String> monitoringNamespace,
        Map<String, String> ingressNamespace,
        Optional<String> relay) {
    public Surroundings {
        operatorLabels = Map.copyOf(operatorLabels);
        monitoringNamespace = Map.copyOf(monitoringNamespace);
        ingressNamespace = Map.copyOf(ingressNamespace);
    }
}
