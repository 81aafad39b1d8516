package dev.flowbed.crds.schema;

/** How durations are written in resources. */
public final class Durations {
    /** A Go duration that is not negative. */
    public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+$";

    private Durations() {}
}
