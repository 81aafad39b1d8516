package dev.flowbed.operator.kube;

import dev.flowbed.status.Facts.Trouble;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps a pod from running, in a word for conditions and in a sentence that says what the cluster says. Pure. */
public final class PodTrouble {
    /** No machine has room or fits. */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /** The volume is not there, or cannot be had on any machine that fits. */
    public static final String VOLUME = "VolumeNotBound";

    /** The image cannot be had. */
    public static final String IMAGE = "ImageNotPulled";

    /** The process ends again and again. */
    public static final String CRASHED = "Crashed";

    /** The process was ended because it took more memory than it may. */
    public static final String OUT_OF_MEMORY = "OutOfMemory";

    /** A quota leaves no room for the pod. */
    public static final String QUOTA = "QuotaExceeded";

    /** The cluster does not take the pod as it is. */
    public static final String REFUSED = "PodRefused";

    /** It is about to run. */
    public static final String STARTING = "PodStarting";

    /** It is about to end. */
    public static final String STOPPING = "PodStopping";

    private static final Set<String> IMAGE_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");
    private static final Set<String> VOLUME_EVENTS = Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
    private static final Set<String> IMAGE_EVENTS = Set.of("Failed", "FailedToRetrieveImagePullSecret");
    private static final int LONGEST = 400;

    private PodTrouble() {}

    /**
     * What ails a pod; empty when its container runs.
     *
     * @param events Warning Events of the cluster about the pod, newest last; they say what the pod's own status leaves out
     */
    public static Optional<Trouble> of(Pod pod, List<Event> events) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return trouble(STOPPING, "its pod is being stopped");
        }
        if ("Failed".equals(pod.getStatus().getPhase()) && pod.getStatus().getReason() != null) {
            return trouble(
                    pod.getStatus().getReason(),
                    "its pod was ended: " + text(pod.getStatus().getMessage()));
        }
        Optional<Trouble> unscheduled = unscheduled(pod);
        if (unscheduled.isPresent()) {
            return unscheduled;
        }
        List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
        if (containers.isEmpty()) {
            return creating(events);
        }
        return containers.stream()
                .flatMap(container -> of(container, events).stream())
                .findFirst();
    }

    /**
     * Why there is no pod.
     *
     * @param events Warning Events of the cluster about what makes the pod, newest last
     */
    public static Trouble absent(List<Event> events) {
        return last(events, Set.of("FailedCreate"))
                .map(event -> new Trouble(
                        event.getMessage().contains("exceeded quota") ? QUOTA : REFUSED,
                        "its pod cannot be made: " + text(event.getMessage())))
                .orElseGet(() -> new Trouble(STARTING, "its pod is about to be made"));
    }

    private static Optional<Trouble> unscheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        condition.getType().equals("PodScheduled") && "False".equals(condition.getStatus()))
                .findFirst()
                .flatMap(condition -> {
                    String message = text(condition.getMessage());
                    boolean volume = message.contains("PersistentVolumeClaim")
                            || message.contains("persistentvolumeclaim")
                            || message.contains("volume node affinity");
                    return volume
                            ? trouble(VOLUME, "its volume cannot be had: " + message)
                            : trouble(UNSCHEDULABLE, "no machine takes its pod: " + message);
                });
    }

    private static Optional<Trouble> creating(List<Event> events) {
        return Optional.of(last(events, VOLUME_EVENTS)
                .map(event -> new Trouble(VOLUME, "its volume cannot be mounted: " + text(event.getMessage())))
                .orElseGet(() -> new Trouble(STARTING, "its pod is being prepared")));
    }

    private static Optional<Trouble> of(ContainerStatus container, List<Event> events) {
        ContainerState state = container.getState();
        if (state == null || state.getRunning() != null) {
            return Optional.empty();
        }
        ContainerStateTerminated ended = state.getTerminated() != null
                ? state.getTerminated()
                : Optional.ofNullable(container.getLastState())
                        .map(ContainerState::getTerminated)
                        .orElse(null);
        ContainerStateWaiting waiting = state.getWaiting();
        String reason = waiting == null || waiting.getReason() == null ? "" : waiting.getReason();
        if (IMAGE_REASONS.contains(reason)) {
            return trouble(IMAGE, "image " + container.getImage() + " cannot be had: " + why(waiting, events));
        }
        if (ended != null) {
            return Optional.of(ended(ended, reason.equals("CrashLoopBackOff")));
        }
        if (reason.isEmpty() || reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
            return creating(events);
        }
        return trouble(reason, text(Objects.requireNonNull(waiting).getMessage()));
    }

    /** The kubelet says while it waits only that it waits; what went wrong stands in an Event. */
    private static String why(@Nullable ContainerStateWaiting waiting, List<Event> events) {
        String own = waiting == null ? "" : text(waiting.getMessage());
        if (waiting != null && "ImagePullBackOff".equals(waiting.getReason())) {
            return events.stream()
                    .filter(event -> IMAGE_EVENTS.contains(event.getReason())
                            && event.getMessage() != null
                            && event.getMessage().startsWith("Failed to pull"))
                    .reduce((one, two) -> two)
                    .map(event -> text(event.getMessage()))
                    .orElse(own);
        }
        return own;
    }

    private static Trouble ended(ContainerStateTerminated ended, boolean again) {
        if ("OOMKilled".equals(ended.getReason())) {
            return new Trouble(
                    OUT_OF_MEMORY,
                    "its process was ended for taking more memory than its limit; raise resources.limits");
        }
        String how = ended.getSignal() != null && ended.getSignal() > 0
                ? "was ended by signal " + ended.getSignal()
                : "ended with exit code " + ended.getExitCode();
        String line = lastLine(ended.getMessage());
        return new Trouble(
                CRASHED, "its process " + how + (again ? " again" : "") + (line.isEmpty() ? "" : ": " + line));
    }

    private static String lastLine(@Nullable String log) {
        return log == null
                ? ""
                : log.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .reduce((one, two) -> two)
                        .map(PodTrouble::text)
                        .orElse("");
    }

    private static Optional<Event> last(List<Event> events, Set<String> reasons) {
        return events.stream()
                .filter(event -> reasons.contains(event.getReason()) && event.getMessage() != null)
                .reduce((one, two) -> two);
    }

    private static Optional<Trouble> trouble(String reason, String message) {
        return Optional.of(new Trouble(reason, message));
    }

    private static String text(@Nullable String message) {
        String text = message == null || message.isBlank() ? "no reason given" : message.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
