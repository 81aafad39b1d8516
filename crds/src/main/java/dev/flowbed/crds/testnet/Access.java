package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/** Who may use the network's APIs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Access(
        @JsonPropertyDescription("The Secret that holds the API key of the nodes: 32 characters or more. Absent: no key"
                + " is asked for.")
        @Nullable
        SecretKeyRef apiKeySecretRef) {}
