package dev.flowbed.rill.net;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Penalties and bans by address, bounded and forgotten in time. Loopback addresses are never banned for what a peer does, only on
 * request: on one machine all cliques share them. Thread-safe.
 */
final class PeerRecords {
    private static final int MAX_RECORDS = 4096;
    private static final int BAN_AT = 100;

    private final NetSettings.Timing timing;
    private final Clock clock;
    private final Map<InetAddress, PeerRecord> records = new LinkedHashMap<>();

    PeerRecords(NetSettings.Timing timing, Clock clock) {
        this.timing = timing;
        this.clock = clock;
    }

    /** Notes what a peer did; returns whether its address is banned now. */
    synchronized boolean note(InetAddress address, Misbehavior misbehavior) {
        Instant now = clock.instant();
        PeerRecord current = current(address, now);
        if (current instanceof PeerRecord.Banned) {
            return true;
        }
        int before = current instanceof PeerRecord.Penalized penalized ? penalized.value() : 0;
        int value = before + misbehavior.penalty();
        boolean recently = current instanceof PeerRecord.Penalized penalized
                && penalized.since().plus(timing.penaltyInterval()).isAfter(now);
        if (recently && value < BAN_AT) {
            return false;
        }
        if (value >= BAN_AT && !address.isLoopbackAddress()) {
            put(new PeerRecord.Banned(address, now.plus(timing.ban())));
            return true;
        }
        put(new PeerRecord.Penalized(address, Math.min(value, BAN_AT - 1), now));
        return false;
    }

    synchronized void ban(InetAddress address) {
        put(new PeerRecord.Banned(address, clock.instant().plus(timing.ban())));
    }

    synchronized void forgive(InetAddress address) {
        records.remove(address);
    }

    synchronized boolean isBanned(InetAddress address) {
        return current(address, clock.instant()) instanceof PeerRecord.Banned;
    }

    synchronized List<PeerRecord> all() {
        Instant now = clock.instant();
        List<PeerRecord> all = new ArrayList<>();
        for (InetAddress address : List.copyOf(records.keySet())) {
            PeerRecord record = current(address, now);
            if (record != null) {
                all.add(record);
            }
        }
        return all;
    }

    private @Nullable PeerRecord current(InetAddress address, Instant now) {
        PeerRecord record = records.get(address);
        boolean over = record instanceof PeerRecord.Banned banned
                ? banned.until().isBefore(now)
                : record instanceof PeerRecord.Penalized penalized
                        && penalized.since().plus(timing.penaltyForgiveness()).isBefore(now);
        if (over) {
            records.remove(address);
            return null;
        }
        return record;
    }

    private void put(PeerRecord record) {
        records.remove(record.address());
        records.put(record.address(), record);
        if (records.size() > MAX_RECORDS) {
            records.remove(records.keySet().iterator().next());
        }
    }
}
