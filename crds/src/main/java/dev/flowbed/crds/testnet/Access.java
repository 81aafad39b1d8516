package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.SecretKeyRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may use the network's APIs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.ingress) || !has(self.gateway)",
        fieldPath = ".gateway",
        message = "cannot be had beside ingress: choose one of them")
public record Access(
        @JsonPropertyDescription("The Secret that holds the API key of the nodes: 32 characters or more. Absent: no key"
                + " is asked for.")
        @Nullable
        SecretKeyRef apiKeySecretRef,

        @Default("true")
        @JsonPropertyDescription(
                "Whether NetworkPolicies keep everybody out but brokers, miners, monitoring and clients.")
        boolean networkPolicies,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Who may use REST and WebSocket inside the cluster. Absent: every pod of the" + " Testnet's namespace.")
        List<ClientPeer> clients,

        @JsonPropertyDescription("An Ingress for REST and WebSocket. Absent: none.") @Nullable
        IngressAccess ingress,

        @JsonPropertyDescription("Routes of a Gateway for REST and WebSocket. Absent: none.") @Nullable
        GatewayAccess gateway) {
    public Access {
        clients = clients == null ? List.of() : List.copyOf(clients);
    }
}
