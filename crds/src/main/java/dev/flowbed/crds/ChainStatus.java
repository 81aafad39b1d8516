package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How one chain stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainStatus(
        @Required @JsonPropertyDescription("The group that its transactions spend from.")
        int fromGroup,

        @Required @JsonPropertyDescription("The group that its transactions pay to.")
        int toGroup,

        @JsonPropertyDescription("The greatest height that any ready node reports.")
        long height,

        @JsonPropertyDescription("The hash of the block at that height.") @Nullable
        String tip,

        @JsonPropertyDescription("When the block at that height was made, RFC 3339.") @Nullable
        String tipTime) {}
