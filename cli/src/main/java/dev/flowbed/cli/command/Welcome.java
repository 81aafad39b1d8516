package dev.flowbed.cli.command;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.Monitor;
import dev.flowbed.cli.terminal.Table;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.testnet.AccountStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.status.StatusReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What people are told of a testnet that is Ready: where it is, who has money, what to try. */
final class Welcome {
    private final Context context;
    private final LocalTestnet testnet;
    private final StatusReport report;

    Welcome(Context context, LocalTestnet testnet, StatusReport report) {
        this.context = context;
        this.testnet = testnet;
        this.report = report;
    }

    List<String> lines(boolean foreground) throws IOException {
        List<String> lines = new ArrayList<>();
        Table nodes = new Table("NODE", "REST", "WEBSOCKET", "MINER API");
        for (NodeStatus node : report.testnet().nodes()) {
            Endpoints endpoints = node.endpoints();
            if (endpoints != null) {
                nodes.row(
                        node.name(),
                        String.valueOf(endpoints.rest()),
                        String.valueOf(endpoints.webSocket()),
                        String.valueOf(endpoints.minerApi()));
            }
        }
        lines.addAll(nodes.lines());
        lines.add("");
        Table accounts = new Table("GROUP", "FUNDED ADDRESS", "GENESIS", "WALLET");
        for (AccountStatus account : report.testnet().accounts()) {
            accounts.row(
                    account.group(),
                    account.address(),
                    account.genesis(),
                    account.wallet() == null ? "-" : account.wallet().name().toLowerCase(java.util.Locale.ROOT));
        }
        lines.addAll(accounts.lines());
        OptionalInt prometheus = testnet.dir().ports().port(Monitor.PROMETHEUS.process(), Monitor.PROMETHEUS.port());
        if (prometheus.isPresent() && testnet.dir().settings().prometheus() != null) {
            lines.add("");
            lines.add("Prometheus: http://127.0.0.1:" + prometheus.getAsInt());
        }
        lines.add("");
        lines.add(context.terminal().bold("Try next")
                + (foreground ? " (in another terminal; Ctrl-C here stops the testnet)" : ""));
        tries().forEach(one -> lines.add("  " + one));
        return lines;
    }

    private List<String> tries() throws IOException {
        List<String> tries = new ArrayList<>();
        // where there is only one testnet, its name need not be said
        boolean only = context.machine().root().testnets().size() == 1;
        String option = only ? "" : " -t " + testnet.name();
        tries.add("flowbed status " + (only ? "" : testnet.name() + " ") + "--watch");
        report.testnet().accounts().stream()
                .filter(account -> account.group() == 1)
                .findFirst()
                .ifPresent(account -> tries.add("flowbed send " + account.address() + " 1.5" + option));
        report.testnet().nodes().stream().findFirst().ifPresent(node -> {
            if (node.endpoints() != null) {
                tries.add("curl " + node.endpoints().rest() + "/infos/self-clique");
            }
            tries.add("flowbed logs " + node.name() + " -f" + option);
        });
        tries.add("flowbed down " + testnet.name() + " --wipe");
        return tries;
    }
}
