package dev.flowbed.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/** Lines at the bottom of a terminal that are drawn anew each time. Used only on live terminals. */
public final class LiveBlock {
    private final PrintStream out;
    private final int columns;
    private int drawn;

    public LiveBlock(PrintStream out, Terminal terminal) {
        this.out = out;
        this.columns = terminal.columns();
    }

    /** Replaces what was drawn before. */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(up());
        for (String line : lines) {
            text.append("\r\u001b[K").append(cut(line)).append('\n');
        }
        text.append("\u001b[J");
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    /** Prints lines that stay, above the block. */
    public void above(List<String> lines) {
        StringBuilder text = new StringBuilder(up());
        lines.forEach(line -> text.append("\r\u001b[K").append(line).append('\n'));
        text.append("\u001b[J");
        drawn = 0;
        out.print(text);
        out.flush();
    }

    /** Takes the block away. */
    public void clear() {
        draw(List.of());
    }

    private String up() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A";
    }

    /** A longer line would wrap and shift the block; colour codes take no room. */
    private String cut(String line) {
        StringBuilder cut = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\u001b') {
                int end = line.indexOf('m', i);
                cut.append(line, i, end + 1);
                i = end;
            } else if (shown < columns - 1) {
                cut.append(c);
                shown++;
            }
        }
        return cut.toString();
    }
}
