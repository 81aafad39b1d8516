package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.script.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The well-known accounts are where they are said to be. */
class AccountsTest {

    @Test
    void theDevnetWalletIsWhatItsMnemonicGives() {
        assertThat(Accounts.derived(4, 0)).isEqualTo(Accounts.DEVNET_WALLET);
    }

    @Test
    void wellKnownMinerAddressesAreInGroupOrder() {
        assertInGroupOrder(Accounts.DEVNET_MINERS, 4);
    }

    @Test
    void otherNumbersOfGroupsHaveAddressesInGroupOrderToo() {
        for (int groups : List.of(1, 3, 8)) {
            assertInGroupOrder(Accounts.derived(groups, 0), groups);
        }
    }

    private static void assertInGroupOrder(List<String> addresses, int groups) {
        assertThat(addresses).hasSize(groups);
        for (int group = 0; group < groups; group++) {
            assertThat(Address.parseAsset(addresses.get(group)).group(groups)).isEqualTo(group);
        }
    }
}
