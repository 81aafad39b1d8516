package dev.flowbed.cli.local;

import java.util.List;

/** Resources that cannot be applied as things stand; nothing was changed. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    Refused(String message, List<String> reasons) {
        super(message);
        this.reasons = List.copyOf(reasons);
    }

    /** One line each. */
    public List<String> reasons() {
        return reasons;
    }
}
