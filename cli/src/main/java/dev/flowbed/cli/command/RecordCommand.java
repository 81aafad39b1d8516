package dev.flowbed.cli.command;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.rest.ChainParams;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.rest.SelfClique;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.record.ChainRecorder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records the chains of a running network. */
@Command(
        name = "record",
        description = {
            "Record all chains of a network by the REST API of one of its cliques, for `flowbed replay`: configuration, every block as"
                    + " bytes and as JSON, and final balances. The network may go on mining; balances are recorded only when no block"
                    + " came meanwhile.",
            "A node does not tell its block times. They are taken from --config (the node's user.conf), from the testnet of this"
                    + " machine that the node belongs to, or else are those of the official node's kind of network. Of a configuration"
                    + " only what makes the network is recorded, no keys and no addresses of machines."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed record http://127.0.0.1:22973 mine.json.xz && flowbed replay mine.json.xz",
            "  flowbed record https://node.example.org theirs.json --config user.conf",
            "  flowbed record http://broker0:12973,http://broker1:12973 clique.json.xz",
            "",
            "Environment: ALEPHIUM_API_KEY, when the node asks for a key.",
            "Exit codes: 0 done, 1 the node could not be read, 2 wrong usage or configuration."
        })
public final class RecordCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description =
                    "The REST API of a node; of all brokers of a clique, in their order and with commas between, where a broker"
                            + " cannot be reached at the address that its clique tells.")
    private String url = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to; packed when the name ends with .xz.")
    private Path file = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration that the node runs with (HOCON).")
    private @Nullable Path config;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Record the balance of this address too; more than one may be.")
    private List<String> addresses = List.of();

    @Option(names = "--overwrite", description = "Replace FILE when it is there.")
    private boolean overwrite;

    @Mixin
    private Output output = new Output();

    public RecordCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        NamedFile.requireWritable(file, "");
        Commands.require(overwrite || Files.notExists(file), file + " is there already (--overwrite replaces it)");
        List<URI> given = Commands.parsed(this::uris, "URL");
        List<LockupScript.Asset> also = Commands.parsed(
                () -> addresses.stream().map(Address::parseAsset).toList(), "--address");
        String settings = config == null ? ofThisMachine(given.get(0)) : NamedFile.text(config, "--config: ");
        try {
            RestClient rest = new RestClient(CONNECT, REQUEST);
            Optional<String> key = Optional.ofNullable(context.environment().get("ALEPHIUM_API_KEY"));
            NodeClient node = rest.node(given.get(0), key);
            ChainParams params = RestClient.await(node.chainParams());
            CliqueClient clique = new CliqueClient(
                    brokers(given, RestClient.await(node.selfClique())).stream()
                            .map(address -> rest.node(address, key))
                            .toList(),
                    params.groups());
            ChainRecorder recorder = new ChainRecorder(clique, params, this::show);
            Path whole = file.toAbsolutePath();
            print(recorder.record(whole, settings, also), settings != null);
        } catch (RestException e) {
            throw new CommandFailure(ExitCode.FAILED, "the node cannot be read: " + e.getMessage());
        } catch (FormatException e) {
            throw new CommandFailure(ExitCode.INVALID, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private List<URI> uris() {
        List<URI> all = new ArrayList<>();
        for (String text : url.split(",", -1)) {
            URI uri = URI.create(text.trim());
            if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException("expected http://HOST:PORT, found '" + text + "'");
            }
            all.add(uri);
        }
        return all;
    }

    /** The brokers' addresses in the order of their ids: those given, or those that the clique tells. */
    private static List<URI> brokers(List<URI> given, SelfClique clique) {
        if (given.size() == clique.brokers().size()) {
            return given;
        }
        Commands.require(
                given.size() == 1,
                "the clique has " + clique.brokers().size() + " brokers: give one address, or all of them; found "
                        + given.size());
        return clique.brokers().stream()
                .map(broker ->
                        URI.create(given.get(0).getScheme() + "://" + broker.address() + ":" + broker.restPort()))
                .toList();
    }

    /** The settings of the node of this machine's testnets that serves there. */
    private @Nullable String ofThisMachine(URI rest) throws IOException {
        String host = "localhost".equalsIgnoreCase(rest.getHost()) ? "127.0.0.1" : rest.getHost();
        String address = rest.getScheme() + "://" + host + ":" + rest.getPort();
        for (LocalTestnet testnet : LocalTestnet.all(context.machine())) {
            if (testnet.dir().ports().isEmpty()) {
                continue;
            }
            for (NodeWorkload node : testnet.blueprint().nodes()) {
                Path settings = testnet.dir().node(node.name()).resolve("user.conf");
                boolean same = node.addresses().rest().equals(address);
                if (same && Files.isReadable(settings)) {
                    return Files.readString(settings);
                }
            }
        }
        return null;
    }

    private void show(int heights, int all) {
        if (context.terminal().live()) {
            PrintStream progress = context.err();
            progress.print(
                    heights == all ? "\r\u001b[K" : "\r\u001b[K  recording  " + heights + " of " + all + " heights");
            progress.flush();
        }
    }

    private void print(ChainRecorder.Recorded recorded, boolean isConfigured) throws IOException {
        if (output.isForPrograms()) {
            context.out().println(output.text(recorded));
            return;
        }
        context.out()
                .println("Recorded network " + recorded.networkId() + ", " + recorded.groups() + " groups: "
                        + recorded.blocks() + " blocks, " + recorded.balances() + " balances, " + recorded.bytes()
                        + " bytes in " + file);
        if (recorded.left() > 0) {
            context.out()
                    .println("  " + recorded.left() + " of the newest blocks are left out: they depend on later ones");
        }
        if (recorded.balances() == 0) {
            context.out().println("  no balances: the chains grew meanwhile");
        }
        if (!isConfigured) {
            context.out()
                    .println(
                            "  block times: those of the official node's kind of network, since a node does not tell its"
                                    + " own (--config)");
        }
    }
}
