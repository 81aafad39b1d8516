package dev.flowbed.cli.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps a pod from running. Pure.
 *
 * @param pod its name
 * @param what in a sentence without its name
 * @param hopeless whether it will not go away by itself
 * @param crashed the container that ended unasked; its log tells why
 */
record PodTrouble(String pod, String what, boolean hopeless, Optional<String> crashed) {
    /** Deaths of one container that make it hopeless, as on one machine. */
    private static final int DEATHS_BORNE = 3;

    private static final int WRONG_SETTING = 2;
    private static final Set<String> NEVER_PULLED = Set.of("InvalidImageName", "ErrImageNeverPull", "ImagePullBackOff");
    private static final Set<String> NOT_MADE =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    /** What ails these pods. */
    static List<PodTrouble> of(List<Pod> pods) {
        List<PodTrouble> troubles = new ArrayList<>();
        for (Pod pod : pods) {
            if (pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null) {
                unscheduled(pod).ifPresent(troubles::add);
                containers(pod)
                        .map(container -> of(pod.getMetadata().getName(), container))
                        .flatMap(Optional::stream)
                        .forEach(troubles::add);
            }
        }
        return troubles;
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Optional<PodTrouble> unscheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .findFirst()
                .map(condition -> new PodTrouble(
                        pod.getMetadata().getName(),
                        "no place in the cluster yet: " + words(condition),
                        false,
                        Optional.empty()));
    }

    private static String words(PodCondition condition) {
        return Objects.requireNonNullElse(condition.getMessage(), String.valueOf(condition.getReason()));
    }

    private static Optional<PodTrouble> of(String pod, ContainerStatus container) {
        ContainerStateWaiting waiting = Optional.ofNullable(container.getState())
                .map(ContainerState::getWaiting)
                .orElse(null);
        String reason = waiting == null ? "" : Objects.requireNonNullElse(waiting.getReason(), "");
        String message = waiting == null ? "" : Objects.requireNonNullElse(waiting.getMessage(), "");
        if (NEVER_PULLED.contains(reason) || reason.equals("ErrImagePull")) {
            return Optional.of(new PodTrouble(
                    pod,
                    "the image " + container.getImage() + " cannot be had (" + reason + ")"
                            + (message.isEmpty() ? "" : ": " + message),
                    NEVER_PULLED.contains(reason),
                    Optional.empty()));
        }
        if (NOT_MADE.contains(reason)) {
            return Optional.of(
                    new PodTrouble(pod, "its container cannot be made: " + message, false, Optional.empty()));
        }
        return death(container).map(death -> crashed(pod, container, death));
    }

    private static Optional<ContainerStateTerminated> death(ContainerStatus container) {
        if (Boolean.TRUE.equals(container.getReady())) {
            return Optional.empty();
        }
        return Stream.of(container.getState(), container.getLastState())
                .flatMap(state -> Optional.ofNullable(state).stream())
                .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
                .filter(terminated -> !Integer.valueOf(0).equals(terminated.getExitCode()))
                .findFirst();
    }

    private static PodTrouble crashed(String pod, ContainerStatus container, ContainerStateTerminated death) {
        int code = Objects.requireNonNullElse(death.getExitCode(), 0);
        int restarts = Objects.requireNonNullElse(container.getRestartCount(), 0);
        boolean memory = "OOMKilled".equals(death.getReason());
        String how = memory ? "was killed for using more memory than its limit" : "exited with code " + code;
        return new PodTrouble(
                pod,
                how + (restarts > 1 ? " (started again " + restarts + " times)" : ""),
                code == WRONG_SETTING || restarts >= DEATHS_BORNE,
                Optional.of(container.getName()));
    }
}
