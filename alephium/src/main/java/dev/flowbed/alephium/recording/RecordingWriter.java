package dev.flowbed.alephium.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.model.ChainIndex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes a recording as {@link Recording} reads it, block by block: {@link #chain}, {@link #height} and {@link #block} in turn, then
 * {@link #balances}. A file whose name ends with {@code .xz} is packed.
 */
public final class RecordingWriter implements AutoCloseable {
    /** Packing with more takes a reader's memory too. */
    private static final int XZ_PRESET = 6;

    private final JsonGenerator json;
    private boolean inChain;
    private boolean inHeight;

    private RecordingWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Begins a file that is not there yet.
     *
     * @param config the node's configuration, HOCON
     * @param chainParams its answer to {@code /infos/chain-params}
     */
    public static RecordingWriter open(Path file, String config, JsonNode chainParams) throws IOException {
        OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16);
        OutputStream packed =
                file.toString().endsWith(".xz") ? new XZOutputStream(out, new LZMA2Options(XZ_PRESET)) : out;
        JsonGenerator json = new ObjectMapper().createGenerator(packed);
        json.writeStartObject();
        json.writeStringField("config", config);
        json.writeObjectField("chainParams", chainParams);
        json.writeArrayFieldStart("chains");
        return new RecordingWriter(json);
    }

    /** Begins a chain. */
    public void chain(ChainIndex chain) throws IOException {
        endChain();
        json.writeStartObject();
        json.writeNumberField("from", chain.from());
        json.writeNumberField("to", chain.to());
        json.writeArrayFieldStart("heights");
        inChain = true;
    }

    /** Begins a height of the chain. */
    public void height() throws IOException {
        endHeight();
        json.writeStartArray();
        inHeight = true;
    }

    /** A block of the height, the one on the main chain first. */
    public void block(String hash, String raw, JsonNode shown) throws IOException {
        json.writeStartObject();
        json.writeStringField("hash", hash);
        json.writeStringField("raw", raw);
        json.writeObjectField("json", shown);
        json.writeEndObject();
    }

    private void endHeight() throws IOException {
        if (inHeight) {
            json.writeEndArray();
            inHeight = false;
        }
    }

    private void endChain() throws IOException {
        endHeight();
        if (inChain) {
            json.writeEndArray();
            json.writeEndObject();
            inChain = false;
        }
    }

    /** Final balances by address, as the node shows them; ends the recording. */
    public void balances(JsonNode balances) throws IOException {
        endChain();
        json.writeEndArray();
        json.writeObjectField("balances", balances);
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
