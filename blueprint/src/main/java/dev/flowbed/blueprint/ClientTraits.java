package dev.flowbed.blueprint;

import dev.flowbed.crds.Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What differs between the two clients.
 *
 * @param imageName container image without a tag
 * @param imageTag tag of a version, made by putting this before it
 * @param usualVersion the version that runs when none is asked for; empty: the one that Flowbed brings
 * @param javaOptions options for the Java process, before anybody else's
 * @param heapShare the share of a memory limit that the heap may take
 * @param usualHeapMegabytes the heap without a memory limit
 * @param openReadiness a path that tells without the API key whether the API can answer; empty: there is none
 * @param restartsAsOne whether a clique only works when all its brokers were started together
 * @param stopGrace how long it may take to end when asked
 */
record ClientTraits(
        String imageName,
        String imageTag,
        Optional<String> usualVersion,
        List<String> javaOptions,
        double heapShare,
        int usualHeapMegabytes,
        Optional<String> openReadiness,
        boolean restartsAsOne,
        Duration stopGrace) {

    private static final ClientTraits RILL = new ClientTraits(
            "flowbed/rill",
            "",
            Optional.empty(),
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // much of what runs at a start runs a few hundred times and never again: not worth compiling
                    "-XX:CompileThresholdScaling=4",
                    // a start without a full collection; and archives of Java 24 and later bring objects along that
                    // need old space at once
                    "-Xms12m",
                    // a node's garbage is small and its live data steady: keep little room in hand
                    "-Xmn6m",
                    "-XX:MinHeapFreeRatio=10",
                    "-XX:MaxHeapFreeRatio=25",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:+ExitOnOutOfMemoryError"),
            0.5,
            48,
            Optional.of("/ready"),
            false,
            Duration.ofSeconds(10));

    private static final ClientTraits ALEPHIUM = new ClientTraits(
            "alephium/alephium",
            "v",
            Optional.of("4.6.0"),
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            0.5,
            512,
            Optional.empty(),
            true,
            Duration.ofSeconds(30));

    static ClientTraits of(Client client) {
        return switch (client) {
            case RILL -> RILL;
            case ALEPHIUM -> ALEPHIUM;
        };
    }
}
