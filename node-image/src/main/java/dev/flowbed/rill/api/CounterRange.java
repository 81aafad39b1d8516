package dev.flowbed.rill.api;

import java.util.Optional;

/**
 * Which pages are asked for (api/.../CounterRange.scala).
 *
 * @param start the first, at least zero
 * @param limit how many, 1 to 100
 */
record CounterRange(int start, int limit) {
    private static final int MOST = 100;

    /** Reads {@code start} and {@code limit}, the latter 100 unless given. */
    static CounterRange of(ApiRequest request) {
        int start = request.query("start", ApiRequest::integer);
        Optional<Integer> limit = request.optionalQuery("limit", ApiRequest::integer);
        String found = "CounterRange(" + start + ","
                + limit.map(value -> "Some(" + value + ")").orElse("None") + ")";
        require(start >= 0, "`start` must not be negative", found);
        require(limit.orElse(1) > 0, "`limit` must be larger than 0", found);
        require(limit.orElse(1) <= MOST, "`limit` must not be larger than " + MOST, found);
        int largest = Integer.MAX_VALUE - MOST;
        require(start <= largest, "`start` must be smaller than " + largest, found);
        return new CounterRange(start, limit.orElse(MOST));
    }

    private static void require(boolean valid, String rule, String found) {
        if (!valid) {
            throw ApiException.badRequest(
                    "Invalid value (expected value to pass validation: " + rule + ", but got: " + found + ")");
        }
    }

    /** The page after the last one. */
    int end() {
        return start + limit;
    }
}
