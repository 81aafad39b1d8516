package dev.flowbed.miner.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The kernel, one text for CUDA and OpenCL.
 *
 * @param text its source
 */
record KernelSource(String text) {
    /** The kernel's name in the source. */
    static final String SEARCH = "search";

    /** The name of the one that measures. */
    static final String PEAK = "peak";

    private static final String RESOURCE = "search.c";

    static KernelSource own() {
        return new KernelSource(new String(resource(RESOURCE), StandardCharsets.UTF_8));
    }

    /** A file that lies beside the source in this program. */
    static byte[] resource(String name) {
        try (InputStream in = KernelSource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options that make a compiler compile it for a shape. */
    static List<String> defines(KernelShape shape) {
        return List.of("-DBLOCKS=" + shape.blocks(), "-DLAST_BYTES=" + shape.lastBytes());
    }
}
