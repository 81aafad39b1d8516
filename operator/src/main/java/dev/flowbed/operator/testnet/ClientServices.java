package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where clients reach the network: the Testnet's name leads to a broker 0 that is ready; with several shards its name and
 * {@code -bN} lead to a broker N. A client stays with the clique that it began with, so that it sees what it did.
 */
final class ClientServices implements TestnetChildren {

    /** The Service of one shard. */
    static String shardService(String testnet, int broker) {
        return testnet + "-b" + broker;
    }

    /** The Service that leads to a shard, whether it is the only one or one of several. */
    static String name(Testnet testnet, int broker) {
        String name = testnet.getMetadata().getName();
        return broker == 0 ? name : shardService(name, broker);
    }

    @Override
    public List<Child> of(Gathered gathered) {
        List<Child> services = new ArrayList<>();
        services.add(Child.owned(service(gathered.name(), gathered.name(), 0)));
        int shards = gathered.testnet().getSpec().shards();
        for (int broker = 0; shards > 1 && broker < shards; broker++) {
            services.add(Child.owned(service(gathered.name(), shardService(gathered.name(), broker), broker)));
        }
        return services;
    }

    private static Service service(String testnet, String name, int broker) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Labels.ofTestnet(testnet))
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .addToSelector(Labels.BROKER, Integer.toString(broker))
                .addToSelector(Labels.TESTNET, testnet)
                .withSessionAffinity("ClientIP")
                .addNewPort()
                .withName("rest")
                .withPort(ClusterPlacement.REST)
                .withNewTargetPort("rest")
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }
}
