package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.cli.view.ProcessLogs;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The logs of a testnet's pods, nodes by their names, miners by their pods'; and, as {@code flowbed}, the operator's. */
final class ClusterLogs implements ProcessLogs {
    /** What the operator is called here, as on one machine the supervisor is. */
    static final String OPERATOR = "flowbed";

    private static final long PAUSE_MILLIS = 1_000;

    private final ClusterTestnet testnet;

    ClusterLogs(ClusterTestnet testnet) {
        this.testnet = testnet;
    }

    /** What a pod is called here. */
    static String name(Pod pod) {
        return Labels.of(pod, Labels.NODE).orElse(pod.getMetadata().getName());
    }

    @Override
    public List<String> names() {
        return Stream.concat(testnet.pods().stream().map(ClusterLogs::name), Stream.of(OPERATOR))
                .toList();
    }

    @Override
    public List<String> last(String process, int lines) {
        return pods(process).stream()
                .filter(pod -> running(pod).isPresent())
                .flatMap(pod -> testnet.cluster()
                        .ask(
                                "read the log of " + process,
                                () -> container(pod).tailingLines(lines).getLog())
                        .lines())
                .toList();
    }

    /** The last lines that a container wrote, or that the one before it wrote; empty when there is none. */
    Optional<String> all(Pod pod, boolean before, int mostLines) {
        try {
            ContainerResource container = container(pod);
            return Optional.of(
                    before
                            ? container.terminated().tailingLines(mostLines).getLog()
                            : container.tailingLines(mostLines).getLog());
        } catch (KubernetesClientException absent) {
            return Optional.empty();
        }
    }

    /** One, or of operators those that there are. */
    private List<Pod> pods(String process) {
        return process.equals(OPERATOR)
                ? new OperatorPods(testnet.cluster()).all()
                : testnet.pods().stream()
                        .filter(pod -> name(pod).equals(process))
                        .limit(1)
                        .toList();
    }

    private ContainerResource container(Pod pod) {
        return testnet.cluster()
                .client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(pod.getSpec().getContainers().get(0).getName());
    }

    /** The container's identity, once it has been started. */
    private static Optional<String> running(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(status -> status.getContainerStatuses().stream())
                .map(ContainerStatus::getContainerID)
                .filter(id -> id != null && !id.isEmpty())
                .findFirst();
    }

    @Override
    public void follow(List<String> processes, BiConsumer<String, String> told) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        BiConsumer<String, String> oneByOne = (process, line) -> {
            synchronized (this) {
                told.accept(process, line);
            }
        };
        for (String process : processes) {
            int pods = process.equals(OPERATOR) ? operators(processes.size() > 1, told) : 1;
            for (int i = 0; i < pods; i++) {
                int number = i;
                Thread thread = new Thread(() -> follow(process, number, oneByOne), process);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    /** How many pods of operators there are to follow; none where they may not be seen and there is more to follow. */
    private int operators(boolean amongOthers, BiConsumer<String, String> told) {
        try {
            return pods(OPERATOR).size();
        } catch (ClusterFailure e) {
            if (!amongOthers) {
                throw e;
            }
            told.accept(OPERATOR, "(" + e.getMessage() + ")");
            return 0;
        }
    }

    /** Goes over to the next container when one ends: from its first line on. */
    private void follow(String process, int number, BiConsumer<String, String> told) {
        @Nullable String seen = null;
        Instant since = testnet.cluster().clock().instant();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<Pod> pod = pods(process).stream().skip(number).findFirst();
                Optional<String> id = pod.flatMap(ClusterLogs::running);
                if (id.isPresent()) {
                    boolean another = seen != null && !id.get().equals(seen);
                    seen = id.get();
                    read(pod.get(), another ? Instant.EPOCH : since, line -> told.accept(process, line));
                    since = testnet.cluster().clock().instant();
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ClusterFailure | KubernetesClientException | IOException passing) {
                told.accept(process, "(its log cannot be read just now: " + passing.getMessage() + ")");
                pauseLonger();
            }
        }
    }

    private static void pauseLonger() {
        try {
            Thread.sleep(5 * PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Pod pod, Instant since, java.util.function.Consumer<String> told) throws IOException {
        try (LogWatch watch = container(pod).sinceTime(since.toString()).watchLog();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.accept(line);
            }
        }
    }
}
