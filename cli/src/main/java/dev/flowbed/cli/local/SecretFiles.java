package dev.flowbed.cli.local;

import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.crds.SecretKeyRef;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of Secrets, each entry in a file that only this user may read. */
public record SecretFiles(Path folder) {
    private static final int KEY_BYTES = 24;

    /** Keeps all entries of a Secret. */
    public void put(Secret secret) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            entries.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        if (secret.getStringData() != null) {
            entries.putAll(secret.getStringData());
        }
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            put(new SecretKeyRef(secret.getMetadata().getName(), entry.getKey()), entry.getValue());
        }
    }

    /** Keeps one entry. */
    public void put(SecretKeyRef ref, String value) throws IOException {
        PrivateFiles.directories(folder.resolve(ref.name()));
        PrivateFiles.write(file(ref), value.strip());
    }

    /** Makes up an API key of 48 hexadecimal digits and keeps it. */
    public void generate(SecretKeyRef ref) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        put(ref, HexFormat.of().formatHex(key));
    }

    /** The value of an entry, if it is kept. */
    public Optional<String> find(SecretKeyRef ref) {
        try {
            return Optional.of(Files.readString(file(ref)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of an entry; names of Secrets and their keys hold no separators. */
    private Path file(SecretKeyRef ref) {
        return folder.resolve(ref.name()).resolve(ref.key());
    }
}
