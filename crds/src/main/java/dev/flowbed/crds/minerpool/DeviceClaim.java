package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GPUs by dynamic resource allocation: a ResourceClaimTemplate that exists, or one that Flowbed makes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.resourceClaimTemplateName) != has(self.deviceClassName)",
        message = "must say either resourceClaimTemplateName or deviceClassName")
@ValidationRule(
        value = "!has(self.selectors) || size(self.selectors) == 0 || has(self.deviceClassName)",
        fieldPath = ".selectors",
        message = "need deviceClassName: a template of your own has selectors of its own")
public record DeviceClaim(
        @Pattern(Patterns.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("A ResourceClaimTemplate of the namespace; each miner gets a claim made from it.")
        @Nullable
        String resourceClaimTemplateName,

        @Pattern(Patterns.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("The device class that Flowbed's own ResourceClaimTemplate asks for, such as"
                + " gpu.nvidia.com: gpu.count devices of it.")
        @Nullable
        String deviceClassName,

        @Size(max = 32)
        @JsonPropertyDescription("What each device must fulfil, as in a device request. A device must fulfil all.")
        List<Selector> selectors) {

    public DeviceClaim {
        selectors = selectors == null ? List.of() : List.copyOf(selectors);
    }

    /** What a device must fulfil, written as Kubernetes writes it. */
    public record Selector(
            @Required @JsonPropertyDescription("By an expression in CEL.")
            Cel cel) {}

    /** An expression over a device. */
    public record Cel(
            @Required
            @Size(min = 1, max = 10240)
            @JsonPropertyDescription("True for devices that fit, such as"
                    + " device.capacity['gpu.nvidia.com'].memory.compareTo(quantity('16Gi')) >= 0.")
            String expression) {}
}
