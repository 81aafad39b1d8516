package dev.flowbed.operator.testnet;

import dev.flowbed.crds.testnet.HardForks;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The annotation by which it is seen which times of hard forks a pod was started with. */
public final class HardForkAnnotation {
    /** The times of hard forks that the pod was started with; absent: all in force from genesis. */
    public static final String NAME = "flowbed.dev/hard-forks";

    private HardForkAnnotation() {}

    /** The times of hard forks as pods bear them; empty when none is given. */
    public static String of(@Nullable HardForks forks) {
        if (forks == null) {
            return "";
        }
        return Stream.of(
                        Optional.ofNullable(forks.leman()).map(time -> "leman=" + time),
                        Optional.ofNullable(forks.rhone()).map(time -> "rhone=" + time),
                        Optional.ofNullable(forks.danube()).map(time -> "danube=" + time))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
    }

    /** The times of hard forks that a pod was started with; empty when none is given. */
    public static String of(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(NAME, "");
    }
}
