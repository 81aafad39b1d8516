package dev.flowbed.rill.development;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.SubmitResult;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.tx.Destination;
import dev.flowbed.rill.tx.Sender;
import dev.flowbed.rill.tx.TransferRequest;
import dev.flowbed.rill.tx.TxBuildException;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gives any address what it needs, by transactions of a wallet with funds: every node accepts them. Thread-safe. */
public final class Funding {
    private final String mnemonic;
    private final Broker broker;
    private final TxBuilder builder;
    private final TxIntake intake;
    private final DevMiner miner;
    private List<PrivateKey> keys = List.of();

    /**
     * Funding by a wallet.
     *
     * @param mnemonic its words; keys are derived when they are used first
     */
    public Funding(String mnemonic, Broker broker, TxBuilder builder, TxIntake intake, DevMiner miner) {
        this.mnemonic = mnemonic;
        this.broker = broker;
        this.builder = builder;
        this.intake = intake;
        this.miner = miner;
    }

    /**
     * A transfer that was made.
     *
     * @param from the address that paid
     * @param blocks what was mined to confirm it; empty where it waits for miners, or was mined when it was submitted
     */
    public record Funded(UnsignedTransaction transaction, String from, ChainIndex chain, List<DevMiner.Mined> blocks) {}

    /**
     * Pays a destination: from the wallet's address in its group, or else another one of this broker.
     *
     * @param mine whether blocks that confirm it are mined at once; else it waits for miners
     * @throws RefusedException when no address of the wallet can pay, or the payment could not be mined
     */
    public synchronized Funded fund(Destination destination, boolean mine) {
        int home = destination.lockup().group(broker.groups());
        List<String> reasons = new ArrayList<>();
        for (PrivateKey key : payers(home)) {
            Optional<UnsignedTransaction> unsigned = build(key, destination, reasons);
            if (unsigned.isPresent()) {
                return submit(key, unsigned.get(), mine);
            }
        }
        throw new RefusedException("no address of the funding wallet can pay: " + String.join("; ", reasons)
                + " (flowbed.dev.wallet names the wallet, genesis allocations fund it)");
    }

    private List<PrivateKey> payers(int home) {
        if (keys.isEmpty()) {
            Wallet wallet = Wallet.of(mnemonic, "");
            keys = broker.ownGroups().stream()
                    .map(group -> wallet.keyOfGroup(group, broker.groups(), 0))
                    .toList();
        }
        return keys.stream()
                .sorted(Comparator.comparing(key -> key.lockupScript().group(broker.groups()) != home))
                .toList();
    }

    private Optional<UnsignedTransaction> build(PrivateKey key, Destination destination, List<String> reasons) {
        Sender sender = Sender.ofKey(key.publicKey());
        try {
            return Optional.of(builder.transfer(TransferRequest.of(sender, List.of(destination))));
        } catch (TxBuildException e) {
            reasons.add(key.address() + " has "
                    + Alph.format(builder.balance(sender.lockup(), true).alph()) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Funded submit(PrivateKey key, UnsignedTransaction unsigned, boolean mine) {
        TransactionTemplate signed = new TransactionTemplate(unsigned, List.of(key.sign(unsigned.id())), List.of());
        SubmitResult result = intake.submit(signed);
        if (!result.isAccepted()) {
            throw new RefusedException("the funding transaction is refused: " + result.message());
        }
        ChainIndex chain = unsigned.chainIndex(broker.groups());
        List<DevMiner.Mined> blocks = new ArrayList<>();
        if (mine && !intake.minesAtOnce()) {
            try {
                blocks.add(miner.mine(chain));
                if (!chain.isIntraGroup()) {
                    // the group's own chain takes the outgoing block in
                    blocks.add(miner.mine(new ChainIndex(chain.from(), chain.from())));
                }
            } catch (IllegalStateException e) {
                throw new RefusedException(
                        "the funding transaction " + unsigned.id().hex()
                                + " waits for a miner, since no block could be mined at once: " + e.getMessage());
            }
        }
        return new Funded(unsigned, key.address(), chain, blocks);
    }
}
