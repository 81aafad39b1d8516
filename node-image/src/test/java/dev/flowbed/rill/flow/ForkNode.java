package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.mempool.MemPoolJournal;
import dev.flowbed.rill.mempool.MemPoolSettings;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.SubmitResult;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.TxValidator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node with a mempool, without its network: blocks are told to it by hand. */
final class ForkNode implements AutoCloseable {
    private final TestNode node;
    private final TestChainMiner miner;
    private final int groups;
    private final int number;
    private final MemPools pools;
    private final TxIntake intake;

    /** @param number whose rewards this node's blocks earn */
    ForkNode(NetworkSettings network, Path folder, TestChainMiner miner, int number) {
        this.groups = network.groups();
        this.miner = miner;
        this.number = number;
        Broker alone = new Broker(groups, 1, 0);
        this.node = TestNode.open(network, alone, folder, miner.clock());
        this.pools = new MemPools(alone, MemPoolSettings.DEFAULT, MemPoolJournal.NONE, miner.clock());
        flow().setPendingTransactions(pools);
        flow().addListener(pools);
        this.intake = new TxIntake(
                alone,
                MemPoolSettings.DEFAULT,
                pools,
                MemPoolJournal.NONE,
                new TxValidator(network.networkId(), groups),
                flow()::groupView,
                miner.clock());
        intake.setNextBlocks(chain -> new BlockFacts(chain, miner.clock().millis(), Target.MAX, Optional.empty()));
    }

    BlockFlow flow() {
        return node.flow();
    }

    void submit(TransactionTemplate transaction) {
        assertThat(intake.submit(transaction)).isInstanceOf(SubmitResult.Added.class);
    }

    /** Hears of a transaction as if from a peer; what becomes of it is this node's own affair. */
    void hear(TransactionTemplate transaction) {
        intake.receive(transaction);
    }

    /** What an own group can spend, with what waits on top of the blocks. */
    GroupView spendable(int group) {
        return pools.view(flow().groupView(group), group);
    }

    /** Whether a transaction waits for a block. */
    boolean waits(Hash id) {
        return pools.get(id).isPresent();
    }

    /** Throws out what cannot go into a block any more. */
    void clean() {
        miner.advance(MemPoolSettings.DEFAULT.cleanEvery() + 1);
        intake.clean();
    }

    Block mine(ChainIndex chain) {
        miner.advance(20);
        Block block = miner.mine(flow().template(chain, TestChainMiner.miner(number, chain.to(), groups)));
        assertThat(flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        return block;
    }

    List<Block> mine(ChainIndex chain, int count) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(mine(chain));
        }
        return blocks;
    }

    /** One block of every chain within a group, then again: what was sent between groups has arrived everywhere. */
    List<Block> settle() {
        List<Block> blocks = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int group = 0; group < groups; group++) {
                blocks.add(mine(new ChainIndex(group, group)));
            }
        }
        return blocks;
    }

    void hear(List<Block> blocks) {
        blocks.forEach(block -> assertThat(flow().add(block, BlockSource.peer("other")))
                .as("block %s", block.hash())
                .isInstanceOfAny(AddResult.Added.class, AddResult.AlreadyKnown.class));
    }

    List<AssetUtxo> owned(LockupScript.Asset owner) {
        return flow().groupView(owner.group(groups)).assets(owner, Integer.MAX_VALUE);
    }

    U256 balance(LockupScript.Asset owner) {
        return owned(owner).stream().map(utxo -> utxo.output().amount()).reduce(U256.ZERO, U256::plus);
    }

    @Override
    public void close() {
        node.close();
    }
}
