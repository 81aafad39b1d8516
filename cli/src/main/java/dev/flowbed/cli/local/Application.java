package dev.flowbed.cli.local;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.state.Desired;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.supervise.Marks;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.SecretKeyRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Applies resources to a testnet's folder: all checks first, then files that a supervisor acts upon. */
public final class Application {
    private final LocalTestnet testnet;
    private final TestnetDir dir;

    public Application(LocalTestnet testnet) {
        this.testnet = testnet;
        this.dir = testnet.dir();
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

    /** What an application did. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * Checks and applies.
     *
     * @throws Refused with all reasons, when nothing was changed
     */
    public Outcome apply(Request request) throws IOException, Refused {
        Optional<TestnetResources> before = dir.exists() ? Optional.of(testnet.resources()) : Optional.empty();
        if (before.isPresent()) {
            refuseImmutable(before.get(), request);
        }
        Settings settings = merged(dir.settings(), request.settings());
        checkPrograms(request.resources(), settings);
        testnet.machine().root().create();
        dir.create();
        putSecrets(request);
        Topology topology = Topology.of(request.resources());
        List<Wanted> wishes = new ArrayList<>(LocalPlacement.wishes(topology));
        if (settings.prometheus() != null) {
            wishes.add(Monitor.PROMETHEUS);
        }
        Set<Long> own = ownProcesses();
        new PortAllotment(testnet.machine().root(), testnet.machine().table()).allot(dir, wishes, own::contains);

        stamp(before, request.resources());
        boolean changed = before.isEmpty()
                || !StoredResources.text(StoredResources.all(before.get()))
                        .equals(StoredResources.text(StoredResources.all(request.resources())))
                || !settings.equals(dir.settings());
        Json.write(dir.settingsFile(), settings);
        StoredResources.write(dir.resources(), request.resources());
        if (changed) {
            Desired desired = dir.desired();
            Json.write(dir.desiredFile(), before.isEmpty() ? desired : desired.changed());
        }
        return before.isEmpty() ? Outcome.CREATED : changed ? Outcome.CHANGED : Outcome.UNCHANGED;
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

    private static String identity(HasMetadata resource) {
        return resource.getKind() + "/" + resource.getMetadata().getName();
    }

    private static Settings merged(Settings before, Settings now) {
        return new Settings(
                now.officialJar() == null ? before.officialJar() : now.officialJar(),
                now.officialJar() == null ? before.officialJarSha256() : now.officialJarSha256(),
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

    private void putSecrets(Request request) throws IOException, Refused {
        SecretFiles files = testnet.secretFiles();
        SecretKeyRef ref = request.resources().testnet().getSpec().access().apiKeySecretRef();
        if (ref == null) {
            if (request.apiKey().isPresent() || request.generateKey()) {
                throw new Refused(
                        "an API key was given, and the Testnet asks for none",
                        List.of("name a Secret in spec.access.apiKeySecretRef"));
            }
            return;
        }
        for (Secret secret : request.secrets()) {
            if (secret.getMetadata().getName().equals(ref.name())) {
                files.put(secret);
            }
        }
        if (request.apiKey().isPresent()) {
            files.put(ref, request.apiKey().get());
        } else if (request.generateKey() && files.find(ref).isEmpty()) {
            files.generate(ref);
        }
        Optional<String> key = files.find(ref);
        if (key.isEmpty()) {
            throw new Refused(
                    "the Secret " + ref.name() + " with the entry " + ref.key() + " is not known here",
                    List.of("give its manifest with the other files, or --api-key-file FILE, or --generate-api-key"));
        }
        if (key.get().length() < 32) {
            throw new Refused(
                    "the API key in the Secret " + ref.name() + " has "
                            + key.get().length() + " characters",
                    List.of("nodes take one of 32 or more"));
        }
    }

    private Set<Long> ownProcesses() throws IOException {
        Set<Long> own = new HashSet<>();
        Marks.Found found = testnet.processes();
        found.all().forEach(id -> own.add(id.pid()));
        testnet.supervisor().map(ProcessId::pid).ifPresent(own::add);
        return own;
    }

    /** Fills in what an API server fills in: when it was made, and how often its spec changed. */
    private void stamp(Optional<TestnetResources> before, TestnetResources after) throws IOException {
        Map<String, HasMetadata> old = new HashMap<>();
        before.ifPresent(resources -> StoredResources.all(resources).forEach(one -> old.put(identity(one), one)));
        String now = testnet.machine()
                .clock()
                .instant()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
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
