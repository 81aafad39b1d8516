package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.Hash;
import java.util.Arrays;

/** A request that gets an error for an answer, in the shapes of api/.../ApiError.scala. */
public final class ApiException extends RuntimeException {
    private final int status;
    private final ObjectNode body;

    private ApiException(int status, ObjectNode body, String message) {
        super(message);
        this.status = status;
        this.body = body;
    }

    private static ApiException withDetail(int status, String detail) {
        return new ApiException(status, JsonNodeFactory.instance.objectNode().put("detail", detail), detail);
    }

    /** 400: the request is wrong. */
    public static ApiException badRequest(String detail) {
        return withDetail(400, detail);
    }

    /** 401: the API key is missing or wrong. */
    public static ApiException unauthorized(String detail) {
        return withDetail(401, detail);
    }

    /** 404: there is no such thing. */
    public static ApiException notFound(String resource) {
        String detail = resource + " not found";
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("resource", resource).put("detail", detail);
        return new ApiException(404, body, detail);
    }

    /** 404: this node was not told to offer this. */
    public static ApiException off(String detail) {
        return withDetail(404, detail);
    }

    /** 413: more than is read. */
    public static ApiException tooLarge(String detail) {
        return withDetail(413, detail);
    }

    /** 500: what was asked cannot be done; the official node answers most refusals so. */
    public static ApiException failed(String detail) {
        return withDetail(500, detail);
    }

    /**
     * 500: the state or the store has no such key, in the words of the official node, which clients look at.
     *
     * @param key the key as the official node shows it
     * @param where who looked for it there
     */
    public static ApiException keyNotFound(String key, String where) {
        return failed("Failed in IO: org.alephium.io.IOError$KeyNotFound: org.alephium.util.AppException: Key " + key
                + " not found in " + where);
    }

    /** 500: the world state has no such contract. */
    public static ApiException noContract(Hash id, String where) {
        return keyNotFound("ContractId(hex\"" + id.hex() + "\")", where);
    }

    /** 500: what the question needs is not kept. */
    public static ApiException notKept(String setting, String purpose) {
        return failed("Failed in IO: org.alephium.io.IOError$ConfigError: org.alephium.util.AppException: Please set `"
                + setting + " = true` to query " + purpose);
    }

    /** Bytes as the official node shows them in errors. */
    static String signedBytes(byte[] bytes) {
        String listed = Arrays.toString(bytes);
        return "ByteString(" + listed.substring(1, listed.length() - 1) + ")";
    }

    /** 501: the official node offers this, this node not yet. */
    public static ApiException notOffered(String detail) {
        return withDetail(501, detail);
    }

    /** 503: not now. */
    public static ApiException unavailable(String detail) {
        return withDetail(503, detail);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The JSON that is answered. */
    public ObjectNode body() {
        return body;
    }
}
