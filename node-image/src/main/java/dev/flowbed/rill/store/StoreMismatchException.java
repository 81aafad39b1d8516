package dev.flowbed.rill.store;

/** The data folder belongs to another network, genesis, number of groups, or to a broker of other groups. */
public final class StoreMismatchException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** @param message what differs, and what would be right */
    public StoreMismatchException(String message) {
        super(message);
    }
}
