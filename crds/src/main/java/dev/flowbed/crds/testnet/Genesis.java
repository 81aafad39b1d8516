package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What exists before the first block. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Genesis(
        @Default("[{\"wallet\": \"devnet\", \"amount\": \"1000000 ALPH\", \"lockDuration\": \"0s\"}]")
        @Size(max = 256)
        @JsonPropertyDescription("Who owns what from the start. Absent: 1000000 ALPH for each address of the"
                + " well-known devnet wallet.")
        List<Allocation> allocations) {

    public Genesis {
        allocations = allocations == null ? List.of() : List.copyOf(allocations);
    }
}
