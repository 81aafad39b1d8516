package dev.flowbed.blueprint;

import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.crds.testnet.Allocation;
import dev.flowbed.crds.testnet.TestnetSpec;
import dev.flowbed.crds.testnet.WellKnownWallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who owns what at genesis, and who is paid for blocks. */
public final class Accounts {
    private static final int USUAL_GROUPS = 4;

    /** The devnet wallet's first addresses of groups 0 to 3 of 4, spelt out because deriving them takes longer than a start. */
    static final List<String> DEVNET_WALLET = List.of(
            "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH",
            "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF",
            "15jjExDyS8q3Wqk9v29PCQ21jDqubDrD8WQdgn6VW2oi4",
            "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R");

    /** The miner addresses of Alephium's development networks, groups 0 to 3 of 4 (alephium-web3, docker/devnet.conf). */
    static final List<String> DEVNET_MINERS = List.of(
            "1FsroWmeJPBhcPiUr37pWXdojRBe6jdey9uukEXk1TheA",
            "1CQvSXsmM5BMFKguKDPpNUfw1idiut8UifLtT8748JdHc",
            "193maApeJWrz9GFwWCfa982ccLARVE9Y1WgKSJaUs7UAx",
            "16fZKYPCZJv2TP3FArA9FLUQceTS9U8xVnSjxFG9MBKyY");

    /** Address indexes of the devnet wallet from which miner addresses are taken where the well-known ones do not fit. */
    private static final int MINERS_FROM_INDEX = 1000;

    private Accounts() {}

    /** The accounts that the genesis funds, in its order. */
    public static List<FundedAccount> funded(TestnetSpec spec) {
        List<FundedAccount> accounts = new ArrayList<>();
        for (Allocation allocation : spec.genesis().allocations()) {
            if (allocation.wallet() != null) {
                List<String> addresses = addresses(allocation.wallet(), spec.groups());
                for (int group = 0; group < spec.groups(); group++) {
                    accounts.add(account(addresses.get(group), group, allocation));
                }
            } else if (allocation.address() != null) {
                int group = Address.parseAsset(allocation.address()).group(spec.groups());
                accounts.add(account(allocation.address(), group, allocation));
            }
        }
        return accounts;
    }

    /** Who is paid for blocks: one address per group. */
    public static List<String> rewards(TestnetSpec spec) {
        if (!spec.rewardAddresses().isEmpty()) {
            return spec.rewardAddresses();
        }
        return spec.groups() == USUAL_GROUPS ? DEVNET_MINERS : derived(spec.groups(), MINERS_FROM_INDEX);
    }

    /** The addresses of a well-known wallet, one per group. */
    public static List<String> addresses(WellKnownWallet wallet, int groups) {
        return switch (wallet) {
            case DEVNET -> groups == USUAL_GROUPS ? DEVNET_WALLET : derived(groups, 0);
        };
    }

    /** The devnet wallet's first address of each group, from an address index on. */
    static List<String> derived(int groups, int fromIndex) {
        Wallet wallet = Wallet.devnet();
        return IntStream.range(0, groups)
                .mapToObj(group -> Address.format(
                        wallet.keyOfGroup(group, groups, fromIndex).lockupScript()))
                .toList();
    }

    private static FundedAccount account(String address, int group, Allocation allocation) {
        Duration locked = GoDuration.parse(allocation.lockDuration());
        return new FundedAccount(
                address, group, Optional.ofNullable(allocation.wallet()), Amount.atto(allocation.amount()), locked);
    }
}
