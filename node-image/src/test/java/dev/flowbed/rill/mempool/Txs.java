package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Transactions of the devnet wallet's keys, one key a group. */
final class Txs {
    static final int GROUPS = 4;
    static final int NETWORK = 4;
    private static final List<PrivateKey> KEYS = IntStream.range(0, GROUPS)
            .mapToObj(group -> Wallet.devnet().keyOfGroup(group, GROUPS, 0))
            .toList();

    private Txs() {}

    static PrivateKey key(int group) {
        return KEYS.get(group);
    }

    static LockupScript.P2pkh lockup(int group) {
        return key(group).lockupScript();
    }

    /** An output that came out of nowhere. */
    static TxOutputRef origin(int group, int number) {
        return TxOutputRef.of(
                Hash.blake2b(new byte[] {(byte) number, (byte) (number >> 8)}), 0, output(group, Alph.ONE));
    }

    static TxOutput.Asset output(int group, U256 amount) {
        return TxOutput.Asset.of(amount, lockup(group));
    }

    /** Spends some outputs of a group, to one output of another; prices are in multiples of the least. */
    static TransactionTemplate tx(int from, int to, int price, List<TxOutputRef> spent) {
        return tx(from, List.of(output(to, Alph.ONE)), price, spent);
    }

    static TransactionTemplate tx(int from, List<TxOutput.Asset> outputs, int price, List<TxOutputRef> spent) {
        List<TxInput> inputs = new ArrayList<>();
        spent.forEach(ref -> inputs.add(new TxInput(
                ref,
                inputs.isEmpty() ? new UnlockScript.P2pkh(key(from).publicKey()) : new UnlockScript.SameAsPrevious())));
        UnsignedTransaction unsigned = new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                NETWORK,
                Optional.empty(),
                Limits.MIN_GAS,
                Limits.MIN_GAS_PRICE.times(price),
                inputs,
                outputs);
        return new TransactionTemplate(unsigned, List.of(key(from).sign(unsigned.id())), List.of());
    }

    /** The first output of a transaction. */
    static TxOutputRef made(TransactionTemplate tx) {
        return tx.unsigned().fixedOutputRefs().get(0);
    }

    static PendingTx pending(TransactionTemplate tx, long seenAt) {
        return new PendingTx(tx, tx.unsigned().chainIndex(GROUPS), seenAt);
    }
}
