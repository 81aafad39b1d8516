package dev.flowbed.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor needs to know of a testnet's health to judge its lifetime.
 *
 * @param readySince when it was first Ready, over all its stops and starts
 * @param lastActivity when the last transaction was seen
 * @param idleSince since when nobody has used it: from its last transaction or its last start, whichever was later; absent until
 *     it is Ready after a start
 */
public record Vitals(
        @Nullable Instant readySince,
        @Nullable Instant lastActivity,
        @Nullable Instant idleSince) {
    public static final Vitals UNKNOWN = new Vitals(null, null, null);

    /** Those of a testnet that is started again. */
    public static Vitals resumed(@Nullable Instant readySince, @Nullable Instant lastActivity) {
        return new Vitals(readySince, lastActivity, null);
    }

    /** These after another look. */
    public Vitals after(Instant moment, boolean ready, boolean used) {
        return new Vitals(
                readySince == null && ready ? moment : readySince,
                used ? moment : lastActivity,
                used || (idleSince == null && ready) ? moment : idleSince);
    }
}
