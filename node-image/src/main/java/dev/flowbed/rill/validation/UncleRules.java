package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.BlockFault.DUPLICATE_GHOST_UNCLE_SINCE_DANUBE;
import static dev.flowbed.rill.validation.BlockFault.GHOST_UNCLES_ALREADY_USED;
import static dev.flowbed.rill.validation.BlockFault.GHOST_UNCLE_DOES_NOT_EXIST;
import static dev.flowbed.rill.validation.BlockFault.GHOST_UNCLE_HASH_CONFLICT_WITH_PARENT_HASH;
import static dev.flowbed.rill.validation.BlockFault.INVALID_GHOST_UNCLE_DEPS;
import static dev.flowbed.rill.validation.BlockFault.INVALID_GHOST_UNCLE_MINER;
import static dev.flowbed.rill.validation.BlockFault.INVALID_GHOST_UNCLE_SIZE;
import static dev.flowbed.rill.validation.BlockFault.NOT_GHOST_UNCLES_FOR_THE_BLOCK;
import static dev.flowbed.rill.validation.BlockFault.UNSORTED_GHOST_UNCLES;
import static dev.flowbed.rill.validation.BlockFaultException.require;

import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of the uncles that a block names since Danube (flow/.../BlockValidation.scala). */
final class UncleRules {

    /** Checks the uncles and returns how many heights below the block each one is. */
    List<Integer> check(Block block, ChainIndex chain, List<CoinbaseData.GhostUncle> uncles, FlowFacts flow)
            throws BlockFaultException {
        if (uncles.isEmpty()) {
            return List.of();
        }
        require(uncles.size() <= CoinbaseRewards.MAX_UNCLES, INVALID_GHOST_UNCLE_SIZE, uncles.size() + " uncles");
        checkOrder(uncles);
        List<Block> blocks = blocks(uncles, flow);
        checkMiners(uncles, blocks);
        BlockHash parent = block.header().outDep(chain.to());
        FlowFacts.UncleHistory history = flow.uncleHistory(parent);
        for (Block uncle : blocks) {
            checkPlace(uncle, parent, history, flow);
        }
        if (blocks.size() == 2) {
            checkDistinct(blocks.get(1), blocks.get(0).header());
        }
        List<Integer> heightsBack = new ArrayList<>();
        for (Block uncle : blocks) {
            require(
                    flow.isExtending(block.header().deps(), uncle.header().deps()),
                    INVALID_GHOST_UNCLE_DEPS,
                    "uncle " + uncle.hash());
            heightsBack.add(flow.height(parent) + 1 - flow.height(uncle.hash()));
        }
        return heightsBack;
    }

    private static void checkOrder(List<CoinbaseData.GhostUncle> uncles) throws BlockFaultException {
        for (int i = 1; i < uncles.size(); i++) {
            require(
                    uncles.get(i).hash().compareTo(uncles.get(i - 1).hash()) > 0,
                    UNSORTED_GHOST_UNCLES,
                    "uncle " + uncles.get(i).hash());
        }
    }

    // of any chain, as the official node has it: the rules on ancestors refuse those of another one
    private static List<Block> blocks(List<CoinbaseData.GhostUncle> uncles, FlowFacts flow) throws BlockFaultException {
        List<Block> blocks = new ArrayList<>();
        for (CoinbaseData.GhostUncle uncle : uncles) {
            blocks.add(flow.block(uncle.hash())
                    .orElseThrow(() -> new BlockFaultException(GHOST_UNCLE_DOES_NOT_EXIST, "uncle " + uncle.hash())));
        }
        return blocks;
    }

    private static void checkMiners(List<CoinbaseData.GhostUncle> uncles, List<Block> blocks)
            throws BlockFaultException {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean isMiner =
                    minerOf(block).filter(uncles.get(i).miner()::equals).isPresent();
            require(isMiner, INVALID_GHOST_UNCLE_MINER, "uncle " + block.hash() + " was mined by another");
        }
    }

    /** Who was paid first; nobody in a genesis block without allocations. */
    private static Optional<LockupScript.Asset> minerOf(Block block) {
        return block.transactions().isEmpty()
                ? Optional.empty()
                : block.coinbase().unsigned().fixedOutputs().stream()
                        .findFirst()
                        .map(TxOutput.Asset::lockupScript);
    }

    private static void checkPlace(Block uncle, BlockHash parent, FlowFacts.UncleHistory history, FlowFacts flow)
            throws BlockFaultException {
        List<BlockHash> ancestors = history.ancestors();
        BlockHash hash = uncle.hash();
        require(
                !hash.equals(parent) && !ancestors.contains(hash),
                NOT_GHOST_UNCLES_FOR_THE_BLOCK,
                "uncle " + hash + " is an ancestor");
        int fork = ancestors.indexOf(uncle.header().parent());
        require(fork >= 0, GHOST_UNCLE_HASH_CONFLICT_WITH_PARENT_HASH, "uncle " + hash + " forks off elsewhere");
        require(!history.used().contains(hash), GHOST_UNCLES_ALREADY_USED, "uncle " + hash);
        checkDistinct(uncle, flow.header(fork == 0 ? parent : ancestors.get(fork - 1)));
        for (BlockHash used : history.used()) {
            checkDistinct(uncle, flow.header(used));
        }
    }

    private static void checkDistinct(Block uncle, BlockHeader other) throws BlockFaultException {
        require(
                !isOfSameTemplate(uncle.header(), other),
                DUPLICATE_GHOST_UNCLE_SINCE_DANUBE,
                "uncle " + uncle.hash() + " is of the same template as " + other.hash());
    }

    /** Whether two blocks differ in nonce alone, or as good as that. */
    static boolean isOfSameTemplate(BlockHeader one, BlockHeader other) {
        return one.deps().equals(other.deps()) && one.txsHash().equals(other.txsHash());
    }
}
