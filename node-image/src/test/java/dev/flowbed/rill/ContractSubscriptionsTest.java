package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.rill.contracts.NotebookChain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions to contracts: what the official node answered and told is what this one answers and tells. */
class ContractSubscriptionsTest {
    /** How many transactions the official node had before the client came: those that deploy. */
    private static final int DEPLOYMENTS = 4;

    @TempDir
    private Path home;

    @Test
    void tellsOfEventsAsTheOfficialNode() {
        List<String> requests = sent("> ");
        List<String> messages = sent("< ");
        List<Transaction> transactions = NotebookChain.transactions();
        try (RunningRill rill =
                RunningRill.start(home, NotebookChain.settings() + "alephium.mempool.auto-mine-for-dev = true\n")) {
            await().until(() ->
                    rill.get("/infos/self-clique").json().get("synced").asBoolean());
            transactions.subList(0, DEPLOYMENTS).forEach(transaction -> submit(rill, transaction));
            SocketClient client = new SocketClient(rill, "/ws");
            for (int i = 0; i < requests.size(); i++) {
                assertThat(client.ask(requests.get(i))).as(requests.get(i)).isEqualTo(messages.get(i));
            }
            transactions.subList(DEPLOYMENTS, transactions.size()).forEach(transaction -> submit(rill, transaction));
            List<String> notifications = messages.subList(requests.size(), messages.size());
            assertThat(notifications).hasSizeGreaterThan(10);
            for (String notification : notifications) {
                assertThat(withoutBlock(client.next())).isEqualTo(withoutBlock(notification));
            }
            client.close();
        }
    }

    private static List<String> sent(String by) {
        return NotebookChain.webSocket().stream()
                .filter(line -> line.startsWith(by))
                .map(line -> line.substring(by.length()))
                .toList();
    }

    /** The blocks are other ones: the same transactions were mined again. */
    private static String withoutBlock(String notification) {
        return notification
                .replaceFirst("\"blockHash\":\"[0-9a-f]{64}\"", "\"blockHash\":\"\"")
                .replaceFirst("\"timestamp\":[0-9]+", "\"timestamp\":0");
    }

    private static void submit(RunningRill rill, Transaction transaction) {
        RunningRill.Answer answer = rill.post(
                "/transactions/submit",
                "{\"unsignedTx\":\""
                        + Bytes.wrap(transaction.unsigned().encode()).hex() + "\",\"signature\":\""
                        + transaction.inputSignatures().get(0).bytes().hex() + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        await().until(() -> rill.get(
                        "/transactions/status?txId=" + transaction.id().hex())
                .body()
                .contains("Confirmed"));
    }
}
