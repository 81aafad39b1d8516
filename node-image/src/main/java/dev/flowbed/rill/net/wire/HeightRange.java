package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.stream.IntStream;

/** Heights of one chain: {@code from}, {@code from + step} and so on, up to {@code to} at most. */
public record HeightRange(ChainIndex chain, int from, int to, int step) implements Encodable {
    /** All heights between two, both included. */
    public static HeightRange all(ChainIndex chain, int from, int to) {
        return new HeightRange(chain, from, to, 1);
    }

    static HeightRange read(ByteReader in, int groupNumber) {
        ChainIndex chain = new ChainIndex(in.compactInt(), in.compactInt());
        HeightRange range = new HeightRange(chain, in.compactInt(), in.compactInt(), in.compactInt());
        if (!chain.isWithin(groupNumber) || range.from < 0 || range.to < range.from || range.step < 1) {
            throw in.error("expected heights of a chain, found " + range);
        }
        return range;
    }

    @Override
    public void write(ByteWriter out) {
        out.compactInt(chain.from())
                .compactInt(chain.to())
                .compactInt(from)
                .compactInt(to)
                .compactInt(step);
    }

    /** How many heights these are. */
    public int count() {
        return (to - from) / step + 1;
    }

    /** The heights in order. */
    public IntStream heights() {
        return IntStream.iterate(from, h -> h <= to, h -> h + step);
    }
}
