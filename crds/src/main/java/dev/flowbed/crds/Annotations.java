package dev.flowbed.crds;

/** What people and the command line write onto a Testnet beside its spec: wishes of a moment, which no file should hold. */
public final class Annotations {
    /** {@code true}: the Testnet sleeps, its processes stopped and its data kept, until this is taken away. */
    public static final String HIBERNATE = "flowbed.dev/hibernate";

    /**
     * When somebody last woke the Testnet, RFC 3339. A hibernation from before is over, and the idle time counts from then.
     */
    public static final String WOKEN_AT = "flowbed.dev/woken-at";

    private Annotations() {}
}
