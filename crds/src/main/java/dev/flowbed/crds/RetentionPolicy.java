package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of data when its owner goes. */
public enum RetentionPolicy {
    @JsonProperty("Delete")
    DELETE,
    @JsonProperty("Retain")
    RETAIN
}
