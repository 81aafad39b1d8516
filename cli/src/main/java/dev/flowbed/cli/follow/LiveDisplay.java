package dev.flowbed.cli.follow;

import dev.flowbed.cli.status.ChainGrid;
import dev.flowbed.cli.terminal.LiveBlock;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.status.StatusReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A block of lines on a terminal, drawn anew as things change. */
public final class LiveDisplay implements Display {
    private static final String SPINNER = "|/-\\";

    private final String testnet;
    private final Terminal terminal;
    private final LiveBlock block;
    private int turn;

    public LiveDisplay(String testnet, Terminal terminal, PrintStream out) {
        this.testnet = testnet;
        this.terminal = terminal;
        this.block = new LiveBlock(out, terminal);
    }

    @Override
    public void show(Moment moment) {
        block.draw(lines(moment));
        turn++;
    }

    List<String> lines(Moment moment) {
        List<String> lines = new ArrayList<>();
        StatusReport report = moment.report();
        boolean ready = report != null && report.isReady();
        String mark = ready ? terminal.green("*") : String.valueOf(SPINNER.charAt(turn % SPINNER.length()));
        lines.add(mark + " " + terminal.bold(testnet) + "  " + (ready ? terminal.green("Ready") : "starting") + "  "
                + terminal.faint(PlainDisplay.seconds(moment.elapsed())));
        moment.notices().forEach(notice -> lines.add("    " + terminal.yellow(notice)));
        if (report == null) {
            return lines;
        }
        for (NodeStatus node : report.testnet().nodes()) {
            String state = String.valueOf(node.state());
            String rest = node.endpoints() == null ? "" : node.endpoints().rest();
            lines.add(String.format("    %-28s ", node.name())
                    + (node.ready() ? terminal.green(state) : terminal.yellow(state))
                    + "  " + terminal.faint(String.valueOf(rest)));
        }
        for (Map.Entry<String, MinerPoolStatus> pool : report.pools().entrySet()) {
            MinerPoolStatus status = pool.getValue();
            String state = status.replicas() > 0 && status.readyReplicas() == status.replicas()
                    ? terminal.green("mining") + "  " + status.hashrate() + ", " + status.acceptedBlocks() + " blocks"
                    : terminal.yellow("starting");
            lines.add(String.format("    %-28s ", pool.getKey()) + state);
        }
        ChainGrid.lines(report.testnet().chains()).forEach(line -> lines.add("    " + line));
        return lines;
    }

    @Override
    public void close() {
        block.clear();
    }
}
