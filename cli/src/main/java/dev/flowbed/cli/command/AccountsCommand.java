package dev.flowbed.cli.command;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.rest.AddressBalance;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.blueprint.FundedAccount;
import dev.flowbed.cli.terminal.Table;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.cli.view.TestnetView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the accounts that a testnet's genesis funds. */
@Command(
        name = "accounts",
        description = "Show the funded accounts of a testnet: address, group, balance.",
        footer = {
            "",
            "Examples:",
            "  flowbed accounts",
            "  flowbed accounts --private-keys -o json   keys of the well-known devnet wallet, for tests"
        })
public final class AccountsCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(
            names = "--private-keys",
            description =
                    "Show the private keys of the well-known devnet wallet too. Everybody knows them: never use them"
                            + " elsewhere.")
    private boolean privateKeys;

    @Mixin
    private Output output = new Output();

    public AccountsCommand(Context context) {
        this.context = context;
    }

    /** An account as programs read it; amounts in ALPH, absent when no node could be asked. */
    record Shown(
            String address,
            int group,
            @Nullable String wallet,
            @Nullable String balance,
            @Nullable String locked,
            @Nullable String publicKey,
            @Nullable String privateKey) {}

    @Override
    public Integer call() throws IOException {
        try (TestnetView found = context.view(testnet)) {
            print(accounts(found.nodes()));
        }
        return ExitCode.OK;
    }

    private List<Shown> accounts(NodeAccess nodes) throws IOException {
        Optional<CliqueClient> clique = nodes.running() ? Optional.of(nodes.clique(0)) : Optional.empty();
        List<Shown> accounts = new ArrayList<>();
        for (FundedAccount account : nodes.accounts()) {
            accounts.add(shown(account, nodes.groups(), clique));
        }
        return accounts;
    }

    private void print(List<Shown> accounts) throws IOException {
        if (output.isForPrograms()) {
            context.out().println(output.text(accounts));
            return;
        }
        Table table = new Table("GROUP", "ADDRESS", "BALANCE", "LOCKED", "WALLET");
        accounts.forEach(account -> table.row(
                account.group(),
                account.address(),
                Optional.ofNullable(account.balance()).orElse("unknown"),
                Optional.ofNullable(account.locked()).orElse("unknown"),
                Optional.ofNullable(account.wallet()).orElse("-")));
        table.lines().forEach(context.out()::println);
        if (privateKeys) {
            context.out().println();
            Table keys = new Table("GROUP", "PRIVATE KEY (known to everybody: for tests only)");
            accounts.stream()
                    .filter(account -> account.privateKey() != null)
                    .forEach(account -> keys.row(account.group(), account.privateKey()));
            keys.lines().forEach(context.out()::println);
        }
    }

    private Shown shown(FundedAccount account, int groups, Optional<CliqueClient> clique) {
        Optional<AddressBalance> balance = clique.flatMap(brokers -> balance(brokers, account.address()));
        boolean keyed = privateKeys && account.wallet().isPresent();
        var key = keyed
                ? Optional.of(Wallet.devnet().keyOfGroup(account.group(), groups, 0))
                        .filter(candidate -> candidate.address().equals(account.address()))
                : Optional.<dev.flowbed.alephium.crypto.PrivateKey>empty();
        return new Shown(
                account.address(),
                account.group(),
                account.wallet()
                        .map(wallet -> wallet.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse(null),
                balance.map(found -> Alph.format(found.balance())).orElse(null),
                balance.map(found -> Alph.format(found.locked())).orElse(null),
                key.map(found -> found.publicKey().hex()).orElse(null),
                key.map(dev.flowbed.alephium.crypto.PrivateKey::secretHex).orElse(null));
    }

    private static Optional<AddressBalance> balance(CliqueClient clique, String address) {
        var script = Address.parseAsset(address);
        try {
            return Optional.of(RestClient.await(clique.of(script).balance(script)));
        } catch (RestException unreachable) {
            return Optional.empty();
        }
    }
}
