package dev.flowbed.rill.official;

import static dev.flowbed.alephium.rest.RestClient.await;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.Submitted;
import dev.flowbed.alephium.rest.TxStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Transfers of ALPH by way of one clique, looked for at all. */
final class Payments {
    static final Duration CONFIRMATION = Duration.ofMinutes(2);

    private final SecureRandom keys = new SecureRandom();

    /** Has a clique move some ALPH. */
    Submitted pay(PrivateKey from, PrivateKey to, String alph, TestClique by) {
        return send(from, to, alph, by).submitted();
    }

    /** The same, with what was sent. */
    Payment send(PrivateKey from, PrivateKey to, String alph, TestClique by) {
        if (!by.isOfficial()) {
            return buildAndSubmit(from, to, alph, by);
        }
        // it says this when its own parts have no answer within 5 s
        return await("a payment built and taken")
                .atMost(CONFIRMATION)
                .ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("Internal server error"))
                .until(() -> buildAndSubmit(from, to, alph, by), payment -> true);
    }

    private static Payment buildAndSubmit(PrivateKey from, PrivateKey to, String alph, TestClique by) {
        NodeClient node = by.client().of(from.lockupScript());
        UnsignedTransaction unsigned =
                await(node.buildTransfer(from.publicKey(), to.lockupScript(), Alph.parse(alph + " ALPH")));
        return new Payment(by, await(node.submit(unsigned, from.sign(unsigned.id()))), unsigned);
    }

    /** A new key of a group. */
    PrivateKey newKey(int group) {
        return PrivateKey.generate(keys, group, MixedNetwork.GROUPS);
    }

    /** Waits until all cliques have a transaction in a block; gives the seconds it took. */
    double awaitConfirmed(Submitted transaction, TestClique... cliques) {
        long start = System.nanoTime();
        for (TestClique clique : cliques) {
            await(transaction.txId() + " in a block at the " + clique)
                    .atMost(CONFIRMATION)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> status(transaction, clique) instanceof TxStatus.Confirmed);
        }
        return MixedNetwork.secondsSince(start);
    }

    /** In which block a transaction is, and whether with effect; empty while it is in none. */
    static String fate(TxStatus status) {
        if (status instanceof TxStatus.Confirmed confirmed) {
            return "confirmed by " + confirmed.block();
        } else if (status instanceof TxStatus.Conflicted conflicted) {
            return "without effect in " + conflicted.block();
        }
        return "";
    }

    static TxStatus status(Submitted transaction, TestClique clique) {
        return await(clique.client().of(transaction.chain()).txStatus(transaction.txId(), transaction.chain()));
    }

    /** New keys, some for each group, that own 100 ALPH each. */
    List<PrivateKey> fundedKeys(int perGroup, TestClique by, TestClique... all) {
        List<PrivateKey> funded = new ArrayList<>();
        for (int i = 0; i < perGroup; i++) {
            List<Submitted> payments = new ArrayList<>();
            for (int group = 0; group < MixedNetwork.GROUPS; group++) {
                PrivateKey key = newKey(group);
                payments.add(pay(MixedNetwork.funded(group), key, "100", by));
                funded.add(key);
            }
            payments.forEach(payment -> awaitConfirmed(payment, all));
        }
        return funded;
    }
}
