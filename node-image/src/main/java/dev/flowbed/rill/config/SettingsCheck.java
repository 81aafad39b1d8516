package dev.flowbed.rill.config;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.index.IndexSettings;
import dev.flowbed.rill.mempool.MemPoolSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From merged settings to records, with the rules that hold between settings. */
final class SettingsCheck {
    private static final String TESTNET_PATCH = "consensus.num-zeros-at-least-in-hash-testnet-patch";

    private final Path home;
    private final int networkId;
    private final Clock clock;

    SettingsCheck(Path home, int networkId, Clock clock) {
        this.home = home;
        this.networkId = networkId;
        this.clock = clock;
    }

    RillConfig check(Settings all, Settings own, List<String> warnings) {
        DevelopmentSettings development = development(own);
        requireOwnNetwork(all);
        Broker broker = broker(all);
        List<String> told = new ArrayList<>(warnings);
        if (development.enabled()) {
            told.add("development aids are on (flowbed.dev.enabled): whoever reaches the API can move time, mine, fund"
                    + " addresses and set the chains back");
        }
        return new RillConfig(
                storage(all.at("node")),
                broker,
                rules(all, broker.groups()),
                peering(all, broker),
                mining(all, broker),
                mempool(all.at("mempool")),
                api(all),
                webSocket(all.at("network.ws")),
                development,
                List.copyOf(told));
    }

    private DevelopmentSettings development(Settings own) {
        Settings dev = own.at("dev");
        boolean enabled = dev.flag("enabled");
        if (enabled && isPublic(networkId)) {
            throw dev.invalid(
                    "enabled",
                    "is true on network " + networkId + ", which is Alephium's own "
                            + (networkId == 0 ? "mainnet" : "testnet") + ": must be false there");
        }
        String words = "the 12 to 24 words of a wallet";
        String mnemonic = dev.isSet("wallet") ? dev.text("wallet", words) : Wallet.DEVNET_MNEMONIC;
        int count = mnemonic.strip().split("\\s+").length;
        if (count % 3 != 0 || count < 12 || count > 24) {
            // the words themselves stay out of messages and logs
            throw dev.invalid("wallet", "has " + count + " words, must be " + words);
        }
        return new DevelopmentSettings(enabled, mnemonic);
    }

    /** Whether a network id is one of Alephium's public networks (protocol/.../NetworkId.scala). */
    private static boolean isPublic(int networkId) {
        return networkId == 0 || networkId == 1;
    }

    private void requireOwnNetwork(Settings all) {
        if (isPublic(networkId)) {
            throw all.invalid(
                    "network.network-id",
                    "is " + networkId + ", Alephium's own " + (networkId == 0 ? "mainnet" : "testnet")
                            + ", whose old blocks follow rules from before Danube that rill does not have:"
                            + " must be another id, 4 for a development network");
        }
        if (home.toString().contains("mainnet")) {
            throw all.invalid(
                    "network.network-id",
                    "is not mainnet's, but the node's folder " + home
                            + " has \"mainnet\" in its path: use another folder");
        }
    }

    private long pastHardFork(Settings all, String fork) {
        String key = "network." + fork + "-hard-fork-timestamp";
        long at = all.millis(key);
        if (at > clock.millis()) {
            throw all.invalid(
                    key,
                    "is " + at + ", which is to come: rill has the rules of Danube only, from the first block on;"
                            + " must be in the past, such as 1643500800000");
        }
        return at;
    }

    private static Broker broker(Settings all) {
        int groups = all.integer("broker.groups", 1, 64);
        int brokers = all.integer("broker.broker-num", 1, 64);
        if (groups % brokers != 0) {
            throw all.invalid(
                    "broker.broker-num",
                    "is " + brokers + ", must divide the " + groups + " groups (alephium.broker.groups)");
        }
        return new Broker(groups, brokers, all.integer("broker.broker-id", 0, brokers - 1));
    }

    private NetworkSettings rules(Settings all, int groups) {
        int zeros = all.integer("consensus.num-zeros-at-least-in-hash", 0, 255);
        return new NetworkSettings(
                networkId,
                groups,
                zeros,
                leastZeros(all, zeros),
                blockTime(all, "mainnet"),
                blockTime(all, "rhone"),
                blockTime(all, "danube"),
                pastHardFork(all, "leman"),
                pastHardFork(all, "rhone"),
                pastHardFork(all, "danube"),
                NetworkSettings.noPreMineProof(all.texts("network.no-pre-mine-proof", "a list of texts")),
                allocations(all));
    }

    private int leastZeros(Settings all, int zeros) {
        if (!all.isSet(TESTNET_PATCH)) {
            return zeros;
        }
        if (networkId % 3 != 1) {
            throw all.invalid(
                    TESTNET_PATCH,
                    "is only for networks of the testnet kind (network id modulo 3 is 1), and this one's id is "
                            + networkId + ": must be left out");
        }
        return all.integer(TESTNET_PATCH, 0, 255);
    }

    private static BlockTime blockTime(Settings all, String rules) {
        Settings settings = all.at("consensus." + rules);
        Duration target = settings.duration("block-target-time");
        if (target.isZero()) {
            throw settings.invalid("block-target-time", "is 0, must be at least 1 ms");
        }
        return new BlockTime(
                target.toMillis(),
                settings.duration("uncle-dependency-gap-time").toMillis());
    }

    private PeeringSettings peering(Settings all, Broker broker) {
        Settings network = all.at("network");
        if (!all.isSet("discovery.bootstrap")) {
            throw all.invalid(
                    "discovery.bootstrap", "is missing, must be a list of HOST:PORT of other cliques, or [] for none");
        }
        PeeringSettings settings = new PeeringSettings(
                network.hostPort("bind-address"),
                network.hostPort("internal-address"),
                network.hostPort("coordinator-address"),
                network.optionalHostPort("external-address"),
                all.targets("discovery.bootstrap"),
                network.integer("max-clique-from-same-ip", 1, Integer.MAX_VALUE),
                network.integer("max-outbound-connections-per-group", 0, 10_000),
                network.integer("max-inbound-connections-per-group", 0, 10_000),
                network.flag("enable-p2p-v2"),
                timing(network, all.duration("mempool.batch-broadcast-txs-frequency")));
        if (settings.isCoordinator() != (broker.brokerId() == 0)) {
            throw all.invalid(
                    "network.coordinator-address",
                    settings.isCoordinator()
                            ? "is this broker's own internal-address, but broker " + broker.brokerId()
                                    + " is not the coordinator: must be the internal-address of broker 0"
                            : "is not this broker's internal-address (" + settings.internalAddress()
                                    + "), but broker 0 is the coordinator: must be the same");
        }
        return settings;
    }

    private static PeeringSettings.Timing timing(Settings network, Duration txsBatch) {
        return new PeeringSettings.Timing(
                network.duration("ping-frequency"),
                network.duration("retry-timeout"),
                network.duration("ban-duration"),
                network.duration("backoff-base-delay"),
                network.duration("backoff-max-delay"),
                network.duration("fast-sync-frequency"),
                network.duration("stable-sync-frequency"),
                txsBatch);
    }

    private static List<Allocation> allocations(Settings all) {
        List<Allocation> allocations = new ArrayList<>();
        String shape = "a list of { address, amount, lock-duration }";
        if (!all.isSet("genesis.allocations")) {
            throw all.invalid("genesis.allocations", "is missing, must be " + shape);
        }
        for (Settings entry : all.objects("genesis.allocations", shape)) {
            allocations.add(new Allocation(
                    entry.parsed("address", "an address", Address::parseAsset),
                    entry.parsed("amount", "atto ALPH, or ALPH as in \"1000 ALPH\"", Alph::parse),
                    entry.duration("lock-duration").toMillis()));
        }
        return List.copyOf(allocations);
    }

    private static MiningSettings mining(Settings all, Broker broker) {
        Settings mining = all.at("mining");
        return new MiningSettings(
                mining.isSet("miner-addresses")
                        ? Optional.of(minerAddresses(mining, broker.groups()))
                        : Optional.empty(),
                mining.integer("nonce-step", 1, Integer.MAX_VALUE),
                mining.duration("batch-delay"),
                listenHost(mining, "api-interface"),
                all.port("network.miner-api-port"),
                mining.duration("polling-interval"),
                mining.integer("job-cache-size-per-chain", 1, 100_000),
                mining.duration("min-task-broadcast-interval"));
    }

    private static List<LockupScript.Asset> minerAddresses(Settings mining, int groups) {
        String key = "miner-addresses";
        String shape = "a list of " + groups + " addresses, one of each group in group order";
        List<String> texts = mining.texts(key, shape);
        if (texts.size() != groups) {
            throw mining.invalid(key, "has " + texts.size() + " addresses, must be " + shape);
        }
        List<LockupScript.Asset> addresses = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            String text = texts.get(group);
            try {
                LockupScript.Asset address = Address.parseAsset(text);
                if (address.group(groups) != group) {
                    throw mining.invalid(
                            key,
                            "has " + text + " at position " + group + ", which is of group " + address.group(groups)
                                    + ": must be " + shape);
                }
                addresses.add(address);
            } catch (FormatException e) {
                throw mining.invalid(key, "has \"" + text + "\" (" + e.getMessage() + "), must be " + shape);
            }
        }
        return List.copyOf(addresses);
    }

    private static MemPoolSettings mempool(Settings mempool) {
        return new MemPoolSettings(
                mempool.integer("mempool-capacity-per-chain", 1, 10_000_000),
                mempool.integer("tx-max-number-per-block", 1, 100_000),
                mempool.duration("clean-mempool-frequency").toMillis(),
                mempool.duration("unconfirmed-tx-expiry-duration").toMillis(),
                mempool.duration("clean-orphan-tx-frequency").toMillis(),
                mempool.flag("auto-mine-for-dev"));
    }

    private static ApiSettings api(Settings all) {
        Settings api = all.at("api");
        String host = listenHost(api, "network-interface");
        List<String> keys = apiKeys(api);
        if (!host.equals("127.0.0.1") && api.flag("api-key-enabled") && keys.isEmpty()) {
            throw api.invalid(
                    "api-key",
                    "is missing, but network-interface is " + host
                            + ": must be a text of 32 or more characters, or set alephium.api.api-key-enabled = false");
        }
        return new ApiSettings(
                host,
                all.port("network.rest-port"),
                keys,
                api.duration("blockflow-fetch-max-age"),
                api.duration("ask-timeout"),
                api.parsed("gas-fee-cap", "atto ALPH", Alph::parse),
                api.integer("default-utxos-limit", 1, Integer.MAX_VALUE),
                api.integer("max-form-buffered-bytes", 1024, Integer.MAX_VALUE));
    }

    private static List<String> apiKeys(Settings api) {
        if (!api.isSet("api-key")) {
            return List.of();
        }
        List<String> keys = api.texts("api-key", "a text of 32 or more characters, or a list of such");
        for (String key : keys) {
            if (key.length() < 32) {
                throw api.invalid("api-key", "has " + key.length() + " characters, must have 32 or more");
            }
        }
        return keys;
    }

    private static WebSocketSettings webSocket(Settings ws) {
        return new WebSocketSettings(
                ws.flag("enabled"),
                ws.integer("max-connections", 0, 1_000_000),
                ws.integer("max-requests-per-second", 1, 1_000_000),
                ws.integer("max-frame-size", 125, Integer.MAX_VALUE),
                ws.integer("max-message-size", 125, Integer.MAX_VALUE),
                ws.integer("max-write-queue-size", 1, Integer.MAX_VALUE),
                ws.integer("max-subscriptions-per-connection", 1, 1_000_000),
                ws.integer("max-contract-event-addresses", 1, 1_000_000),
                ws.duration("ping-frequency"));
    }

    private StorageSettings storage(Settings node) {
        return new StorageSettings(
                home, home.resolve("network-" + networkId), node.flag("db-sync-write"), indexes(node));
    }

    private static IndexSettings indexes(Settings node) {
        Settings events = node.at("event-log");
        return new IndexSettings(
                events.flag("enabled"),
                events.isSet("contract-addresses") ? Optional.of(contracts(events)) : Optional.empty(),
                events.flag("index-by-tx-id"),
                events.flag("index-by-block-hash"),
                node.flag("indexes.tx-output-ref-index"),
                node.flag("indexes.subcontract-index"));
    }

    private static Set<Hash> contracts(Settings events) {
        String key = "contract-addresses";
        String shape = "a list of addresses of contracts";
        Set<Hash> contracts = new HashSet<>();
        for (String text : events.texts(key, shape)) {
            try {
                contracts.add(Address.parseContract(text).contractId());
            } catch (FormatException e) {
                throw events.invalid(key, "has \"" + text + "\" (" + e.getMessage() + "), must be " + shape);
            }
        }
        return contracts;
    }

    private static String listenHost(Settings settings, String key) {
        String host = settings.text(key, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw settings.invalid(
                    key, "is \"" + host + "\", which has no address here; must be such as 127.0.0.1 or 0.0.0.0");
        }
    }
}
