package dev.flowbed.alephium.recording;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.ChainIndex;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * A file with the chains of a network as an official node gave them: {@code config} (HOCON text), {@code chainParams},
 * {@code chains} ({@code from}, {@code to}, {@code heights}: per height an array of {@code hash}, {@code raw}, {@code json}) and
 * {@code balances}. Plain JSON or packed with xz. Chains are streamed: only one block is held at a time.
 */
public final class Recording {
    private static final byte[] XZ_MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Config config;
    private final JsonNode chainParams;

    private Recording(Path file, Config config, JsonNode chainParams) {
        this.file = file;
        this.config = config;
        this.chainParams = chainParams;
    }

    /** Takes what a recording holds, in the order of the file. */
    public interface Visitor {
        /** A block, in the order of heights within its chain. */
        void block(RecordedBlock block);

        /** A chain is over, with so many heights. */
        void chainEnd(ChainIndex chain, int heights);

        /** An address's final balance as the REST API shows it. */
        void balance(String address, JsonNode balance);
    }

    /** Opens a recording and reads its configuration; {@link FormatException} when it is none. */
    public static Recording open(Path file) throws IOException {
        String text = null;
        JsonNode params = MissingNode.getInstance();
        try (JsonParser json = MAPPER.createParser(unpacked(file))) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT, "a recording");
            while ((text == null || params.isMissingNode()) && json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("config")) {
                    expect(json, value, JsonToken.VALUE_STRING, "config as text");
                    text = json.getText();
                } else if (field.equals("chainParams")) {
                    params = json.readValueAsTree();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (XZIOException | EOFException e) {
            throw damaged(e);
        }
        if (text == null) {
            throw new FormatException("not a recording: it has no config");
        }
        return new Recording(file, parse(text), params);
    }

    private static Config parse(String text) {
        try {
            return ConfigFactory.parseString(text)
                    .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true));
        } catch (ConfigException e) {
            throw new FormatException("config: " + e.getMessage());
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(XZ_MAGIC.length);
        byte[] start = in.readNBytes(XZ_MAGIC.length);
        in.reset();
        return Arrays.equals(start, XZ_MAGIC) ? new XZInputStream(in) : in;
    }

    /** The configuration that the recorded node ran with. */
    public Config config() {
        return config;
    }

    /** The node's answer to {@code /infos/chain-params}; a missing node when the recording has none. */
    public JsonNode chainParams() {
        return chainParams;
    }

    /** Shows the visitor everything; {@link FormatException} when the file is not as it should be. */
    public void visit(Visitor visitor) throws IOException {
        boolean chains = false;
        try (JsonParser json = MAPPER.createParser(unpacked(file))) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT, "a recording");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("chains")) {
                    expect(json, value, JsonToken.START_ARRAY, "the array of chains");
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        visitChain(json, visitor);
                    }
                    expect(json, json.currentToken(), JsonToken.END_ARRAY, "a chain");
                    chains = true;
                } else if (field.equals("balances")) {
                    expect(json, value, JsonToken.START_OBJECT, "the balances by address");
                    visitBalances(json, visitor);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (XZIOException | EOFException e) {
            throw damaged(e);
        }
        if (!chains) {
            throw new FormatException("not a recording: it has no chains");
        }
    }

    private static void visitBalances(JsonParser json, Visitor visitor) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String address = json.currentName();
            json.nextToken();
            visitor.balance(address, json.readValueAsTree());
        }
    }

    private static void visitChain(JsonParser json, Visitor visitor) throws IOException {
        Integer from = null;
        Integer to = null;
        int heights = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "from" -> from = group(json, value);
                case "to" -> to = group(json, value);
                case "heights" -> heights = visitHeights(json, value, chain(json, from, to), visitor);
                default -> json.skipChildren();
            }
        }
        ChainIndex chain = chain(json, from, to);
        if (heights < 0) {
            throw malformed(json, "chain " + chain + " has no heights");
        }
        visitor.chainEnd(chain, heights);
    }

    private static ChainIndex chain(JsonParser json, @Nullable Integer from, @Nullable Integer to) {
        if (from == null || to == null) {
            throw malformed(json, "expected from and to before the heights of a chain");
        }
        return new ChainIndex(from, to);
    }

    private static int group(JsonParser json, JsonToken value) throws IOException {
        expect(json, value, JsonToken.VALUE_NUMBER_INT, "a group");
        return json.getIntValue();
    }

    private static int visitHeights(JsonParser json, JsonToken value, ChainIndex chain, Visitor visitor)
            throws IOException {
        expect(json, value, JsonToken.START_ARRAY, "the heights of chain " + chain);
        int height = 0;
        while (json.nextToken() == JsonToken.START_ARRAY) {
            int position = 0;
            while (json.nextToken() == JsonToken.START_OBJECT) {
                JsonNode entry = json.readValueAsTree();
                JsonFields fields =
                        JsonFields.of(entry, "chain " + chain + ", height " + height + ", block " + position);
                visitor.block(new RecordedBlock(
                        chain, height, position, fields.text("hash"), fields.text("raw"), fields.get("json")));
                position++;
            }
            expect(json, json.currentToken(), JsonToken.END_ARRAY, "a block of chain " + chain);
            height++;
        }
        expect(json, json.currentToken(), JsonToken.END_ARRAY, "the blocks of a height of chain " + chain);
        return height;
    }

    private static void expect(JsonParser json, @Nullable JsonToken found, JsonToken expected, String what) {
        if (found != expected) {
            throw malformed(json, "expected " + what + ", found " + (found == null ? "the end" : found));
        }
    }

    private static FormatException malformed(JsonParser json, String message) {
        return new FormatException(
                "not a recording: line " + json.currentLocation().getLineNr() + ", column "
                        + json.currentLocation().getColumnNr() + ": " + message);
    }

    private static FormatException malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return new FormatException("not JSON: " + place + e.getOriginalMessage());
    }

    private static FormatException damaged(IOException e) {
        String why = e instanceof EOFException ? "it ends too early" : String.valueOf(e.getMessage());
        return new FormatException("cannot be unpacked: " + why);
    }
}
