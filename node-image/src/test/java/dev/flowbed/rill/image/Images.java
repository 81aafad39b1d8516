package dev.flowbed.rill.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Containers of the images that {@code images/build} made, held as tightly as a cluster holds them: no user but the image's own, a
 * root that cannot be written, no capabilities, little memory. Clique and settings are those of {@code images/compose}.
 *
 * @param tag the images' tag
 */
record Images(String tag) {
    static final int REST = 22973;
    static final int METRICS = 9400;
    static final String HOME = "/data";

    private static final String TAG_VARIABLE = "FLOWBED_TEST_IMAGES";
    private static final Path SETTINGS = Path.of("../images/compose");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long NODE_MEMORY = 192L << 20;
    private static final long MINER_MEMORY = 128L << 20;

    /** The images to test; without any the test is skipped, and says so. */
    static Images orSkip() {
        String tag = System.getenv(TAG_VARIABLE);
        String why = "SKIPPED: " + TAG_VARIABLE
                + " names no tag of images to test. Make some with images/build, then set it to their tag";
        if (tag == null) {
            System.out.println(why);
        }
        assumeTrue(tag != null, why);
        return new Images(Objects.requireNonNull(tag));
    }

    /** A broker of the clique, known by its name; ready when it answers that its clique is synced. */
    GenericContainer<?> broker(Network network, int broker) {
        String name = name(broker);
        return node(network, name, SETTINGS.resolve(name + ".conf"))
                .withExposedPorts(REST)
                .waitingFor(Wait.forHttp("/infos/self-clique")
                        .forPort(REST)
                        .forResponsePredicate(
                                body -> body.contains("\"selfReady\":true") && body.contains("\"synced\":true"))
                        .withStartupTimeout(PATIENCE));
    }

    /** A node with the given file of settings, that nothing is waited for. */
    GenericContainer<?> node(Network network, String name, Path settings) {
        Bind bind = new Bind(
                settings.toAbsolutePath().normalize().toString(), new Volume(HOME + "/user.conf"), AccessMode.ro);
        return container("flowbed/rill", network, name, NODE_MEMORY)
                .withCreateContainerCmdModifier(command -> host(command).withBinds(bind));
    }

    /** A miner that mines for the clique; ready when it serves its metrics. */
    GenericContainer<?> miner(Network network) {
        return container("flowbed/miner", network, "miner", MINER_MEMORY)
                .withCommand(
                        "--clique",
                        name(0) + ":10973," + name(1) + ":10973",
                        "--max-hashrate",
                        "200k",
                        "--metrics-address",
                        "0.0.0.0:" + METRICS)
                .withExposedPorts(METRICS)
                .waitingFor(Wait.forHttp("/metrics").forPort(METRICS).withStartupTimeout(PATIENCE));
    }

    /** The name of a broker in its network. */
    static String name(int broker) {
        return "quick-c0-b" + broker;
    }

    private GenericContainer<?> container(String image, Network network, String name, long memory) {
        return new GenericContainer<>(image + ":" + tag)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(command -> harden(command, memory));
    }

    private static void harden(CreateContainerCmd command, long memory) {
        HostConfig host = host(command)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(memory);
        if (command.getExposedPorts() != null) {
            host.withPortBindings(List.of(command.getExposedPorts()).stream()
                    .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port))
                    .toList());
        }
    }

    private static HostConfig host(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig());
    }
}
