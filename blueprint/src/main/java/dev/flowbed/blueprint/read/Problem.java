package dev.flowbed.blueprint.read;

import java.util.Comparator;

/**
 * Something wrong in a resource.
 *
 * @param source name of the text
 * @param line from 1
 * @param column from 1
 * @param field path of the field, such as spec.genesis.allocations[0].amount; empty for the whole document
 * @param message what is wrong and what would be right
 */
public record Problem(String source, int line, int column, String field, String message) {
    /** In the order of the texts. */
    static final Comparator<Problem> IN_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** {@code file:line:column: field: message}. */
    @Override
    public String toString() {
        String place = source + ":" + line + ":" + column + ": ";
        return field.isEmpty() ? place + message : place + field + ": " + message;
    }
}
