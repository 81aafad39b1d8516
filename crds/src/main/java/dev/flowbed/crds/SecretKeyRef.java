package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names one entry of a Secret in the same namespace. */
public record SecretKeyRef(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The Secret's name.")
        String name,

        @Default("api-key") @Size(min = 1, max = 253) @JsonPropertyDescription("The entry of the Secret.")
        String key) {}
