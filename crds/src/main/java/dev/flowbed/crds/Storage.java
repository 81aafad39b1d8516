package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Where a node keeps its chains. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Storage(
        @Default("\"2Gi\"")
        @JsonPropertyDescription("Size of the volume, a Kubernetes quantity. It may grow, never shrink.")
        Quantity size,

        @Size(max = 253)
        @JsonPropertyDescription("The storage class of the volume; absent: the cluster's default class.")
        @Nullable
        String storageClassName,

        @Default("Delete")
        @JsonPropertyDescription(
                "What becomes of the data when the node goes: Delete, or Retain for a later node of the same name.")
        RetentionPolicy retentionPolicy) {}
