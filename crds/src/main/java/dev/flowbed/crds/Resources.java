package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.BoundedQuantities;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compute resources of one process, as Kubernetes quantities by resource name. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(BoundedQuantities.class)
public record Resources(
        @JsonPropertyDescription(
                "What is set aside for it, by resource name (cpu, memory), as quantities such as 500m or 512Mi.")
        Map<String, Quantity> requests,

        @JsonPropertyDescription(
                "The most it may use, by resource name. A memory limit also bounds the heap of the Java process.")
        Map<String, Quantity> limits) {

    public Resources {
        requests = copy(requests);
        limits = copy(limits);
    }

    private static Map<String, Quantity> copy(@Nullable Map<String, Quantity> quantities) {
        // in one order, so that what is made from it is the same text each time
        return quantities == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(quantities));
    }
}
