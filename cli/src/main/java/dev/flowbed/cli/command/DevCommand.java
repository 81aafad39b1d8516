package dev.flowbed.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.cli.view.TestnetView;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uses rill's development aids. */
@Command(
        name = "dev",
        description = {
            "Use the development aids of a testnet of client rill that says development: true.",
            "  time [DURATION]         tell the nodes' time, or move it forward",
            "  mine [ROUNDS [TIME]]    mine a block on every chain now, so many times, with so much time between",
            "  fund ADDRESS AMOUNT     give an address ALPH",
            "  snapshot [NAME]         take a snapshot of the whole state",
            "  snapshots               list them",
            "  revert NUMBER|NAME      go back to one; those taken after it are gone"
        },
        footer = {
            "",
            "Examples:",
            "  flowbed dev time 24h",
            "  flowbed dev mine 10 2s",
            "  flowbed dev fund 14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF 1000",
            "  flowbed dev snapshot before && flowbed dev revert before"
        })
public final class DevCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "AID", description = "Which aid.")
    private String aid = "";

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "ARGUMENT", description = "What it takes, see above.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-t", "--testnet"},
            paramLabel = "TESTNET",
            description = "The testnet; not needed when there is only one.")
    private @Nullable String testnet;

    @Mixin
    private Output output = new Output();

    public DevCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (TestnetView found = context.view(testnet)) {
            NodeAccess nodes = found.nodes();
            CliqueClient clique = nodes.clique(0);
            switch (aid) {
                case "time" -> time(clique.ofGroup(0));
                case "mine" -> mine(clique, nodes.groups());
                case "fund" -> fund(clique);
                case "snapshot" -> snapshot(clique.ofGroup(0));
                case "snapshots" -> snapshots(clique.ofGroup(0));
                case "revert" -> revert(clique.ofGroup(0));
                default ->
                    throw new CommandFailure(
                            ExitCode.INVALID,
                            "AID: " + aid + " is none of time, mine, fund, snapshot, snapshots, revert");
            }
        } catch (RestException e) {
            throw failed(e);
        }
        return ExitCode.OK;
    }

    private CommandFailure failed(RestException failure) {
        return switch (failure.kind()) {
            case REFUSED -> new CommandFailure(ExitCode.FAILED, aid + ": " + failure.detail());
            case UNREACHABLE ->
                new CommandFailure(
                        ExitCode.FAILED,
                        aid + ": " + failure.getMessage(),
                        List.of("does the testnet run? `flowbed status` tells"));
            default -> new CommandFailure(ExitCode.FAILED, aid + ": " + failure.getMessage());
        };
    }

    private void time(NodeClient node) throws IOException {
        takes(0, 1);
        JsonNode time;
        if (arguments.isEmpty()) {
            time = RestClient.await(node.aid("time"));
        } else {
            Duration forward = Commands.duration(arguments.get(0), "DURATION");
            time = RestClient.await(node.aid("time", body().put("forward", forward.toMillis())));
        }
        print(
                time,
                "It is " + Instant.ofEpochMilli(time.path("now").asLong()) + " for the nodes, "
                        + Duration.ofMillis(time.path("offset").asLong()).toSeconds() + " s ahead");
    }

    private void mine(CliqueClient clique, int groups) throws IOException {
        takes(0, 2);
        int rounds = arguments.isEmpty() ? 1 : rounds(arguments.get(0));
        ObjectNode round = body();
        if (arguments.size() > 1) {
            round.put("interval", Commands.duration(arguments.get(1), "TIME").toMillis());
        }
        Map<String, NodeClient> brokers = new LinkedHashMap<>();
        for (int group = 0; group < groups; group++) {
            NodeClient broker = clique.ofGroup(group);
            brokers.put(broker.address().toString(), broker);
        }
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < rounds; i++) {
            for (NodeClient broker : brokers.values()) {
                RestClient.await(broker.aid("mine", round)).path("blocks").forEach(blocks::add);
            }
        }
        print(blocks, "Mined " + blocks.size() + " blocks");
    }

    private static int rounds(String text) {
        Commands.require(text.matches("0*[1-9][0-9]{0,6}"), "ROUNDS: " + text + " is no number from 1 to 9999999");
        return Integer.parseInt(text);
    }

    private void fund(CliqueClient clique) throws IOException {
        takes(2, 2);
        String address = arguments.get(0);
        NodeClient node = clique.of(Commands.parsed(() -> Address.parseAsset(address), "ADDRESS"));
        String amount = Alph.format(Commands.atto(arguments.get(1)));
        JsonNode funded =
                RestClient.await(node.aid("fund", body().put("address", address).put("attoAlphAmount", amount)));
        print(
                funded,
                "Gave " + amount + " to " + address + " in transaction "
                        + funded.path("txId").asText());
    }

    private void snapshot(NodeClient node) throws IOException {
        takes(0, 1);
        ObjectNode request = body();
        arguments.forEach(name -> request.put("name", name));
        JsonNode taken = RestClient.await(node.aid("snapshots", request));
        print(taken, "Snapshot " + shown(taken));
    }

    private void snapshots(NodeClient node) throws IOException {
        takes(0, 0);
        JsonNode all = RestClient.await(node.aid("snapshots"));
        List<String> lines = new ArrayList<>();
        all.forEach(one -> lines.add(shown(one)));
        print(all, lines.isEmpty() ? "No snapshots" : String.join(System.lineSeparator(), lines));
    }

    private void revert(NodeClient node) throws IOException {
        takes(1, 1);
        String id = URLEncoder.encode(arguments.get(0), StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode reverted = RestClient.await(node.aid("snapshots/" + id + "/revert", body()));
        print(reverted, "Back at snapshot " + shown(reverted));
    }

    private static String shown(JsonNode snapshot) {
        String name = snapshot.path("name").asText();
        return snapshot.path("id").asText() + (name.isEmpty() ? "" : " " + name) + ", taken at "
                + Instant.ofEpochMilli(snapshot.path("time").asLong());
    }

    private void takes(int least, int most) {
        Commands.require(
                arguments.size() >= least && arguments.size() <= most,
                "flowbed dev " + aid + " takes " + (least == most ? least : least + " to " + most)
                        + (most == 1 ? " argument, found " : " arguments, found ") + arguments.size()
                        + " (try flowbed dev --help)");
    }

    private void print(JsonNode answer, String forPeople) throws IOException {
        context.out().println(output.isForPrograms() ? output.text(answer) : forPeople);
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
