package dev.flowbed.cli.command;

import dev.flowbed.cli.terminal.Table;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.testnet.AccountStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.status.StatusReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What people are told of a testnet that is Ready: where it is, who has money, what to try. */
final class Welcome {
    private final Terminal terminal;
    private final TestnetView testnet;
    private final StatusReport report;

    Welcome(Terminal terminal, TestnetView testnet, StatusReport report) {
        this.terminal = terminal;
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
        if (!testnet.beside().isEmpty()) {
            lines.add("");
            lines.addAll(testnet.beside());
        }
        lines.add("");
        lines.add(terminal.bold("Try next")
                + (foreground ? " (in another terminal; Ctrl-C here stops the testnet)" : ""));
        tries().forEach(one -> lines.add("  " + one));
        return lines;
    }

    private List<String> tries() throws IOException {
        List<String> tries = new ArrayList<>();
        String argument = testnet.argument();
        String option = argument.isEmpty() ? "" : " -t " + argument;
        String command = testnet.command() + " ";
        tries.add(command + "status " + (argument.isEmpty() ? "" : argument + " ") + "--watch");
        report.testnet().accounts().stream()
                .filter(account -> account.group() == 1)
                .findFirst()
                .ifPresent(account -> tries.add(command + "send " + account.address() + " 1.5" + option));
        report.testnet().nodes().stream().findFirst().ifPresent(node -> {
            if (node.endpoints() != null && testnet.reachable()) {
                tries.add("curl " + node.endpoints().rest() + "/infos/self-clique");
            }
            tries.add(command + "logs " + node.name() + " -f" + option);
        });
        tries.add(command + "down " + testnet.name() + " --wipe");
        return tries;
    }
}
