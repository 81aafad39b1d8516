package dev.flowbed.cli.local;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.cli.state.Desired;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.status.LifetimePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Applies resources to a testnet's folder: all checks first, then files that a supervisor acts upon. */
public final class Application {
    private static final int LEAST_KEY = 32;

    private final LocalTestnet testnet;
    private final TestnetDir dir;
    private final PortAllotment ports;

    public Application(LocalTestnet testnet) {
        this(
                testnet,
                PortAllotment.ofLoopback(
                        testnet.machine().root(), testnet.machine().table()));
    }

    Application(LocalTestnet testnet, PortAllotment ports) {
        this.testnet = testnet;
        this.dir = testnet.dir();
        this.ports = ports;
    }

    /**
     * What is applied.
     *
     * @param secrets the Secrets given beside the resources
     * @param changes what the resources would break of those that exist
     * @param apiKey the key that was given beside them, if one was
     * @param generateKey whether to make up a key when none is known
     * @param settings what the command line says
     */
    public record Request(
            TestnetResources resources,
            List<Secret> secrets,
            Function<List<HasMetadata>, List<Problem>> changes,
            Optional<String> apiKey,
            boolean generateKey,
            Settings settings) {}

    /** What became of the testnet. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * What an application did.
     *
     * @param notes what people should know of it, one line each
     */
    public record Applied(Outcome outcome, List<String> notes) {}

    /**
     * Checks and applies.
     *
     * @throws Refused with all reasons, when nothing was changed
     * @throws PortsTaken when others listen on its ports; nothing was changed
     */
    public Applied apply(Request request) throws IOException, Refused {
        Optional<TestnetResources> before = dir.exists() ? Optional.of(testnet.resources()) : Optional.empty();
        if (before.isPresent()) {
            refuseImmutable(before.get(), request);
        }
        refuseOutlived(request.resources());
        Settings settings = merged(dir.settings(), request.settings());
        checkPrograms(request.resources(), settings);
        Optional<ApiKey> key = apiKey(request);
        testnet.machine().root().create();
        dir.create();
        Topology topology = Topology.of(request.resources());
        PortAllotment.Allotted allotted = ports.allot(dir, LocalPlacement.wishes(topology, settings), testnet.own());
        boolean anotherKey = key.isPresent() && put(key.get());

        stamp(before, request.resources());
        boolean changed = before.isEmpty()
                || !StoredResources.text(StoredResources.all(before.get()))
                        .equals(StoredResources.text(StoredResources.all(request.resources())))
                || !settings.equals(dir.settings())
                || anotherKey
                || !allotted.moved().isEmpty();
        Json.write(dir.settingsFile(), settings);
        StoredResources.write(dir.resources(), request.resources());
        if (changed) {
            Desired desired = dir.desired();
            Json.write(dir.desiredFile(), before.isEmpty() ? desired : desired.changed());
        }
        Outcome outcome = before.isEmpty() ? Outcome.CREATED : changed ? Outcome.CHANGED : Outcome.UNCHANGED;
        return new Applied(outcome, allotted.moved());
    }

    private void refuseImmutable(TestnetResources before, Request request) throws Refused {
        List<String> reasons = request.changes().apply(StoredResources.all(before)).stream()
                .map(Problem::toString)
                .toList();
        if (!reasons.isEmpty()) {
            throw new Refused(
                    testnet.name() + " exists and cannot be changed like this (`flowbed down " + testnet.name()
                            + " --wipe` makes room for another)",
                    reasons);
        }
    }

    /** A testnet whose time to live is over would end at once; `down` begins its time anew. */
    private void refuseOutlived(TestnetResources resources) throws IOException, Refused {
        Optional<Instant> created = dir.state().map(RuntimeState::createdAt).map(Instant::parse);
        Optional<LifetimePlan.End> end =
                created.flatMap(from -> testnet.lifetime(resources).endByAge(from));
        Instant now = testnet.machine().clock().instant();
        if (end.isPresent() && !end.get().at().isAfter(now)) {
            throw new Refused(
                    testnet.name() + " would end at once: " + end.get().cause() + " since "
                            + end.get().at().truncatedTo(ChronoUnit.SECONDS),
                    List.of(
                            "raise spec.lifetime.ttl in its file and `flowbed up` that,",
                            "or `flowbed down " + testnet.name()
                                    + "` first: its time begins anew with the next start"));
        }
    }

    private static String identity(HasMetadata resource) {
        return resource.getKind() + "/" + resource.getMetadata().getName();
    }

    private static Settings merged(Settings before, Settings now) {
        return new Settings(
                now.officialJar() == null ? before.officialJar() : now.officialJar(),
                now.officialJar() == null && now.officialJarSha256() == null
                        ? before.officialJarSha256()
                        : now.officialJarSha256(),
                now.prometheus() == null ? before.prometheus() : now.prometheus());
    }

    private void checkPrograms(TestnetResources resources, Settings settings) throws Refused, IOException {
        List<String> missing = testnet.machine().installation().missing();
        if (!missing.isEmpty()) {
            throw new Refused("this Flowbed is not built whole", missing);
        }
        boolean official = Topology.of(resources).nodes().stream().anyMatch(node -> node.client() == Client.ALEPHIUM);
        if (!official) {
            return;
        }
        String jar = settings.officialJar();
        if (jar == null) {
            throw new Refused(
                    "client alephium needs the official full node's jar",
                    List.of("give it with --alephium-jar FILE or in FLOWBED_ALEPHIUM_JAR"));
        }
        try {
            new OfficialJar(Path.of(jar), Optional.ofNullable(settings.officialJarSha256())).check();
        } catch (IOException e) {
            throw new Refused(Objects.requireNonNullElse(e.getMessage(), "unreadable"), List.of());
        }
    }

    /** The key that nodes shall ask for. */
    private record ApiKey(SecretKeyRef ref, String value) {}

    /** The key that the Testnet names: as given, or as known, or made up. Nothing is kept yet. */
    private Optional<ApiKey> apiKey(Request request) throws Refused {
        SecretKeyRef ref = request.resources().testnet().getSpec().access().apiKeySecretRef();
        if (ref == null) {
            if (request.apiKey().isPresent() || request.generateKey()) {
                throw new Refused(
                        "an API key was given, and the Testnet asks for none",
                        List.of("name a Secret in spec.access.apiKeySecretRef"));
            }
            return Optional.empty();
        }
        Optional<String> value = request.apiKey()
                .or(() -> SecretFiles.entry(request.secrets(), ref))
                .or(() -> testnet.secretFiles().find(ref))
                .or(() -> request.generateKey() ? Optional.of(SecretFiles.generated()) : Optional.empty());
        if (value.isEmpty()) {
            throw new Refused(
                    "the Secret " + ref.name() + " with the entry " + ref.key() + " is not known here",
                    List.of("give its manifest with the other files, or --api-key-file FILE, or --generate-api-key"));
        }
        int length = value.get().length();
        if (length < LEAST_KEY) {
            throw new Refused(
                    "the API key in the Secret " + ref.name() + " has " + length + " characters",
                    List.of("nodes take one of " + LEAST_KEY + " or more"));
        }
        return Optional.of(new ApiKey(ref, value.get()));
    }

    /** Keeps the key; whether nodes that run know another one. */
    private boolean put(ApiKey key) throws IOException {
        Optional<String> before = testnet.secretFiles().find(key.ref());
        testnet.secretFiles().put(key.ref(), key.value());
        return before.isPresent() && !before.get().equals(key.value());
    }

    /** Fills in what an API server fills in: when it was made, and how often its spec changed. */
    private void stamp(Optional<TestnetResources> before, TestnetResources after) throws IOException {
        Map<String, HasMetadata> old = new HashMap<>();
        before.ifPresent(resources -> StoredResources.all(resources).forEach(one -> old.put(identity(one), one)));
        String now = testnet.machine()
                .clock()
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        for (HasMetadata resource : StoredResources.all(after)) {
            ObjectMeta metadata = resource.getMetadata();
            HasMetadata earlier = old.get(identity(resource));
            if (earlier == null) {
                metadata.setCreationTimestamp(now);
                metadata.setGeneration(1L);
                continue;
            }
            metadata.setCreationTimestamp(earlier.getMetadata().getCreationTimestamp());
            metadata.setGeneration(earlier.getMetadata().getGeneration());
            boolean same = StoredResources.text(List.of(earlier)).equals(StoredResources.text(List.of(resource)));
            if (!same) {
                metadata.setGeneration(earlier.getMetadata().getGeneration() + 1);
            }
        }
    }
}
