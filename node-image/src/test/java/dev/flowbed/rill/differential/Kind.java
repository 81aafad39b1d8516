package dev.flowbed.rill.differential;

/** The types of values. */
enum Kind {
    BOOL,
    I256,
    U256,
    BYTES,
    ADDRESS
}
