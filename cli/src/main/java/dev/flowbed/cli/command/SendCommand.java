package dev.flowbed.cli.command;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.rest.Submitted;
import dev.flowbed.alephium.rest.Transfer;
import dev.flowbed.alephium.rest.TxStatus;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.cli.view.TestnetView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends ALPH. */
@Command(
        name = "send",
        description = {
            "Send ALPH to an address. The transaction is built by the broker of the payer's group, checked and signed here, and"
                    + " followed until it is confirmed. Without another key the well-known devnet wallet pays."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed send 14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF 1.5",
            "  flowbed send ADDRESS 10 --from-group 2",
            "  flowbed send ADDRESS 10 --private-key-file key.txt -o json"
        })
public final class SendCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 100;

    private final Context context;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Who gets it.")
    private String address = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "How much, in ALPH: 1.5, or '1.5 ALPH'.")
    private String amount = "";

    @ArgGroup
    private @Nullable Payer payer;

    @Option(
            names = "--from-group",
            paramLabel = "GROUP",
            defaultValue = "0",
            description =
                    "Which of a wallet's addresses pays: its first one of this group (default: ${DEFAULT-VALUE}).")
    private int fromGroup;

    @Option(
            names = "--clique",
            paramLabel = "N",
            defaultValue = "0",
            description = "Through which clique (default: ${DEFAULT-VALUE}).")
    private int clique;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long to wait for the confirmation (default: ${DEFAULT-VALUE}); 0s does not wait.")
    private String timeout = "60s";

    @Option(
            names = {"-t", "--testnet"},
            paramLabel = "TESTNET",
            description = "The testnet; not needed when there is only one.")
    private @Nullable String testnet;

    @Mixin
    private Output output = new Output();

    /** Whose key signs. */
    static final class Payer {
        @Option(
                names = "--mnemonic-file",
                paramLabel = "FILE",
                description = "The wallet of the words in this file pays.")
        @Nullable
        Path mnemonic;

        @Option(
                names = "--private-key-file",
                paramLabel = "FILE",
                description = "The private key in this file, in hexadecimal, pays.")
        @Nullable
        Path privateKey;
    }

    public SendCommand(Context context) {
        this.context = context;
    }

    /** What was sent, for programs. */
    record Sent(
            String txId,
            String from,
            String to,
            String atto,
            int fromGroup,
            int toGroup,
            String status,
            @Nullable String block) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration patience = Commands.duration(timeout, "--timeout");
        try (TestnetView found = context.view(testnet)) {
            return send(found.nodes(), patience);
        }
    }

    private int send(NodeAccess nodes, Duration patience) throws IOException, InterruptedException {
        int cliques = nodes.cliques();
        Commands.require(clique >= 0 && clique < cliques, "--clique must be from 0 to " + (cliques - 1));
        Commands.require(
                fromGroup >= 0 && fromGroup < nodes.groups(), "--from-group must be from 0 to " + (nodes.groups() - 1));
        LockupScript.Asset destination = Commands.parsed(() -> Address.parseAsset(address), "ADDRESS");
        U256 atto = Commands.atto(amount);
        PrivateKey key = key(nodes.groups());
        CliqueClient brokers = nodes.clique(clique);
        try {
            Submitted submitted = RestClient.await(
                    Transfer.of(nodes.networkId(), key, destination, atto).send(brokers));
            TxStatus status = follow(brokers, submitted, patience);
            print(key, atto, submitted, status);
            return status instanceof TxStatus.Confirmed || patience.isZero()
                    ? ExitCode.OK
                    : status instanceof TxStatus.Conflicted ? ExitCode.FAILED : ExitCode.TIMEOUT;
        } catch (RestException | FormatException e) {
            throw new CommandFailure(ExitCode.FAILED, "the transfer failed: " + e.getMessage());
        }
    }

    private static TxStatus follow(CliqueClient brokers, Submitted submitted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        TxStatus status = new TxStatus.MemPooled();
        while (System.nanoTime() < deadline
                && !(status instanceof TxStatus.Confirmed)
                && !(status instanceof TxStatus.Conflicted)) {
            Thread.sleep(POLL_MILLIS);
            status = RestClient.await(brokers.of(submitted.chain()).txStatus(submitted.txId(), submitted.chain()));
        }
        return status;
    }

    private void print(PrivateKey key, U256 atto, Submitted submitted, TxStatus status) throws IOException {
        String block = status instanceof TxStatus.Confirmed confirmed
                ? confirmed.block().toString()
                : status instanceof TxStatus.Conflicted conflicted
                        ? conflicted.block().toString()
                        : null;
        String state = status.getClass().getSimpleName();
        if (output.isForPrograms()) {
            context.out()
                    .println(output.text(new Sent(
                            submitted.txId().toString(),
                            key.address(),
                            address,
                            atto.toString(),
                            submitted.chain().from(),
                            submitted.chain().to(),
                            state,
                            block)));
            return;
        }
        context.out().println("Sent " + Alph.format(atto) + " from " + key.address() + " to " + address);
        context.out().println("  transaction  " + submitted.txId());
        context.out().println("  chain        " + submitted.chain());
        context.out().println("  status       " + state + (block == null ? "" : " in block " + block));
    }

    private PrivateKey key(int groups) throws IOException {
        if (payer != null && payer.privateKey != null) {
            String hex = text(payer.privateKey);
            return Commands.parsed(() -> PrivateKey.fromHex(hex), "the private key in " + payer.privateKey);
        }
        if (payer != null && payer.mnemonic != null) {
            String words = text(payer.mnemonic);
            return Commands.parsed(
                    () -> Wallet.of(words, "").keyOfGroup(fromGroup, groups, 0), "the words in " + payer.mnemonic);
        }
        return Wallet.devnet().keyOfGroup(fromGroup, groups, 0);
    }

    private static String text(Path file) throws IOException {
        return NamedFile.text(file, "").strip();
    }
}
