package dev.flowbed.crds.schema;

/** How values are written in resources, as patterns of the schema. */
public final class Patterns {
    /** A Go duration that is not negative: 90s, 1h30m. */
    public static final String DURATION = "^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+$";
    /** Hashes a second, with k, M, G or T for powers of a thousand: 500k, 1.5M. */
    public static final String HASHRATE = "^[0-9]+(\\.[0-9]+)?[kMGT]?$";
    /** A share from 0% to 100%: 30%, 12.5%. */
    public static final String PERCENT = "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$";
    /** The five fields of a cron schedule: 0 22 * * 1-5. */
    public static final String CRON = "^[-0-9A-Za-z*/,]+( +[-0-9A-Za-z*/,]+){4}$";
    /** A time zone of the IANA database: Europe/Zurich, UTC. */
    public static final String TIME_ZONE = "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$";
    /** An extended resource: nvidia.com/gpu, nvidia.com/mig-1g.5gb.shared. */
    public static final String EXTENDED_RESOURCE =
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
    /** The name of an object of a cluster: lower-case letters, digits, '-' and '.'. */
    public static final String OBJECT_NAME = "^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$";
    /** A label's value that is not empty. */
    public static final String LABEL_VALUE = "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
    /** ALPH with a unit, or plain atto: 1000000 ALPH, 0.5 ALPH, 500. */
    public static final String AMOUNT = "^([0-9]{1,40}|[0-9]{1,20}(\\.[0-9]{1,18})? ?ALPH)$";
    /** A version of a client: 4.6.0. */
    public static final String VERSION = "^v?[0-9]+(\\.[0-9]+){1,2}([-+.][0-9A-Za-z.-]+)?$";
    /** A part of a name. */
    public static final String NAME_PART = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    /** A host name. */
    public static final String HOST = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    /** A time, RFC 3339. */
    public static final String TIME =
            "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";
    /** A Kubernetes quantity: 500m, 2Gi. */
    public static final String QUANTITY =
            "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

    private Patterns() {}
}
