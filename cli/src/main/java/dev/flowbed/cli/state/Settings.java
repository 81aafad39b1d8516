package dev.flowbed.cli.state;

import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was told on its command line, for every later start.
 *
 * @param officialJar path of the official full node's jar
 * @param officialJarSha256 what that must hash to
 * @param prometheus the command of the Prometheus to start with the testnet; absent: none
 */
public record Settings(
        @Nullable String officialJar,
        @Nullable String officialJarSha256,
        @Nullable String prometheus) {
    public static final Settings NONE = new Settings(null, null, null);
}
