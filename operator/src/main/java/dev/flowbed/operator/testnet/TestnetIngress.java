package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.testnet.IngressAccess;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.List;
import java.util.stream.IntStream;

/** REST and WebSocket for the world outside: broker 0 at the host, broker b at b{b}-host. Both are served on one port. */
final class TestnetIngress implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        IngressAccess access = gathered.testnet().getSpec().access().ingress();
        return access == null ? List.of() : List.of(Child.owned(ingress(gathered.testnet(), access)));
    }

    private static Ingress ingress(Testnet testnet, IngressAccess access) {
        String name = testnet.getMetadata().getName();
        int shards = testnet.getSpec().shards();
        List<IngressRule> rules = IntStream.range(0, shards)
                .mapToObj(broker -> rule(testnet, access.host(), broker))
                .toList();
        return new IngressBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Labels.ofTestnet(name))
                .withAnnotations(access.annotations())
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(access.className())
                .withTls(tls(access, shards))
                .withRules(rules)
                .endSpec()
                .build();
    }

    private static List<IngressTLS> tls(IngressAccess access, int shards) {
        List<String> hosts = IntStream.range(0, shards)
                .mapToObj(broker -> OutsideHost.of(access.host(), broker))
                .toList();
        return access.tlsSecretName() == null ? List.of() : List.of(new IngressTLS(hosts, access.tlsSecretName()));
    }

    private static IngressRule rule(Testnet testnet, String host, int broker) {
        return new IngressRuleBuilder()
                .withHost(OutsideHost.of(host, broker))
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(ClientServices.name(testnet, broker))
                .withNewPort()
                .withNumber(ClusterPlacement.REST)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .build();
    }
}
