package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
        @Pattern(PATTERN) @Size(max = 32) @JsonPropertyDescription("When Leman comes, RFC 3339.") @Nullable
        String leman,

        @Pattern(PATTERN) @Size(max = 32) @JsonPropertyDescription("When Rhone comes, RFC 3339.") @Nullable
        String rhone,

        @Pattern(PATTERN) @Size(max = 32) @JsonPropertyDescription("When Danube comes, RFC 3339.") @Nullable
        String danube) {

    private static final String PATTERN =
            "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|[+-][0-9]{2}:[0-9]{2})$";
}
