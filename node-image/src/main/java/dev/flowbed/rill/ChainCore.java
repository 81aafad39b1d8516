package dev.flowbed.rill;

import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.mempool.MemPoolJournal;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.state.TrieWorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreException;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.TxValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Chains, state and waiting transactions of a node: all but what talks to others.
 *
 * @param store closed by {@link #close}
 */
record ChainCore(Store store, BlockFlow flow, MemPools pools, TxIntake intake) implements AutoCloseable {
    private static final long TRIE_CACHE_BYTES = 8L << 20;

    /** Opens what the node's folder holds; {@link StartFailure} when it cannot be used. */
    static ChainCore open(RillConfig config, Clock clock) {
        List<Block> genesis = GenesisBlocks.of(config.rules());
        Store store;
        try {
            Files.createDirectories(config.storage().dataFolder());
            store = Store.open(
                    config.storage().dataFolder(), BlockFlow.identity(config.rules(), config.broker(), genesis));
        } catch (StoreException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StartFailure("the folder " + config.storage().dataFolder() + " cannot be made: " + e);
        }
        try {
            return open(config, clock, genesis, store);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static ChainCore open(RillConfig config, Clock clock, List<Block> genesis, Store store) {
        TxValidator validator =
                new TxValidator(config.rules().networkId(), config.rules().groups());
        BlockFlow flow = BlockFlow.open(
                config.rules(),
                config.broker(),
                genesis,
                store,
                TrieWorldStates.of(store, TRIE_CACHE_BYTES),
                validator,
                config.storage().indexes(),
                clock);
        MemPoolJournal journal = MemPoolJournal.in(store);
        MemPools pools = new MemPools(config.broker(), config.mempool(), journal, clock);
        flow.setPendingTransactions(pools);
        flow.addListener(pools);
        TxIntake intake =
                new TxIntake(config.broker(), config.mempool(), pools, journal, validator, flow::groupView, clock);
        intake.setNextBlocks(chain -> new BlockFacts(
                chain,
                clock.millis(),
                flow.nextTarget(chain),
                Optional.of(flow.tip(chain).hash())));
        return new ChainCore(store, flow, pools, intake);
    }

    @Override
    public void close() {
        store.close();
    }
}
