package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.check.SecretEntry;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * The Secrets with the API keys of networks. They are read one by one when needed and not watched, so that the operator need
 * not be let see all Secrets at once; what was read serves for ten seconds.
 */
@ApplicationScoped
public class ApiKeys {
    private record Place(String namespace, String name) {}

    private final KubernetesClient client;
    private final ReadOfLate<Place, Optional<Secret>> read = new ReadOfLate<>(Clock.systemUTC());

    /** Reads through a client. */
    public ApiKeys(KubernetesClient client) {
        this.client = client;
    }

    /** The Secret that a Testnet names; empty when it names none or there is none of that name. */
    public Optional<Secret> secret(Testnet testnet) {
        SecretKeyRef reference = testnet.getSpec().access().apiKeySecretRef();
        if (reference == null) {
            return Optional.empty();
        }
        Place place = new Place(testnet.getMetadata().getNamespace(), reference.name());
        return read.get(
                place,
                () -> Optional.ofNullable(client.secrets()
                        .inNamespace(place.namespace())
                        .withName(place.name())
                        .get()));
    }

    /** The API key of a Testnet's nodes; empty when none is asked for or it cannot be read. */
    public Optional<String> key(Testnet testnet) {
        SecretKeyRef reference = testnet.getSpec().access().apiKeySecretRef();
        if (reference == null) {
            return Optional.empty();
        }
        try {
            return secret(testnet).flatMap(secret -> SecretEntry.of(secret, reference.key()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
