package dev.flowbed.alephium.rest;

import java.net.ConnectException;
import java.net.URI;
import java.util.Objects;

/** A request that gave no usable answer: what was asked, and why not. */
public final class RestException extends RuntimeException {
    /** The ways to fail. */
    public enum Kind {
        /** Nobody listens there, or the connection broke. */
        UNREACHABLE,
        /** No answer in time. */
        TIMEOUT,
        /** The node answered with an error status. */
        REFUSED,
        /** The answer is not what it should be. */
        MALFORMED
    }

    private final Kind kind;
    private final int status;
    private final String detail;

    private RestException(Kind kind, int status, String detail, String message) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.detail = detail;
    }

    static RestException unreachable(String method, URI uri, Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String detail = cause instanceof ConnectException ? "connection refused" : message;
        return new RestException(Kind.UNREACHABLE, 0, detail, method + " " + uri + ": not reachable: " + detail);
    }

    static RestException timeout(String method, URI uri, long millis) {
        String detail = "no answer within " + millis + " ms";
        return new RestException(Kind.TIMEOUT, 0, detail, method + " " + uri + ": " + detail);
    }

    static RestException refused(String method, URI uri, int status, String detail) {
        return new RestException(Kind.REFUSED, status, detail, method + " " + uri + ": " + status + ": " + detail);
    }

    static RestException malformed(String method, URI uri, String detail) {
        return new RestException(Kind.MALFORMED, 0, detail, method + " " + uri + ": unexpected answer: " + detail);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), detail);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status of a refusal; 0 otherwise. */
    public int status() {
        return status;
    }

    /** The node's own words, or the cause, without the request. */
    public String detail() {
        return detail;
    }
}
