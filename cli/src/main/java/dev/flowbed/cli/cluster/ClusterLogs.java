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
import org.jspecify.annotations.Nullable;

/** The logs of a testnet's pods: nodes by their names, miners by their pods'. */
final class ClusterLogs implements ProcessLogs {
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
        return testnet.pods().stream().map(ClusterLogs::name).toList();
    }

    @Override
    public List<String> last(String process, int lines) {
        Optional<Pod> pod = pod(process);
        if (pod.isEmpty() || running(pod.get()).isEmpty()) {
            return List.of();
        }
        return testnet.cluster()
                .ask(
                        "read the log of " + process,
                        () -> container(pod.get()).tailingLines(lines).getLog())
                .lines()
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

    private Optional<Pod> pod(String process) {
        return testnet.pods().stream().filter(pod -> name(pod).equals(process)).findFirst();
    }

    private ContainerResource container(Pod pod) {
        return testnet.cluster()
                .client()
                .pods()
                .inNamespace(testnet.cluster().namespace())
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
            Thread thread = new Thread(() -> follow(process, oneByOne), process);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    /** Goes over to the next container when one ends: from its first line on. */
    private void follow(String process, BiConsumer<String, String> told) {
        @Nullable String seen = null;
        Instant since = testnet.cluster().clock().instant();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<Pod> pod = pod(process);
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
