package dev.flowbed.rill.api;

import dev.flowbed.rill.tx.TxBuildException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** What building transactions refuses, as the API answers it. */
final class TxErrors {
    private TxErrors() {}

    /** The result, or the answer for why there is none. */
    static <T> T translated(Supplier<T> building) {
        try {
            return building.get();
        } catch (TxBuildException e) {
            String message = String.valueOf(e.getMessage());
            throw e.isBadRequest() ? ApiException.badRequest(message) : ApiException.failed(message);
        } catch (NoSuchElementException e) {
            throw ApiException.failed("Failed in IO: " + e.getMessage());
        }
    }
}
