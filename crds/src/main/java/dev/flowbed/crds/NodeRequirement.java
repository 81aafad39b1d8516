package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a label of a cluster node must be, as in a pod's node affinity. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.operator in ['Exists', 'DoesNotExist'] ? !has(self.values) || size(self.values) == 0"
                + " : has(self.values) && size(self.values) > 0",
        fieldPath = ".values",
        message = "must be given for In, NotIn, Gt and Lt, and left out for Exists and DoesNotExist")
@ValidationRule(
        value = "!(self.operator in ['Gt', 'Lt']) || !has(self.values) || size(self.values) == 1"
                + " && self.values[0].matches('^-?[0-9]+$')",
        fieldPath = ".values",
        message = "must be one whole number in quotes for Gt and Lt")
public record NodeRequirement(
        @Required @Size(min = 1, max = 317) @JsonPropertyDescription("The label's key.")
        String key,

        @Required
        @JsonPropertyDescription("How the label is judged: In or NotIn the values, Exists or DoesNotExist, Gt (greater"
                + " than) or Lt (less than) a whole number.")
        Operator operator,

        @Size(max = 32) @JsonPropertyDescription("The values: several for In and NotIn, one for Gt and Lt.")
        List<@Size(max = 63) String> values) {

    public NodeRequirement {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** How a label is judged. */
    public enum Operator {
        @JsonProperty("In")
        IN("In"),
        @JsonProperty("NotIn")
        NOT_IN("NotIn"),
        @JsonProperty("Exists")
        EXISTS("Exists"),
        @JsonProperty("DoesNotExist")
        DOES_NOT_EXIST("DoesNotExist"),
        @JsonProperty("Gt")
        GT("Gt"),
        @JsonProperty("Lt")
        LT("Lt");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** As resources write it. */
        @Override
        public String toString() {
            return text;
        }
    }
}
