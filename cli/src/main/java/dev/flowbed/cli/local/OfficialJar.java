package dev.flowbed.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The official full node's jar.
 *
 * @param path where it lies
 * @param sha256 what it must hash to, in hex
 */
public record OfficialJar(Path path, Optional<String> sha256) {
    /**
     * Checks that the jar is there and is the one that was meant.
     *
     * @throws IOException with the reason when it is not
     */
    public void check() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("the official node's jar does not exist: " + path);
        }
        if (sha256.isPresent()) {
            String found = hash();
            if (!found.equals(sha256.get().toLowerCase(Locale.ROOT))) {
                throw new IOException("the official node's jar " + path
                        + " is another file than was meant: its SHA-256 is " + found + ", not " + sha256.get());
            }
        }
    }

    private String hash() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
