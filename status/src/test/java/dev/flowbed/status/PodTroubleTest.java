package dev.flowbed.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.status.Facts.Trouble;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodTroubleTest {
    private static final String IMAGE = "flowbed/rill:nosuch";

    @Test
    void aPodWithoutAMachineTellsTheSchedulersReasonAndMayStillFindOne() {
        PodTrouble trouble = of(unscheduled("0/1 nodes are available: 1 Insufficient cpu."));
        assertThat(trouble.trouble())
                .isEqualTo(new Trouble(
                        "Unschedulable", "no machine takes its pod: 0/1 nodes are available: 1 Insufficient cpu."));
        assertThat(trouble.hopeless()).isFalse();
    }

    @Test
    void aClaimThatIsNotBoundIsToldApartFromALackOfRoom() {
        assertThat(of(unscheduled("pod has unbound immediate PersistentVolumeClaims"))
                        .trouble())
                .isEqualTo(new Trouble(
                        "VolumeNotBound",
                        "its volume cannot be had: pod has unbound immediate PersistentVolumeClaims"));
        assertThat(of(unscheduled("1 node(s) had volume node affinity conflict"))
                        .trouble()
                        .reason())
                .isEqualTo("VolumeNotBound");
    }

    @Test
    void aClaimThatIsNotBoundTellsWhoCannotProvideIt() {
        PodTrouble unbound = of(unscheduled("pod has unbound immediate PersistentVolumeClaims"));
        Event failed = event("ProvisioningFailed", "storageclass.storage.k8s.io \"nowhere\" not found");
        assertThat(unbound.ofClaim(List.of(failed)).trouble())
                .isEqualTo(new Trouble(
                        "VolumeNotBound",
                        "its volume cannot be had: storageclass.storage.k8s.io \"nowhere\" not found"));
        assertThat(unbound.ofClaim(List.of())).isEqualTo(unbound);
        PodTrouble other = of(unscheduled("0/1 nodes are available: 1 Insufficient cpu."));
        assertThat(other.ofClaim(List.of(failed))).isEqualTo(other);
    }

    @Test
    void aPodThatRunsAndIsNotReadyTellsWhatItsProbeWasAnswered() {
        Pod held = new PodBuilder(
                        pod(new ContainerStatusBuilder().withName("rill").build()))
                .editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("False")
                .withMessage("containers with unready status: [rill]")
                .endCondition()
                .endStatus()
                .build();
        assertThat(PodTrouble.held(held, List.of()).orElseThrow().message())
                .endsWith("does not call its pod ready: containers with unready status: [rill]");
        List<Event> events = List.of(
                event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 401"),
                event("Unhealthy", "Liveness probe failed: timeout"));
        assertThat(PodTrouble.held(held, events).orElseThrow().message())
                .endsWith(
                        "does not call its pod ready: Readiness probe failed: HTTP probe failed with statuscode: 401");
        Pod ready = new PodBuilder(held)
                .editStatus()
                .editMatchingCondition(condition -> condition.getType().equals("Ready"))
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
        assertThat(PodTrouble.held(ready, events)).isEmpty();
    }

    @Test
    void aVolumeThatCannotBeMountedIsKnownFromAnEventOnly() {
        Pod creating = pod(waiting("ContainerCreating", null));
        Event mount = event("FailedMount", "MountVolume.SetUp failed: no such device");
        assertThat(PodTrouble.of(creating, List.of(event("Unhealthy", "probe failed"), mount)))
                .map(PodTrouble::trouble)
                .contains(new Trouble(
                        "VolumeNotBound", "its volume cannot be mounted: MountVolume.SetUp failed: no such device"));
        assertThat(of(creating).trouble().reason()).isEqualTo("PodStarting");
    }

    @Test
    void anImageThatCannotBePulledIsHopelessOnceItWasTriedAgain() {
        PodTrouble first = of(pod(waiting("ErrImagePull", "no such host")));
        assertThat(first.trouble())
                .isEqualTo(new Trouble("ImageNotPulled", "image " + IMAGE + " cannot be had: no such host"));
        assertThat(first.hopeless()).isFalse();
        assertThat(of(pod(waiting("ImagePullBackOff", "Back-off pulling image")))
                        .hopeless())
                .isTrue();
        assertThat(of(pod(waiting("ErrImageNeverPull", null))).hopeless()).isTrue();
        assertThat(of(pod(waiting("InvalidImageName", null))).hopeless()).isTrue();
    }

    @Test
    void whileThePullWaitsTheReasonOfItsLastFailureIsTold() {
        List<Event> events = List.of(
                event("Failed", "Failed to pull image: not found"),
                event("Failed", "Failed to pull image: denied"),
                event("Failed", "Error: ImagePullBackOff"));
        assertThat(PodTrouble.of(pod(waiting("ImagePullBackOff", "Back-off pulling image")), events))
                .map(PodTrouble::trouble)
                .contains(new Trouble(
                        "ImageNotPulled", "image " + IMAGE + " cannot be had: Failed to pull image: denied"));
    }

    @Test
    void aCrashTellsTheLastLineOfTheLog() {
        ContainerStatus crashed = new ContainerStatusBuilder(waiting("CrashLoopBackOff", "back-off 10s"))
                .withRestartCount(2)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .withMessage("INFO starting\nERROR the store is of another network\n\n"
                        + "Error: A fatal exception has occurred. Program will exit.\n")
                .endTerminated()
                .endLastState()
                .build();
        PodTrouble trouble = of(pod(crashed));
        assertThat(trouble.trouble())
                .isEqualTo(new Trouble(
                        "Crashed",
                        "its process ended with exit code 1, started again 2 times:"
                                + " ERROR the store is of another network"));
        assertThat(trouble.crashed()).contains("node");
        assertThat(trouble.hopeless()).isFalse();
    }

    @Test
    void aWrongSettingIsHopelessAtOnceAndAnyOtherDeathAfterThree() {
        assertThat(of(pod(ended(2, 0))).hopeless()).isTrue();
        assertThat(of(pod(ended(1, 2))).hopeless()).isFalse();
        assertThat(of(pod(ended(1, 3))).hopeless()).isTrue();
    }

    @Test
    void aProcessThatRunsBetweenTwoDeathsIsNotTakenForWell() {
        ContainerStatus between = new ContainerStatusBuilder(ended(1, 3))
                .withLastState(ended(1, 3).getState())
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .build();
        assertThat(of(pod(between)).trouble().reason()).isEqualTo("Crashed");

        ContainerStatus recovered =
                new ContainerStatusBuilder(between).withReady(true).build();
        assertThat(PodTrouble.of(pod(recovered), List.of())).isEmpty();
        ContainerStatus firstDeath =
                new ContainerStatusBuilder(between).withRestartCount(1).build();
        assertThat(PodTrouble.of(pod(firstDeath), List.of())).isEmpty();
    }

    @Test
    void lackOfMemoryIsNamed() {
        ContainerStatus killed = new ContainerStatusBuilder(ended(137, 0))
                .editState()
                .editTerminated()
                .withReason("OOMKilled")
                .endTerminated()
                .endState()
                .build();
        assertThat(of(pod(killed)).trouble().reason()).isEqualTo("OutOfMemory");
        assertThat(of(pod(killed)).hopeless()).isFalse();
    }

    @Test
    void aProcessThatASignalEndedTellsWhich() {
        ContainerStatus killed = new ContainerStatusBuilder(ended(139, 0))
                .editState()
                .editTerminated()
                .withSignal(11)
                .endTerminated()
                .endState()
                .build();
        assertThat(of(pod(killed)).trouble().message()).isEqualTo("its process was ended by signal 11");
    }

    @Test
    void aContainerThatTheMachineCannotMakeTellsWhy() {
        assertThat(of(pod(waiting("CreateContainerConfigError", "secret \"key\" not found")))
                        .trouble())
                .isEqualTo(new Trouble(
                        "CreateContainerConfigError", "its container cannot be made: secret \"key\" not found"));
    }

    @Test
    void aPodThatTheMachineThrewOutTellsWhy() {
        Pod evicted = new PodBuilder(pod(ended(137, 0)))
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage("The node was low on resource: memory.")
                .endStatus()
                .build();
        assertThat(of(evicted).trouble())
                .isEqualTo(new Trouble("Evicted", "its pod was ended: The node was low on resource: memory."));
    }

    @Test
    void aPodThatCannotBeMadeTellsOfTheQuotaOrTheRuleThatForbidsIt() {
        String quota = "create Pod net-c0-b0-0 failed error: pods \"net-c0-b0-0\" is forbidden: exceeded quota: small";
        assertThat(PodTrouble.absent(List.of(event("FailedCreate", quota))))
                .isEqualTo(new Trouble("QuotaExceeded", "its pod cannot be made: " + quota));
        assertThat(PodTrouble.absent(List.of(event("FailedCreate", "violates PodSecurity \"restricted\"")))
                        .reason())
                .isEqualTo("PodRefused");
        assertThat(PodTrouble.absent(List.of()).reason()).isEqualTo("PodStarting");
    }

    @Test
    void whatIsOnlyAMatterOfTimeDoesNotLast() {
        Pod stopping = new PodBuilder(pod(ended(2, 5)))
                .editMetadata()
                .withDeletionTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .build();
        Pod starting = pod(waiting("PodInitializing", null));
        Pod ill = pod(ended(2, 0));
        assertThat(PodTrouble.lasting(List.of(stopping, starting, new PodBuilder(ill).build())))
                .containsExactly(of(ill));
    }

    @Test
    void aPodThatTheClusterHasSaidNothingOfYetIsStarting() {
        Pod made = new PodBuilder()
                .withNewMetadata()
                .withName("net-c0-b0-0")
                .endMetadata()
                .build();
        assertThat(of(made).trouble().reason()).isEqualTo("PodStarting");
    }

    private static PodTrouble of(Pod pod) {
        Optional<PodTrouble> trouble = PodTrouble.of(pod, List.of());
        assertThat(trouble).isPresent();
        assertThat(trouble.get().pod()).isEqualTo("net-c0-b0-0");
        return trouble.get();
    }

    private static Pod pod(ContainerStatus container) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("net-c0-b0-0")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .withContainerStatuses(container)
                .endStatus()
                .build();
    }

    private static Pod unscheduled(String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("net-c0-b0-0")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
    }

    private static ContainerStatus waiting(String reason, @org.jspecify.annotations.Nullable String message) {
        return container()
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState()
                .build();
    }

    private static ContainerStatus ended(int code, int restarts) {
        return container()
                .withRestartCount(restarts)
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .endTerminated()
                .endState()
                .build();
    }

    private static ContainerStatusBuilder container() {
        return new ContainerStatusBuilder()
                .withName("node")
                .withImage(IMAGE)
                .withReady(false)
                .withRestartCount(0);
    }

    private static Event event(String reason, String message) {
        return new EventBuilder().withReason(reason).withMessage(message).build();
    }
}
