package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Recorded blocks that name an uncle, made to name others, with the coinbase that would be right for them. */
final class UncleMutants {
    private final BlockSmith smith;
    private final int groups;
    private final CoinbaseBuilder coinbases;
    private final BlockFlow flow;
    private final Block block;
    private final ChainIndex chain;
    private final int height;
    private final Block uncle;
    private final List<Mutant> mutants = new ArrayList<>();

    private UncleMutants(Block block, NetworkSettings network, BlockFlow flow) {
        this.groups = network.groups();
        this.smith = new BlockSmith(groups);
        this.coinbases = new CoinbaseBuilder(network);
        this.flow = flow;
        this.block = block;
        this.chain = block.chainIndex();
        this.height = flow.height(block.hash()).orElseThrow();
        BlockHash named = CoinbaseData.of(block).uncles().get(0).hash();
        this.uncle = flow.block(named).orElseThrow();
    }

    /** @param flow one that holds the whole recording */
    static List<Mutant> of(Block block, NetworkSettings network, BlockFlow flow) {
        UncleMutants all = new UncleMutants(block, network, flow);
        all.others();
        all.number();
        all.miner();
        all.later();
        all.olderDeps();
        return all.mutants;
    }

    /** A block of the uncle's template with another nonce, and one of the main chain's block beside it, which must be added before. */
    static List<Block> twins(Block block, BlockFlow flow) {
        BlockHash named = CoinbaseData.of(block).uncles().get(0).hash();
        Block uncle = flow.block(named).orElseThrow();
        return List.of(twin(uncle), twin(beside(uncle, flow)));
    }

    private static Block twin(Block block) {
        BlockSmith smith = new BlockSmith(block.header().groups());
        BlockHeader header = smith.mined(BlockSmith.Draft.of(block.header()), block.chainIndex());
        return new Block(header, block.transactions());
    }

    private static Block beside(Block uncle, BlockFlow flow) {
        int height = flow.height(uncle.hash()).orElseThrow();
        BlockHash main = flow.hashes(uncle.chainIndex(), height).get(0);
        return flow.block(main).orElseThrow();
    }

    private void others() {
        Block parent = block(block.header().parent());
        naming("the parent", parent);
        naming("the parent's parent", block(parent.header().parent()));
        naming("genesis", flow.genesis().get(chain.flat(groups)));
        naming("a block of another chain", block(block.header().deps().get(0)));
        Block twin = twin(uncle);
        naming("another of the uncle's template", twin);
        naming("another of the main chain's template", twin(beside(uncle, flow)));
        naming("two of one template", uncle, twin);
        naming("the uncle and its own parent", uncle, block(uncle.header().parent()));
        List<CoinbaseData.GhostUncle> unknown =
                List.of(new CoinbaseData.GhostUncle(BlockHash.of(new byte[32]), minerOf(uncle)));
        add("uncles: one that nobody has", block, unknown, List.of(1));
    }

    private void number() {
        naming("none");
        Block twin = twin(uncle);
        Block parent = block(block.header().parent());
        naming("three", uncle, twin, parent);
        CoinbaseData.GhostUncle one = named(uncle);
        add("uncles: the same twice", block, List.of(one, one), List.of(1, 1));
        List<Block> sorted = sorted(uncle, twin);
        add(
                "uncles: two in the other order",
                block,
                List.of(named(sorted.get(1)), named(sorted.get(0))),
                List.of(back(sorted.get(1)), back(sorted.get(0))));
    }

    private void miner() {
        LockupScript.Asset thief = TestChainMiner.miner(206, chain.to(), groups);
        add(
                "uncles: of another miner",
                block,
                List.of(new CoinbaseData.GhostUncle(uncle.hash(), thief)),
                List.of(back(uncle)));
        add("uncles: a height nearer than it is", block, List.of(named(uncle)), List.of(back(uncle) + 1));
    }

    /** Later blocks that name the same uncle: the next one, and one that is too far away. */
    private void later() {
        for (int distance : new int[] {1, 2, 6, 7, 8}) {
            List<BlockHash> hashes = flow.hashes(chain, height + distance);
            if (!hashes.isEmpty()) {
                Block later = block(hashes.get(0));
                int back = height + distance - flow.height(uncle.hash()).orElseThrow();
                add(
                        "uncles: named again, " + distance + " later",
                        later,
                        List.of(named(uncle)),
                        List.of(Math.min(back, 7)));
            }
        }
    }

    /** A block that depends on older blocks than its uncle does. */
    private void olderDeps() {
        for (int i = 0; i < block.header().deps().size(); i++) {
            if (i != groups - 1 + chain.to() && i != groups - 1 + chain.from()) {
                older(i).ifPresent(mutants::add);
            }
        }
    }

    private Optional<Mutant> older(int place) {
        BlockHeader dep = flow.header(uncle.header().deps().get(place)).orElseThrow();
        if (dep.isGenesis()) {
            return Optional.empty();
        }
        BlockHeader intra = flow.header(block.header().intraDep()).orElseThrow();
        if (intra.isGenesis() || !chain.isIntraGroup() && place >= groups - 1) {
            return Optional.empty();
        }
        // the block's state must not have been made with anything newer
        int known = flow.height(intra.deps().get(place)).orElseThrow();
        if (known > flow.height(dep.parent()).orElseThrow()) {
            return Optional.empty();
        }
        BlockSmith.Draft draft = BlockSmith.Draft.of(block.header()).dep(place, dep.parent());
        Block changed = new Block(smith.placed(draft, chain), block.transactions());
        return Optional.of(Mutant.body("uncles: newer than dependency " + place, changed));
    }

    private void naming(String name, Block... uncles) {
        List<Block> sorted = sorted(uncles);
        add(
                "uncles: " + name,
                block,
                sorted.stream().map(UncleMutants::named).toList(),
                sorted.stream().map(this::back).toList());
    }

    private static List<Block> sorted(Block... blocks) {
        List<Block> sorted = new ArrayList<>(List.of(blocks));
        sorted.sort(Comparator.comparing(Block::hash));
        return sorted;
    }

    private void add(String name, Block changed, List<CoinbaseData.GhostUncle> uncles, List<Integer> heightsBack) {
        List<UncleSelection.Uncle> rewarded = new ArrayList<>();
        for (int i = 0; i < uncles.size(); i++) {
            rewarded.add(
                    new UncleSelection.Uncle(uncles.get(i).hash(), uncles.get(i).miner(), heightsBack.get(i)));
        }
        Transaction coinbase = coinbases.build(
                chain,
                changed.header().target(),
                changed.header().timestamp(),
                changed.coinbase().unsigned().fixedOutputs().get(0).lockupScript(),
                rewarded);
        mutants.add(Mutant.body(name, smith.with(changed, changed.transactions().size() - 1, coinbase)));
    }

    private static CoinbaseData.GhostUncle named(Block block) {
        return new CoinbaseData.GhostUncle(block.hash(), minerOf(block));
    }

    private static LockupScript.Asset minerOf(Block block) {
        return block.transactions().isEmpty()
                        || block.coinbase().unsigned().fixedOutputs().isEmpty()
                ? TestChainMiner.miner(207, 0, 4)
                : block.coinbase().unsigned().fixedOutputs().get(0).lockupScript();
    }

    private int back(Block other) {
        int back = height - flow.height(other.hash()).orElse(height - 1);
        return Math.max(1, Math.min(7, back));
    }

    private Block block(BlockHash hash) {
        return flow.block(hash).orElseThrow();
    }
}
