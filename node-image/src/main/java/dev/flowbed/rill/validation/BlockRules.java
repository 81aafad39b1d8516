package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.BlockFault.BLOCK_DOUBLE_SPENDING;
import static dev.flowbed.rill.validation.BlockFault.EMPTY_TRANSACTION_LIST;
import static dev.flowbed.rill.validation.BlockFault.EXIST_INVALID_TX;
import static dev.flowbed.rill.validation.BlockFault.INVALID_TXS_MERKLE_ROOT;
import static dev.flowbed.rill.validation.BlockFault.TOO_MANY_TRANSACTIONS;
import static dev.flowbed.rill.validation.BlockFault.TOO_MUCH_GAS_USED;
import static dev.flowbed.rill.validation.BlockFault.TX_GAS_PRICE_NON_DECREASING;
import static dev.flowbed.rill.validation.BlockFaultException.require;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.vm.EmittedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of blocks beyond their headers, since Danube (flow/.../BlockValidation.scala). */
public final class BlockRules {
    private final TransactionRules transactionRules;
    private final CoinbaseRules coinbaseRules;

    /**
     * @param network the rules of the network
     * @param transactionRules the rules of transactions
     */
    public BlockRules(NetworkSettings network, TransactionRules transactionRules) {
        this.transactionRules = transactionRules;
        this.coinbaseRules = new CoinbaseRules(network, transactionRules);
    }

    /** Checks the list of transactions by itself: number, gas prices, gas, Merkle root. */
    public void checkAlone(Block block) throws BlockFaultException {
        List<Transaction> transactions = block.transactions();
        require(!transactions.isEmpty(), EMPTY_TRANSACTION_LIST, "not even a coinbase");
        checkLimits(transactions);
        require(
                block.merkleRoot().equals(block.header().txsHash()),
                INVALID_TXS_MERKLE_ROOT,
                "expected " + block.merkleRoot() + ", found " + block.header().txsHash());
    }

    /** Checks number and gas of the transactions. */
    public void checkLimits(List<Transaction> transactions) throws BlockFaultException {
        require(
                transactions.size() <= Limits.MAX_TXS_PER_BLOCK,
                TOO_MANY_TRANSACTIONS,
                transactions.size() + " transactions, at most " + Limits.MAX_TXS_PER_BLOCK);
        U256 lastPrice = Alph.MAX;
        long gas = 0;
        for (Transaction transaction : transactions) {
            UnsignedTransaction unsigned = transaction.unsigned();
            require(
                    unsigned.gasPrice().compareTo(lastPrice) <= 0,
                    TX_GAS_PRICE_NON_DECREASING,
                    "transaction " + transaction.id() + " pays " + unsigned.gasPrice() + " after " + lastPrice);
            lastPrice = unsigned.gasPrice();
            gas += unsigned.gasAmount();
        }
        require(
                gas <= Limits.MAX_GAS_PER_BLOCK,
                TOO_MUCH_GAS_USED,
                "gas " + gas + ", at most " + Limits.MAX_GAS_PER_BLOCK);
    }

    /**
     * Checks the transactions of a block from an own group.
     *
     * @param chain the block's chain; a template's hash does not tell
     * @param view what can be spent before the block
     * @return what its scripts reported, in order
     */
    public List<EmittedEvent> checkTransactions(Block block, ChainIndex chain, GroupView view, FlowFacts flow)
            throws BlockFaultException {
        checkDoubleSpending(block);
        List<EmittedEvent> events = new ArrayList<>();
        Map<TxOutputRef, TxOutput.Asset> earlier = new HashMap<>();
        BlockFacts facts = BlockFacts.of(chain, block.header());
        List<Transaction> nonCoinbase = block.nonCoinbase();
        for (int index = 0; index < nonCoinbase.size(); index++) {
            Transaction transaction = nonCoinbase.get(index);
            TransactionContext context = new TransactionContext(
                    facts,
                    view,
                    earlier,
                    Optional.empty(),
                    index,
                    event -> events.add(new EmittedEvent(transaction.id(), event)));
            Optional<String> fault = transactionRules.fault(transaction, context);
            if (fault.isPresent()) {
                throw new InvalidTransactionException(transaction, fault.get());
            }
            if (chain.isIntraGroup()) {
                addOutputs(transaction.unsigned(), earlier);
            }
        }
        coinbaseRules.check(block, chain, view, flow);
        return events;
    }

    /** The transaction of a template as it goes into an intra-group block; empty when it cannot. */
    public Optional<Transaction> complete(TransactionTemplate template, TransactionContext context) {
        return transactionRules.complete(template, context);
    }

    private static void addOutputs(UnsignedTransaction unsigned, Map<TxOutputRef, TxOutput.Asset> outputs) {
        List<TxOutputRef> refs = unsigned.fixedOutputRefs();
        for (int i = 0; i < refs.size(); i++) {
            outputs.put(refs.get(i), unsigned.fixedOutputs().get(i));
        }
    }

    private static void checkDoubleSpending(Block block) throws BlockFaultException {
        Set<TxOutputRef> spent = new HashSet<>();
        for (Transaction transaction : block.nonCoinbase()) {
            for (TxInput input : transaction.unsigned().inputs()) {
                require(
                        spent.add(input.outputRef()),
                        BLOCK_DOUBLE_SPENDING,
                        "transaction " + transaction.id() + " spends an output again");
            }
        }
    }

    /** Says which transaction of a block is invalid. */
    public static final class InvalidTransactionException extends BlockFaultException {
        private static final long serialVersionUID = 1L;

        private final transient Transaction transaction;

        InvalidTransactionException(Transaction transaction, String fault) {
            super(EXIST_INVALID_TX, transaction.id() + " " + fault);
            this.transaction = transaction;
        }

        /** The transaction. */
        public Transaction transaction() {
            return transaction;
        }
    }
}
