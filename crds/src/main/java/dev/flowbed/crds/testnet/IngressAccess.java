package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An Ingress for REST and WebSocket: broker 0 at the host, broker b at b{b}-{host}. The miner API is never part of it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressAccess(
        @Required
        @Pattern(Patterns.HOST)
        @Size(max = 240)
        @JsonPropertyDescription("The name that clients use, such as testnet.example.org.")
        String host,

        @Size(max = 253) @JsonPropertyDescription("The ingress class; absent: the cluster's default class.") @Nullable
        String className,

        @Size(max = 253)
        @JsonPropertyDescription("The Secret with the certificate for the hosts; absent: no TLS.")
        @Nullable
        String tlsSecretName,

        @JsonPropertyDescription("Annotations for the Ingress, as its controller knows them.")
        Map<String, String> annotations) {
    public IngressAccess {
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
