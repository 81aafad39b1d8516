package dev.flowbed.crds.minerpool;

/** How hash rates are written in resources: hashes a second, with k, M, G or T for powers of a thousand. */
public final class Hashrates {
    /** A hash rate. */
    public static final String PATTERN = "^[0-9]+(\\.[0-9]+)?[kMGT]?$";

    private Hashrates() {}
}
