package dev.flowbed.cli.view;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name as people type it: whole, or its end or else a middle part (a pool's name in its pods') when that is unique. */
public record ShortName(String text) {

    /**
     * What is meant.
     *
     * @param refusal makes what is thrown of a message, when nothing or several are called so
     */
    public <T> T among(List<T> all, Function<T, String> name, Function<String, ? extends RuntimeException> refusal) {
        List<T> found = Stream.<Predicate<String>>of(
                        text::equals, one -> one.endsWith("-" + text), one -> one.contains("-" + text + "-"))
                .map(fits ->
                        all.stream().filter(one -> fits.test(name.apply(one))).toList())
                .filter(fitting -> !fitting.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (found.size() != 1) {
            throw refusal.apply((found.isEmpty() ? "nothing is called " : "several are called ") + text + "; there is "
                    + all.stream().map(name).collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }
}
