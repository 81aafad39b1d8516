package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An amount that an address owns before the first block. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.address) != has(self.wallet)", message = "must say either address or wallet")
public record Allocation(
        @Size(min = 1, max = 2048) @JsonPropertyDescription("The address that owns the amount.") @Nullable
        String address,

        @JsonPropertyDescription("A well-known wallet: each of its addresses, one per group, owns the amount.")
        @Nullable
        WellKnownWallet wallet,

        @Required
        @Pattern(Patterns.AMOUNT)
        @Size(max = 48)
        @JsonPropertyDescription("How much: ALPH, such as 1000000 ALPH or 0.5 ALPH, or a plain number of atto"
                + " (10^-18 ALPH) in quotes.")
        String amount,

        @Default("0s")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long after genesis it cannot be spent.")
        String lockDuration) {}
