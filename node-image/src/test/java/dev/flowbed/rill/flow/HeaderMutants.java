package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Every field of a header changed, with the work done anew. */
final class HeaderMutants {
    private static final long FAR_FUTURE = 9_999_999_999_999L;

    private final BlockSmith smith;
    private final int groups;
    private final Function<BlockHash, BlockHeader> known;
    private final List<Block> genesis;
    private final List<Mutant> mutants = new ArrayList<>();
    private final Block block;
    private final ChainIndex chain;
    private final BlockSmith.Draft draft;

    private HeaderMutants(Block block, int groups, Function<BlockHash, BlockHeader> known, List<Block> genesis) {
        this.smith = new BlockSmith(groups);
        this.groups = groups;
        this.known = known;
        this.genesis = genesis;
        this.block = block;
        this.chain = block.chainIndex();
        this.draft = BlockSmith.Draft.of(block.header());
    }

    /** @param known the headers of all blocks that a block may name */
    static List<Mutant> of(Block block, int groups, Function<BlockHash, BlockHeader> known, List<Block> genesis) {
        HeaderMutants all = new HeaderMutants(block, groups, known, genesis);
        all.nonces();
        all.versions();
        all.deps();
        all.depsInNumber();
        all.hashes();
        all.timestamps();
        all.targets();
        return all.mutants;
    }

    private void add(String name, BlockHeader header) {
        mutants.add(Mutant.block(name, new Block(header, block.transactions())));
    }

    private void add(String name, BlockSmith.Draft changed) {
        add(name, smith.mined(changed, chain));
    }

    private void nonces() {
        add("nonce: another", draft);
        add("nonce: without work", smith.unmined(draft, chain));
        int other = (chain.to() + 1) % groups;
        add("nonce: of another chain of the group", smith.mined(draft, new ChainIndex(chain.from(), other)));
        int from = (chain.from() + 1) % groups;
        add("nonce: of a chain of another group", smith.mined(draft, new ChainIndex(from, chain.to())));
    }

    private void versions() {
        for (int version : new int[] {1, -1, 127}) {
            add("version: " + version, draft.version(version));
        }
    }

    private void deps() {
        for (int i = 0; i < draft.deps().size(); i++) {
            BlockHash dep = draft.deps().get(i);
            BlockHeader header = known.apply(dep);
            String name = "dependency " + i + ": ";
            if (!header.isGenesis()) {
                add(name + "its parent", draft.dep(i, header.parent()));
                add(name + "its genesis", draft.dep(i, genesis(ChainIndex.of(dep, groups))));
            }
            add(name + "unknown", draft.dep(i, unknown(dep)));
            add(name + "unknown, of another chain", draft.dep(i, BlockHash.of(flipped(dep.toArray(), 31))));
            if (i + 1 < draft.deps().size()) {
                List<BlockHash> swapped = new ArrayList<>(draft.deps());
                Collections.swap(swapped, i, i + 1);
                add(name + "swapped with the next", draft.deps(swapped));
            }
        }
        add("dependency towards itself: genesis everywhere", draft.deps(genesisDeps()));
    }

    private List<BlockHash> genesisDeps() {
        return draft.deps().stream()
                .map(dep -> genesis(ChainIndex.of(dep, groups)))
                .toList();
    }

    private BlockHash genesis(ChainIndex of) {
        return genesis.get(of.flat(groups)).hash();
    }

    /** A hash that nobody has, of the same chain. */
    private static BlockHash unknown(BlockHash hash) {
        return BlockHash.of(flipped(hash.toArray(), 0));
    }

    private void depsInNumber() {
        List<BlockHash> deps = draft.deps();
        add("dependencies: one less at the end", draft.deps(deps.subList(0, deps.size() - 1)));
        add("dependencies: one less at the start", draft.deps(deps.subList(1, deps.size())));
        add("dependencies: none", draft.deps(List.of()));
        List<BlockHash> more = new ArrayList<>(deps);
        more.add(deps.get(deps.size() - 1));
        add("dependencies: the last one twice", draft.deps(more));
        more.add(deps.get(0));
        add("dependencies: two more", draft.deps(more));
    }

    private void hashes() {
        add("state hash: zero", draft.state(Hash.ZERO));
        add("state hash: one bit", draft.state(Hash.of(flipped(draft.state().toArray(), 0))));
        BlockHeader parent = known.apply(block.header().parent());
        add("state hash: of the parent", draft.state(parent.depStateHash()));
        add("transactions' hash: zero", draft.txs(Hash.ZERO));
        add("transactions' hash: one bit", draft.txs(Hash.of(flipped(draft.txs().toArray(), 31))));
    }

    private void timestamps() {
        long parent = known.apply(block.header().parent()).timestamp();
        add("time: 1 ms later", draft.timestamp(draft.timestamp() + 1));
        add("time: 1 ms earlier", draft.timestamp(draft.timestamp() - 1));
        add("time: of the parent", draft.timestamp(parent));
        add("time: 1 ms before the parent", draft.timestamp(parent - 1));
        add("time: 1 ms after the parent", draft.timestamp(parent + 1));
        add("time: zero", draft.timestamp(0));
        add("time: before the launch", draft.timestamp(NetworkSettings.LAUNCH_TIMESTAMP - 1));
        add("time: at the launch", draft.timestamp(NetworkSettings.LAUNCH_TIMESTAMP));
        add("time: of genesis", draft.timestamp(BlockHeader.GENESIS_TIMESTAMP));
        add("time: far ahead", draft.timestamp(FAR_FUTURE));
    }

    private void targets() {
        BigInteger value = draft.target().value();
        add("target: harder", draft.target(Target.of(value.shiftRight(1))));
        add("target: a little harder", draft.target(new Target(draft.target().bits() - 1)));
        add("target: easier", draft.target(Target.of(value.shiftLeft(1))));
        add("target: the easiest", draft.target(Target.MAX));
        add("target: zero", smith.placed(draft.target(new Target(0)), chain));
    }

    static byte[] flipped(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }
}
