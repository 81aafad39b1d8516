package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * A block's header (model/BlockHeader.scala, model/BlockDeps.scala). Of its 2G - 1 dependencies the first G - 1 are of the other
 * groups, in group order, the last G are the tips of all chains from its own group; the one towards its own target group is its
 * parent.
 */
public final class BlockHeader implements Encodable {
    /** The size of a nonce, in bytes. */
    public static final int NONCE_LENGTH = 24;
    /** The only version there is. */
    public static final int VERSION = 0;
    /** The time on genesis blocks, in milliseconds since 1970 (protocol/.../ALPH.scala). */
    public static final long GENESIS_TIMESTAMP = 1231006505000L;

    private final Bytes nonce;
    private final int version;
    private final List<BlockHash> deps;
    private final Hash depStateHash;
    private final Hash txsHash;
    private final long timestamp;
    private final Target target;
    private final BlockHash hash;

    /** Hashes the header. The nonce has 24 bytes, the timestamp is in milliseconds since 1970. */
    public BlockHeader(
            Bytes nonce,
            int version,
            List<BlockHash> deps,
            Hash depStateHash,
            Hash txsHash,
            long timestamp,
            Target target) {
        this.nonce = nonce;
        this.version = version;
        this.deps = List.copyOf(deps);
        this.depStateHash = depStateHash;
        this.txsHash = txsHash;
        this.timestamp = timestamp;
        this.target = target;
        this.hash = BlockHash.ofHeader(encodeFields());
    }

    public static BlockHeader read(ByteReader in) {
        return new BlockHeader(
                Bytes.wrap(in.raw(NONCE_LENGTH)),
                (byte) in.u8(),
                in.vector(BlockHash::read),
                Hash.read(in),
                Hash.read(in),
                in.timestamp(),
                Target.read(in));
    }

    private byte[] encodeFields() {
        ByteWriter out = new ByteWriter(128 + 32 * deps.size());
        write(out);
        return out.toByteArray();
    }

    @Override
    public void write(ByteWriter out) {
        out.raw(nonce);
        writeBlob(out);
    }

    /** Everything but the nonce: the header as miners get it. */
    public Bytes headerBlob() {
        ByteWriter out = new ByteWriter(104 + 32 * deps.size());
        writeBlob(out);
        return out.toBytes();
    }

    private void writeBlob(ByteWriter out) {
        out.u8(version).vector(deps);
        depStateHash.write(out);
        txsHash.write(out);
        out.timestamp(timestamp);
        target.write(out);
    }

    /** The same header with another nonce. */
    public BlockHeader withNonce(Bytes otherNonce) {
        return new BlockHeader(otherNonce, version, deps, depStateHash, txsHash, timestamp, target);
    }

    public BlockHash hash() {
        return hash;
    }

    /** How many groups there are, by the number of dependencies. */
    public int groups() {
        return (deps.size() + 1) / 2;
    }

    /** The chain that the hash puts this header on. */
    public ChainIndex chainIndex() {
        return ChainIndex.of(hash, groups());
    }

    /** True when the hash meets the header's own target. */
    public boolean hasWork() {
        return target.isMetBy(hash);
    }

    public boolean isGenesis() {
        return timestamp == GENESIS_TIMESTAMP;
    }

    /** The block before this one on its chain. */
    public BlockHash parent() {
        return outDep(chainIndex().to());
    }

    /** The dependencies on the other groups. */
    public List<BlockHash> inDeps() {
        return deps.subList(0, deps.size() / 2);
    }

    /** The dependencies on the chains from the own group, by target group. */
    public List<BlockHash> outDeps() {
        return deps.subList(deps.size() / 2, deps.size());
    }

    /** The dependency on the chain from the own group to another. */
    public BlockHash outDep(int toGroup) {
        return deps.get(deps.size() / 2 + toGroup);
    }

    /** The dependency on the chain within the own group. */
    public BlockHash intraDep() {
        return outDep(chainIndex().from());
    }

    /** The dependency that stands for a group: an in-dependency, or for the own group the chain within it. */
    public BlockHash intraDep(int group) {
        int own = chainIndex().from();
        return group == own ? outDep(group) : inDep(group, own);
    }

    /** The tip that this header gives a group: this very block for its own. */
    public BlockHash groupTip(int group) {
        int own = chainIndex().from();
        return group == own ? hash : inDep(group, own);
    }

    private BlockHash inDep(int group, int own) {
        return deps.get(group < own ? group : group - 1);
    }

    /** The tip that this header gives the chain from its own group to another: this very block for its own chain. */
    public BlockHash outTip(int toGroup) {
        return toGroup == chainIndex().to() ? hash : outDep(toGroup);
    }

    /** The tips that this header gives all chains from its own group. */
    public List<BlockHash> outTips() {
        List<BlockHash> tips = new ArrayList<>(outDeps());
        tips.set(chainIndex().to(), hash);
        return tips;
    }

    public Bytes nonce() {
        return nonce;
    }

    public int version() {
        return version;
    }

    public List<BlockHash> deps() {
        return deps;
    }

    public Hash depStateHash() {
        return depStateHash;
    }

    public Hash txsHash() {
        return txsHash;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    public Target target() {
        return target;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockHeader that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "BlockHeader " + hash;
    }
}
