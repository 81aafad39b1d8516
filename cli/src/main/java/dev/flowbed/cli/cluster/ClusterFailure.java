package dev.flowbed.cli.cluster;

import java.util.List;

/** Something that a cluster refuses, lacks or cannot do, in sentences for people. */
public final class ClusterFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What sort of failure it is. */
    public enum Kind {
        /** What was asked for is wrong; nothing was changed. */
        INVALID,
        /** It could not be done. */
        FAILED,
        /** It was not so in time. */
        TIMEOUT,
        /** It is not there. */
        NOT_FOUND
    }

    private final Kind kind;
    private final transient List<String> details;

    ClusterFailure(Kind kind, String message, String... details) {
        this(kind, message, List.of(details));
    }

    ClusterFailure(Kind kind, String message, List<String> details) {
        super(message);
        this.kind = kind;
        this.details = List.copyOf(details);
    }

    public Kind kind() {
        return kind;
    }

    /** Lines that help to understand or to mend it. */
    public List<String> details() {
        return details;
    }
}
