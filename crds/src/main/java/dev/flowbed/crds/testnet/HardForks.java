package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When the hard forks come. One that is absent is in force from genesis. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.leman) || has(self.rhone) && timestamp(self.leman) <= timestamp(self.rhone)",
        fieldPath = ".rhone",
        message = "must be given and not come before leman: hard forks come in the order leman, rhone, danube")
@ValidationRule(
        value = "!has(self.rhone) || has(self.danube) && timestamp(self.rhone) <= timestamp(self.danube)",
        fieldPath = ".danube",
        message = "must be given and not come before rhone: hard forks come in the order leman, rhone, danube")
public record HardForks(
        @Pattern(Patterns.TIME) @Size(max = 32) @JsonPropertyDescription("When Leman comes, RFC 3339.") @Nullable
        String leman,

        @Pattern(Patterns.TIME) @Size(max = 32) @JsonPropertyDescription("When Rhone comes, RFC 3339.") @Nullable
        String rhone,

        @Pattern(Patterns.TIME) @Size(max = 32) @JsonPropertyDescription("When Danube comes, RFC 3339.") @Nullable
        String danube) {}
