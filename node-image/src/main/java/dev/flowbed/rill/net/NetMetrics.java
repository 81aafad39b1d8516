package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.PayloadCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the network side, for the metrics endpoint. Thread-safe. */
public final class NetMetrics {
    private static final int MAX_ADDRESSES = 256;

    private final Map<String, LongAdder> uploaded = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> downloaded = new ConcurrentHashMap<>();
    private final Map<PayloadCode, LongAdder> payloads = new EnumMap<>(PayloadCode.class);

    NetMetrics() {
        for (PayloadCode code : PayloadCode.values()) {
            payloads.put(code, new LongAdder());
        }
    }

    void uploaded(String address, long bytes) {
        add(uploaded, address, bytes);
    }

    void downloaded(String address, long bytes) {
        add(downloaded, address, bytes);
    }

    void received(PayloadCode code) {
        LongAdder counter = payloads.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    private static void add(Map<String, LongAdder> counters, String address, long bytes) {
        String label = counters.size() < MAX_ADDRESSES || counters.containsKey(address) ? address : "other";
        counters.computeIfAbsent(label, key -> new LongAdder()).add(bytes);
    }

    /** {@code alephium_upload_bytes_total} by remote address. */
    public Map<String, Long> uploadedBytes() {
        return sums(uploaded);
    }

    /** {@code alephium_download_bytes_total} by remote address. */
    public Map<String, Long> downloadedBytes() {
        return sums(downloaded);
    }

    /** {@code alephium_payload_total} by the official name of the payload. */
    public Map<String, Long> payloads() {
        Map<String, Long> sums = new TreeMap<>();
        payloads.forEach((code, counter) -> sums.put(code.label(), counter.sum()));
        return sums;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((label, counter) -> sums.put(label, counter.sum()));
        return sums;
    }
}
