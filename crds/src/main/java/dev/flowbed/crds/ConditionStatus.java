package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a condition holds. */
public enum ConditionStatus {
    @JsonProperty("True")
    TRUE("True"),
    @JsonProperty("False")
    FALSE("False"),
    @JsonProperty("Unknown")
    UNKNOWN("Unknown");

    private final String text;

    ConditionStatus(String text) {
        this.text = text;
    }

    /** As it is written in a resource. */
    @Override
    public String toString() {
        return text;
    }
}
