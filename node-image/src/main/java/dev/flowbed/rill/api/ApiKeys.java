package dev.flowbed.rill.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is let in (api/.../BaseEndpoint.scala). A node without keys lets nobody in who sends one. */
final class ApiKeys {
    static final String HEADER = "X-API-KEY";
    private static final int SHORTEST = 32;

    private final List<byte[]> keys;

    ApiKeys(List<String> keys) {
        this.keys = keys.stream().map(ApiKeys::bytes).toList();
    }

    /** Lets a request through or throws what it is answered. */
    void check(@Nullable String sent) {
        if (sent != null && sent.length() < SHORTEST) {
            throw ApiException.badRequest("Invalid value for: header " + HEADER
                    + " (Api key must have at least 32 characters: " + sent + ")");
        }
        if (keys.isEmpty()) {
            if (sent != null) {
                throw ApiException.unauthorized("Api key not configured in server");
            }
        } else if (sent == null) {
            throw ApiException.unauthorized("Missing api key");
        } else if (!isKnown(sent)) {
            throw ApiException.unauthorized("Wrong api key");
        }
    }

    /** Whether {@link #check} lets a request through. */
    boolean allows(@Nullable String sent) {
        return keys.isEmpty() ? sent == null : sent != null && isKnown(sent);
    }

    private boolean isKnown(String sent) {
        byte[] bytes = bytes(sent);
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(key, bytes);
        }
        return known;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
