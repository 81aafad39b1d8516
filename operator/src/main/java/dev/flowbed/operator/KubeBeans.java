package dev.flowbed.operator;

import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.testnet.Surroundings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what the settings decide. */
final class KubeBeans {
    private KubeBeans() {}

    @Produces
    @Singleton
    static ImageNames imageNames(OperatorSettings settings) {
        return new ImageNames(settings.images().registry(), settings.images().tag());
    }

    @Produces
    @Singleton
    static Pods pods(OperatorSettings settings) {
        return new Pods(
                settings.images().pullPolicy(), settings.images().pullSecrets().orElse(List.of()));
    }

    @Produces
    @Singleton
    static Surroundings surroundings(OperatorSettings settings) {
        OperatorSettings.Surroundings said = settings.surroundings();
        return new Surroundings(
                said.operatorNamespace(),
                said.operatorLabels(),
                said.monitoringNamespace(),
                said.ingressNamespace(),
                said.relay());
    }
}
