package dev.flowbed.alephium.vm;

/** What may follow the code of an instruction. */
public enum Operand {
    NONE,
    /** A byte: the index of a local, a field or a method, 0 to 255. */
    INDEX,
    /** A signed integer of 256 bits. */
    SIGNED,
    /** An unsigned integer of 256 bits. */
    UNSIGNED,
    /** A byte string. */
    BYTES,
    /** A lockup script. */
    ADDRESS,
    /** Instructions to skip, at most 65536 in each direction. */
    OFFSET,
    /** How many immutable and how many mutable fields, a byte each. */
    FIELD_COUNTS,
    /** The four bytes that name a method. */
    SELECTOR,
    /** The parts of a text around the values in it. */
    TEXT,
    /** Which instruction for tests, 0 to 7. */
    DEVELOPMENT
}
