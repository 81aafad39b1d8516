package dev.flowbed.operator.kube;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of bringing children in line.
 *
 * @param taken children that could not be made because their names are taken
 * @param refused children that the API server would not make or change so
 */
public record Brought(List<NameTaken> taken, List<Refusal> refused) {
    public Brought {
        taken = List.copyOf(taken);
        refused = List.copyOf(refused);
    }

    /**
     * A refusal of the API server: a full quota, a rule of admission, a missing right, a value that cannot change.
     *
     * @param kind of the child
     * @param name of the child
     * @param message the server's words
     */
    public record Refusal(String kind, String name, String message) {}

    /** Nothing was to be done. */
    public static Brought nothing() {
        return new Brought(List.of(), List.of());
    }

    /** Whether all children are as they should be. */
    public boolean isWhole() {
        return taken.isEmpty() && refused.isEmpty();
    }

    /** All that is amiss, in a sentence for a condition. */
    public String message() {
        return Stream.concat(
                        taken.stream().map(NameTaken::message),
                        refused.stream()
                                .map(refusal -> refusal.kind() + " " + refusal.name() + ": " + refusal.message()))
                .collect(Collectors.joining("; "));
    }
}
