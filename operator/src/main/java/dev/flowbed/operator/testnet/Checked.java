package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.read.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found wrong with a Testnet and what refers to it.
 *
 * @param sound the resources without those that are wrong
 * @param problems by what {@link #source} calls the resource
 */
public record Checked(TestnetResources sound, Map<String, List<Problem>> problems) {
    public Checked {
        problems = Map.copyOf(problems);
    }

    /** What a resource is called in problems. */
    public static String source(HasMetadata resource) {
        return resource.getKind() + "/" + resource.getMetadata().getName();
    }

    /** What is wrong with one resource. */
    public List<Problem> of(HasMetadata resource) {
        return problems.getOrDefault(source(resource), List.of());
    }

    /** Whether the Testnet itself is right, so that it can be raised. */
    public boolean isSound() {
        return of(sound.testnet()).isEmpty();
    }

    /** All that is wrong with a resource, in a sentence for its condition. */
    public String message(HasMetadata resource) {
        return of(resource).stream()
                .map(problem -> problem.field() + " " + problem.message())
                .collect(Collectors.joining("; "));
    }
}
