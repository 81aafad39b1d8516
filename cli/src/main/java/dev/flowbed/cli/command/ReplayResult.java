package dev.flowbed.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.recording.FormatsReport;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replay} found, for programs.
 *
 * @param rules as rill tells it; absent when only formats were compared, or these differ
 */
record ReplayResult(boolean same, Formats formats, @Nullable JsonNode rules) {
    /** What was compared of the formats. */
    record Formats(
            boolean same,
            int networkId,
            int groups,
            int chains,
            int blocks,
            int uncles,
            int transactions,
            int inputs,
            int outputs,
            int scripts,
            int addresses,
            long bytes,
            FormatsReport.@Nullable Difference difference) {
        static Formats of(FormatsReport report) {
            return new Formats(
                    report.isSame(),
                    report.networkId(),
                    report.groups(),
                    report.chains(),
                    report.blocks(),
                    report.uncles(),
                    report.transactions(),
                    report.inputs(),
                    report.outputs(),
                    report.scripts(),
                    report.addresses(),
                    report.bytes(),
                    report.difference().orElse(null));
        }
    }
}
