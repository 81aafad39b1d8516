package dev.flowbed.rill.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.rest.TxStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Random payments between owners who pay by way of one clique each. While branches change, the official node lets an owner spend what he
 * has spent already (its mempool and its view of accounts do not follow the same blocks): then one of the two payments is lost, or has no
 * effect. rill does not.
 */
final class PaymentTraffic {
    private final Payments payments;
    private final Random random = new Random(7);
    private final Map<TestClique, List<PrivateKey>> wallets = new LinkedHashMap<>();
    private final List<Payment> sent = new ArrayList<>();
    private final Map<TxOutputRef, Payment> makers = new HashMap<>();
    private final Map<TxOutputRef, List<Payment>> spenders = new HashMap<>();
    private final Set<Payment> inBlocks = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Payment> lost = Collections.newSetFromMap(new IdentityHashMap<>());
    private final TestClique[] cliques;

    PaymentTraffic(Payments payments, TestClique... cliques) {
        this.payments = payments;
        this.cliques = cliques;
    }

    /** New owners who pay by way of a clique, some for each group. */
    void fund(int perGroup, TestClique by) {
        wallets.put(by, payments.fundedKeys(perGroup, by, cliques));
    }

    /** A small payment by way of each clique, unless the payer's ALPH are all on their way. */
    void pay() {
        wallets.forEach((by, keys) -> {
            PrivateKey from = keys.get(random.nextInt(keys.size()));
            PrivateKey to = keys.get(random.nextInt(keys.size()));
            try {
                sent(payments.send(from, to, "0.25", by));
            } catch (RestException e) {
                if (!String.valueOf(e.getMessage()).contains("Not enough")) {
                    throw e;
                }
            }
        });
    }

    private void sent(Payment payment) {
        sent.add(payment);
        payment.outputs().forEach(output -> makers.put(output, payment));
        payment.inputs()
                .forEach(input ->
                        spenders.computeIfAbsent(input, of -> new ArrayList<>()).add(payment));
    }

    /** Waits until every payment is in a block at all cliques; those by way of the official node may be lost against another one. */
    void awaitSettled() {
        for (Payment payment : sent) {
            try {
                await(payment + " settled")
                        .atMost(Payments.CONFIRMATION)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> isInBlocks(payment) || isLost(payment));
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(account(payment), e);
            }
        }
    }

    private boolean isInBlocks(Payment payment) {
        if (inBlocks.contains(payment)) {
            return true;
        }
        for (TestClique clique : cliques) {
            if (Payments.fate(status(payment, clique)).isEmpty()) {
                return false;
            }
        }
        inBlocks.add(payment);
        return true;
    }

    private boolean isLost(Payment payment) {
        if (lost.contains(payment)) {
            return true;
        }
        if (!payment.by().isOfficial() || inBlocks.contains(payment)) {
            return false;
        }
        boolean found =
                rivals(payment).anyMatch(this::isInBlocks) || origins(payment).anyMatch(this::isLost);
        if (found) {
            lost.add(payment);
        }
        return found;
    }

    private Stream<Payment> rivals(Payment payment) {
        return payment.inputs().stream()
                .flatMap(input -> spenders.getOrDefault(input, List.of()).stream())
                .filter(other -> other != payment);
    }

    private Stream<Payment> origins(Payment payment) {
        return payment.inputs().stream().map(makers::get).filter(Objects::nonNull);
    }

    private static TxStatus status(Payment payment, TestClique clique) {
        return Payments.status(payment.submitted(), clique);
    }

    /** Where a payment is, and whatever else has to do with what it spends. */
    private String account(Payment payment) {
        StringBuilder account = new StringBuilder("not settled: " + line(payment));
        rivals(payment).forEach(other -> account.append("\n  spends the same: ").append(line(other)));
        origins(payment)
                .forEach(other -> account.append("\n  makes what it spends: ").append(line(other)));
        return account.toString();
    }

    private String line(Payment payment) {
        StringBuilder line = new StringBuilder(payment.toString());
        for (TestClique clique : cliques) {
            line.append("; at the ").append(clique).append(": ").append(status(payment, clique));
        }
        return line.toString();
    }

    /** Every payment has the same fate everywhere; by way of rill it has effect. Gives how many by way of others had none. */
    int assertSameFates() {
        assertThat(wallets.keySet()).allSatisfy(by -> assertThat(sent).anyMatch(payment -> payment.by() == by));
        int withoutEffect = 0;
        for (Payment payment : sent) {
            TxStatus first = status(payment, cliques[0]);
            for (TestClique clique : cliques) {
                assertThat(Payments.fate(status(payment, clique)))
                        .as("%s at the %s", payment, clique)
                        .isEqualTo(Payments.fate(first));
            }
            boolean confirmed = first instanceof TxStatus.Confirmed;
            assertThat(confirmed || payment.by().isOfficial())
                    .as(() -> account(payment))
                    .isTrue();
            withoutEffect += confirmed ? 0 : 1;
        }
        return withoutEffect;
    }

    List<List<PrivateKey>> wallets() {
        return List.copyOf(wallets.values());
    }

    int size() {
        return sent.size();
    }
}
