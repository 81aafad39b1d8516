package dev.flowbed.cli.command;

import dev.flowbed.alephium.recording.FormatsReport;
import org.jspecify.annotations.Nullable;

/** What {@code replay} found, for programs. */
record ReplayResult(
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
    static ReplayResult of(FormatsReport report) {
        return new ReplayResult(
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
