package dev.flowbed.rill.net;

/** What became of a block or header that was to be added. */
public sealed interface AddOutcome {
    /** It is part of the chains now. */
    record Added() implements AddOutcome {}

    /** It was there before. */
    record Known() implements AddOutcome {}

    /** Something that it depends on is not there. */
    record Incomplete(String missing) implements AddOutcome {}

    /**
     * It breaks the rules.
     *
     * @param headerInvalid whether the header alone shows it: nobody honest passes such a thing on
     */
    record Invalid(String reason, boolean headerInvalid) implements AddOutcome {}

    /** Whether it is part of the chains, since now or before. */
    default boolean isIn() {
        return this instanceof Added || this instanceof Known;
    }
}
