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
import java.util.List;
import java.util.Optional;

/** The values of Secrets, each entry in a file that only this user may read. */
public record SecretFiles(Path folder) {
    private static final int KEY_BYTES = 24;

    /** The value of an entry of a Secret among others, without white space around it. */
    static Optional<String> entry(List<Secret> secrets, SecretKeyRef ref) {
        return secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(ref.name()))
                .map(secret -> entry(secret, ref.key()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** As in a cluster: {@code stringData} wins over {@code data}. */
    private static Optional<String> entry(Secret secret, String key) {
        if (secret.getStringData() != null && secret.getStringData().containsKey(key)) {
            return Optional.of(secret.getStringData().get(key).strip());
        }
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).strip());
    }

    /** A made up API key of 48 hexadecimal digits. */
    static String generated() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Keeps one entry. */
    public void put(SecretKeyRef ref, String value) throws IOException {
        PrivateFiles.directories(folder.resolve(ref.name()));
        PrivateFiles.write(file(ref), value.strip());
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
