package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.contracts.NotebookChain;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of two brokers, whose other broker is not there yet: what it answers itself and what it would send on. */
class ContractGroupsTest {
    private static final String SENT_ON = "The broker of group 1 is not known yet";

    @TempDir
    private Path home;

    @Test
    void sendsQuestionsAboutContractsToTheBrokerOfTheirGroup() {
        String own = contractOfGroup(2);
        String other = contractOfGroup(1);
        String hash = Hash.ZERO.hex();
        try (RunningRill rill = RunningRill.start(
                home, NotebookChain.settings() + "alephium.broker { broker-num = 2, broker-id = 0 }\n")) {
            for (String question :
                    new String[] {"state", "parent", "sub-contracts?start=0", "sub-contracts/current-count"}) {
                assertThat(rill.get("/contracts/" + other + "/" + question).body())
                        .contains(SENT_ON);
                assertThat(rill.get("/contracts/" + own + "/" + question).body())
                        .doesNotContain(SENT_ON);
            }
            for (String events :
                    new String[] {"/events/contract/" + other + "?start=0&", "/events/tx-id/" + hash + "?"}) {
                assertThat(rill.get(events).body())
                        .isEqualTo("{\"detail\":\"`group` parameter is required with multiple brokers\"}");
                assertThat(rill.get(events + "group=1").body()).contains(SENT_ON);
                assertThat(rill.get(events + "group=2").body()).doesNotContain(SENT_ON);
            }
            assertThat(rill.get("/addresses/" + other + "/group").body()).contains(SENT_ON);
            assertThat(rill.get("/addresses/" + other + "/balance").body()).contains("belongs to other groups");
        }
    }

    private static String contractOfGroup(int group) {
        return Address.format(new LockupScript.P2c(Hash.ZERO.withLastByte(group)));
    }
}
