package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** An account that the genesis funds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountStatus(
        @Required @JsonPropertyDescription("Its address.") String address,

        @JsonPropertyDescription("The group of the address.")
        int group,

        @JsonPropertyDescription("The well-known wallet that it belongs to.") @Nullable
        WellKnownWallet wallet,

        @JsonPropertyDescription("What genesis gave it, such as 1000000 ALPH.")
        String genesis) {}
