package dev.flowbed.cli.supervise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor needs to know of a testnet's health to judge its lifetime.
 *
 * @param readySince when it was first Ready
 * @param lastActivity when the last transaction was seen
 */
public record Vitals(@Nullable Instant readySince, @Nullable Instant lastActivity) {
    public static final Vitals UNKNOWN = new Vitals(null, null);
}
