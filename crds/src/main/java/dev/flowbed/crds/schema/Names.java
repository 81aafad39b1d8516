package dev.flowbed.crds.schema;

/** Messages about names that several kinds share. */
public final class Names {
    /** Why a name must be a DNS label: Services and hosts are named after it. */
    public static final String LABEL =
            "metadata.name must be lower-case letters, digits and '-', start with a letter and end with a letter or digit";

    private Names() {}
}
