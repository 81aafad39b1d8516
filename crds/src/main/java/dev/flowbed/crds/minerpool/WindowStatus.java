package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** When a pool with windows may run next, and until when. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowStatus(
        @JsonPropertyDescription("When the next window starts, RFC 3339.") @Nullable
        String nextStart,

        @JsonPropertyDescription("When the open window ends, or else the next one, RFC 3339.") @Nullable
        String nextEnd) {}
