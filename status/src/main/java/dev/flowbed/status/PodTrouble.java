package dev.flowbed.status;

import dev.flowbed.status.Facts.Trouble;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a pod from running, with the cluster's own words. Pure.
 *
 * @param pod its name
 * @param trouble in a word for conditions and in a sentence
 * @param hopeless whether it will not go away by itself
 * @param crashed the container that ended unasked, whose log tells more
 */
public record PodTrouble(String pod, Trouble trouble, boolean hopeless, Optional<String> crashed) {
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

    /** It runs, but the kubelet does not call it ready, so Services do not lead to it. */
    public static final String HELD = "PodNotReady";

    /** It is about to run. */
    public static final String STARTING = "PodStarting";

    /** It is about to end. */
    public static final String STOPPING = "PodStopping";

    /** Deaths of one container that make it hopeless, as on one machine. */
    private static final int DEATHS_BORNE = 3;

    /** The exit code of a process whose settings are wrong. */
    private static final int WRONG_SETTING = 2;

    private static final Set<String> PASSING = Set.of(STARTING, STOPPING);
    private static final Set<String> NEVER_PULLED = Set.of("InvalidImageName", "ErrImageNeverPull", "ImagePullBackOff");
    private static final Set<String> MAYBE_PULLED = Set.of("ErrImagePull", "ImageInspectError", "RegistryUnavailable");
    private static final Set<String> BEING_MADE = Set.of("", "ContainerCreating", "PodInitializing");
    private static final Set<String> VOLUME_EVENTS = Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
    /** What is said about a claim by those who should provide its volume. */
    private static final Set<String> CLAIM_EVENTS = Set.of("ProvisioningFailed", "FailedBinding");

    private static final String READINESS = "Readiness probe";
    private static final Set<String> IMAGE_EVENTS = Set.of("Failed", "FailedToRetrieveImagePullSecret");
    /** What Java ends with when it cannot start; the line before says why. */
    private static final Set<String> JAVA_GAVE_UP = Set.of(
            "Error: Could not create the Java Virtual Machine.",
            "Error: A fatal exception has occurred. Program will exit.");

    private static final int LONGEST = 400;

    /** What ails pods and does not pass by itself, as far as they tell themselves. */
    public static List<PodTrouble> lasting(List<Pod> pods) {
        return pods.stream()
                .flatMap(pod -> of(pod, List.of()).stream())
                .filter(found -> !passes(found.trouble()))
                .toList();
    }

    /** Whether it is only a matter of time. */
    public static boolean passes(Trouble trouble) {
        return PASSING.contains(trouble.reason());
    }

    /**
     * What ails a pod; empty when its container runs and has not died again and again.
     *
     * @param events Warning Events of the cluster about the pod, newest last; they say what the pod's own status leaves out
     */
    public static Optional<PodTrouble> of(Pod pod, List<Event> events) {
        PodStatus status = pod.getStatus();
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(may(pod, STOPPING, "its pod is being stopped"));
        }
        if (status == null) {
            return Optional.of(creating(pod, events));
        }
        if ("Failed".equals(status.getPhase()) && status.getReason() != null) {
            return Optional.of(may(pod, status.getReason(), "its pod was ended: " + text(status.getMessage())));
        }
        Optional<PodTrouble> unscheduled = unscheduled(pod);
        if (unscheduled.isPresent()) {
            return unscheduled;
        }
        if (status.getContainerStatuses().isEmpty()
                && status.getInitContainerStatuses().isEmpty()) {
            return Optional.of(creating(pod, events));
        }
        return Stream.concat(
                        status.getInitContainerStatuses().stream().filter(container -> !isDone(container)),
                        status.getContainerStatuses().stream())
                .flatMap(container -> of(pod, container, events).stream())
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

    /**
     * Why Services do not lead to a pod whose containers run; empty when they do.
     *
     * @param events Warning Events of the cluster about the pod, newest last; they say what its probe was answered
     */
    public static Optional<Trouble> held(Pod pod, List<Event> events) {
        Optional<PodCondition> ready = condition(pod, "Ready");
        if (ready.filter(condition -> "True".equals(condition.getStatus())).isPresent()) {
            return Optional.empty();
        }
        String why = events.stream()
                .map(Event::getMessage)
                .filter(message -> message != null && message.startsWith(READINESS))
                .reduce((one, two) -> two)
                .or(() -> ready.map(PodCondition::getMessage))
                .map(message -> ": " + text(message))
                .orElse("");
        return Optional.of(new Trouble(HELD, "it answers, but the cluster does not call its pod ready" + why));
    }

    /**
     * The same, and when it is about a volume, with what was said about the claim, as the scheduler says only that it is not bound.
     *
     * @param events Warning Events of the cluster about the claim, newest last
     */
    public PodTrouble ofClaim(List<Event> events) {
        return last(events, CLAIM_EVENTS)
                .filter(event -> trouble.reason().equals(VOLUME))
                .map(event -> new PodTrouble(
                        pod,
                        new Trouble(VOLUME, "its volume cannot be had: " + text(event.getMessage())),
                        hopeless,
                        crashed))
                .orElse(this);
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return Optional.ofNullable(pod.getStatus())
                .flatMap(status -> status.getConditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst());
    }

    private static Optional<PodTrouble> unscheduled(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> {
                    String message = text(condition.getMessage());
                    boolean volume = message.contains("PersistentVolumeClaim")
                            || message.contains("persistentvolumeclaim")
                            || message.contains("volume node affinity");
                    return volume
                            ? may(pod, VOLUME, "its volume cannot be had: " + message)
                            : may(pod, UNSCHEDULABLE, "no machine takes its pod: " + message);
                });
    }

    private static PodTrouble creating(Pod pod, List<Event> events) {
        return last(events, VOLUME_EVENTS)
                .map(event -> may(pod, VOLUME, "its volume cannot be mounted: " + text(event.getMessage())))
                .orElseGet(() -> may(pod, STARTING, "its pod is being prepared"));
    }

    private static boolean isDone(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getTerminated)
                .filter(ended -> Integer.valueOf(0).equals(ended.getExitCode()))
                .isPresent();
    }

    private static Optional<PodTrouble> of(Pod pod, ContainerStatus container, List<Event> events) {
        ContainerState state = container.getState();
        if (state == null) {
            return Optional.empty();
        }
        Optional<ContainerStateTerminated> ended = Stream.of(state, container.getLastState())
                .flatMap(either -> Optional.ofNullable(either).stream())
                .flatMap(either -> Optional.ofNullable(either.getTerminated()).stream())
                .findFirst();
        if (state.getRunning() != null) {
            boolean again = !Boolean.TRUE.equals(container.getReady()) && restarts(container) >= DEATHS_BORNE;
            return again ? ended.map(how -> ended(pod, container, how)) : Optional.empty();
        }
        ContainerStateWaiting waiting = state.getWaiting();
        String reason = waiting == null || waiting.getReason() == null ? "" : waiting.getReason();
        if (waiting != null && (NEVER_PULLED.contains(reason) || MAYBE_PULLED.contains(reason))) {
            String message = "image " + container.getImage() + " cannot be had: " + why(waiting, events);
            return Optional.of(new PodTrouble(
                    name(pod), new Trouble(IMAGE, message), NEVER_PULLED.contains(reason), Optional.empty()));
        }
        if (ended.isPresent()) {
            return ended.map(how -> ended(pod, container, how));
        }
        return Optional.of(
                BEING_MADE.contains(reason) || waiting == null
                        ? creating(pod, events)
                        : may(pod, reason, "its container cannot be made: " + text(waiting.getMessage())));
    }

    /** The kubelet says while it waits only that it waits; what went wrong stands in an Event. */
    private static String why(ContainerStateWaiting waiting, List<Event> events) {
        String own = text(Objects.requireNonNullElse(waiting.getMessage(), waiting.getReason()));
        if ("ImagePullBackOff".equals(waiting.getReason())) {
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

    private static PodTrouble ended(Pod pod, ContainerStatus container, ContainerStateTerminated ended) {
        boolean memory = "OOMKilled".equals(ended.getReason());
        int restarts = restarts(container);
        boolean hopeless =
                restarts >= DEATHS_BORNE || Integer.valueOf(WRONG_SETTING).equals(ended.getExitCode());
        Trouble trouble = memory
                ? new Trouble(
                        OUT_OF_MEMORY,
                        "its process was ended for taking more memory than its limit; raise resources.limits")
                : new Trouble(CRASHED, "its process " + how(ended, restarts));
        return new PodTrouble(name(pod), trouble, hopeless, Optional.of(container.getName()));
    }

    private static String how(ContainerStateTerminated ended, int restarts) {
        String how = ended.getSignal() != null && ended.getSignal() > 0
                ? "was ended by signal " + ended.getSignal()
                : "ended with exit code " + ended.getExitCode();
        String line = lastLine(ended.getMessage());
        return how
                + (restarts > 1 ? ", started again " + restarts + " times" : "")
                + (line.isEmpty() ? "" : ": " + line);
    }

    private static int restarts(ContainerStatus container) {
        return Objects.requireNonNullElse(container.getRestartCount(), 0);
    }

    private static String lastLine(@Nullable String log) {
        return log == null
                ? ""
                : log.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !JAVA_GAVE_UP.contains(line))
                        .reduce((one, two) -> two)
                        .map(PodTrouble::text)
                        .orElse("");
    }

    private static Optional<Event> last(List<Event> events, Set<String> reasons) {
        return events.stream()
                .filter(event -> reasons.contains(event.getReason()) && event.getMessage() != null)
                .reduce((one, two) -> two);
    }

    /** One that may pass. */
    private static PodTrouble may(Pod pod, String reason, String message) {
        return new PodTrouble(name(pod), new Trouble(reason, message), false, Optional.empty());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String text(@Nullable String message) {
        String text = message == null || message.isBlank() ? "no reason given" : message.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
