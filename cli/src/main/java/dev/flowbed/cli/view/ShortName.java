package dev.flowbed.cli.view;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A name as people type it: whole, or its end when that is unique. */
public record ShortName(String text) {

    /**
     * What is meant.
     *
     * @param refusal makes what is thrown of a message, when nothing or several are called so
     */
    public <T> T among(List<T> all, Function<T, String> name, Function<String, ? extends RuntimeException> refusal) {
        List<T> exact = all.stream().filter(one -> name.apply(one).equals(text)).toList();
        List<T> found = exact.isEmpty()
                ? all.stream()
                        .filter(one -> name.apply(one).endsWith("-" + text))
                        .toList()
                : exact;
        if (found.size() != 1) {
            throw refusal.apply((found.isEmpty() ? "nothing is called " : "several are called ") + text + "; there is "
                    + all.stream().map(name).collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }
}
