package dev.flowbed.blueprint.check;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads entries of Secrets. */
public final class SecretEntry {
    private SecretEntry() {}

    /**
     * The text of an entry; empty when there is none. Plain entries win, as on an API server.
     *
     * @throws IllegalArgumentException for an entry of data that is not base64; the message does not quote it
     */
    public static Optional<String> of(Secret secret, String key) {
        if (secret.getStringData() != null && secret.getStringData().containsKey(key)) {
            return Optional.of(secret.getStringData().get(key));
        }
        if (secret.getData() == null || !secret.getData().containsKey(key)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(secret.getData().get(key).replaceAll("\\s", ""));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("entry " + key + " is not base64");
        }
    }
}
