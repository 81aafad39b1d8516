package dev.flowbed.cli.follow;

import dev.flowbed.crds.testnet.NodeStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line whenever something changed: for files, pipes and CI. */
public final class PlainDisplay implements Display {
    private final PrintStream out;
    private final Map<String, String> said = new HashMap<>();

    public PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Moment moment) {
        moment.notices().forEach(notice -> say(moment, notice, notice));
        if (moment.report() == null) {
            return;
        }
        for (NodeStatus node : moment.report().testnet().nodes()) {
            say(moment, node.name(), node.name() + ": " + node.state());
        }
        moment.report().pools().forEach((name, pool) -> {
            if (pool.replicas() > 0 && pool.readyReplicas() == pool.replicas()) {
                say(moment, name, name + ": mining");
            }
        });
        long grown = moment.report().testnet().chains().stream()
                .filter(chain -> chain.height() > 0)
                .count();
        int all = moment.report().testnet().chains().size();
        if (all > 0 && grown > 0) {
            String text = grown == all ? "all " + all + " chains grow" : "the first blocks have come";
            say(moment, "chains", text);
        }
    }

    private void say(Moment moment, String about, String text) {
        if (!text.equals(said.put(about, text))) {
            out.println("[" + seconds(moment.elapsed()) + "] " + text);
        }
    }

    static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%4.1f s", elapsed.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        // what was printed stays
    }

    /** What was said about each part, for tests. */
    List<String> said() {
        return List.copyOf(said.values());
    }
}
