package dev.flowbed.cli.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flowbed.crds.minerpool.Usage;
import java.util.Map;

/**
 * How much the pools of a testnet mine, as its supervisor decided.
 *
 * @param miners of each pool that has another number than its resource says
 * @param usage what each pool has taken
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MiningState(Map<String, Integer> miners, Map<String, Usage> usage) {
    /** Nothing was decided. */
    public static final MiningState NONE = new MiningState(Map.of(), Map.of());

    public MiningState {
        miners = miners == null ? Map.of() : Map.copyOf(miners);
        usage = usage == null ? Map.of() : Map.copyOf(usage);
    }
}
