package dev.flowbed.alephium.recording;

import static dev.flowbed.alephium.recording.FormatsCheck.differs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.HardFork;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonDifference;
import dev.flowbed.alephium.json.JsonIn;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.CoinbaseData.GhostUncle;
import dev.flowbed.alephium.model.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a recorded block says by itself. */
final class BlockChecks {
    private static final String CONFLICTED = "conflictedTxs";

    private final NetworkSettings settings;
    private final Target maxTarget;

    BlockChecks(NetworkSettings settings) {
        this.settings = settings;
        this.maxTarget = settings.maxTarget();
    }

    /** Decodes and compares a block; throws at the first difference. */
    Block check(RecordedBlock recorded) {
        Bytes raw = bytes(recorded);
        Block block = decode(recorded, raw);
        checkHeader(recorded, block);
        checkDependencies(recorded, block.header());
        Hash root = block.merkleRoot();
        if (!root.equals(block.header().txsHash())) {
            throw differs(recorded, "Merkle root", block.header().txsHash(), root);
        }
        checkTransactionIds(recorded, block);
        checkJson(recorded, block);
        checkFromJson(recorded, raw);
        return block;
    }

    private static Bytes bytes(RecordedBlock recorded) {
        try {
            return Bytes.fromHex(recorded.raw());
        } catch (FormatException e) {
            throw differs(recorded, "raw", "a block in hexadecimal", e.getMessage());
        }
    }

    private static Block decode(RecordedBlock recorded, Bytes raw) {
        Block block;
        try {
            block = Block.decode(raw.unsafeArray());
        } catch (FormatException e) {
            throw differs(recorded, "raw", "a block", e.getMessage());
        }
        Bytes again = Bytes.wrap(block.encode());
        if (!again.equals(raw)) {
            throw differs(recorded, "bytes from offset " + firstDifference(raw, again), around(raw, again), "others");
        }
        return block;
    }

    private static int firstDifference(Bytes a, Bytes b) {
        int mismatch = Arrays.mismatch(a.unsafeArray(), b.unsafeArray());
        return Math.max(mismatch, 0);
    }

    private static String around(Bytes raw, Bytes again) {
        int from = firstDifference(raw, again);
        return raw.slice(Math.min(from, raw.length()), Math.min(from + 32, raw.length()))
                .hex();
    }

    private void checkHeader(RecordedBlock recorded, Block block) {
        BlockHeader header = block.header();
        if (!header.hash().hex().equals(recorded.hash())) {
            throw differs(recorded, "hash", recorded.hash(), header.hash());
        }
        if (header.groups() != settings.groups() || header.deps().size() % 2 == 0) {
            throw differs(
                    recorded,
                    "dependencies",
                    (2 * settings.groups() - 1) + " for " + settings.groups() + " groups",
                    header.deps().size());
        }
        if (!header.chainIndex().equals(recorded.chain())) {
            throw differs(recorded, "chain index", recorded.chain(), header.chainIndex());
        }
        boolean isGenesis = recorded.height() == 0;
        if (header.isGenesis() != isGenesis) {
            throw differs(
                    recorded, "timestamp", isGenesis ? "that of genesis" : "not that of genesis", header.timestamp());
        }
        if (!isGenesis && !header.hasWork()) {
            throw differs(recorded, "proof of work", "a hash not above " + header.target(), header.hash());
        }
        if (!isGenesis && header.target().compareTo(maxTarget) > 0) {
            throw differs(recorded, "target", "not above " + maxTarget, header.target());
        }
    }

    private void checkDependencies(RecordedBlock recorded, BlockHeader header) {
        if (header.isGenesis()) {
            return;
        }
        int groups = settings.groups();
        int own = header.chainIndex().from();
        for (int group = 0; group < groups; group++) {
            ChainIndex out = ChainIndex.of(header.outDep(group), groups);
            if (!out.equals(new ChainIndex(own, group))) {
                throw differs(recorded, "dependency on chain " + own + "->" + group, "of that chain", "of " + out);
            }
            ChainIndex in = ChainIndex.of(header.intraDep(group), groups);
            if (in.from() != group) {
                throw differs(recorded, "dependency on group " + group, "of that group", "of chain " + in);
            }
        }
    }

    private static void checkTransactionIds(RecordedBlock recorded, Block block) {
        JsonNode transactions = recorded.json().path("transactions");
        if (transactions.size() != block.transactions().size()) {
            throw differs(
                    recorded,
                    "transactions",
                    transactions.size(),
                    block.transactions().size());
        }
        for (int i = 0; i < transactions.size(); i++) {
            String expected = transactions.get(i).path("unsigned").path("txId").asText();
            Hash found = block.transactions().get(i).id();
            if (!expected.equals(found.hex())) {
                throw differs(recorded, "id of transaction " + i, expected, found);
            }
        }
    }

    private void checkJson(RecordedBlock recorded, Block block) {
        JsonNode expected = recorded.json();
        ObjectNode found;
        try {
            found = JsonOut.block(block, recorded.height(), uncles(block));
        } catch (FormatException e) {
            throw differs(recorded, "coinbase data", "that of a " + fork(block) + " block", e.getMessage());
        }
        if (expected.has(CONFLICTED)) {
            // which transactions lost to others is known to the node alone, not to the block
            found.set(CONFLICTED, expected.get(CONFLICTED));
        }
        Optional<JsonDifference> difference = JsonDifference.first(expected, found);
        if (difference.isPresent()) {
            JsonDifference first = difference.get();
            throw differs(recorded, "json " + first.path(), first.expected(), first.found());
        }
    }

    private static void checkFromJson(RecordedBlock recorded, Bytes raw) {
        Bytes again;
        try {
            again = Bytes.wrap(JsonIn.block(recorded.json()).encode());
        } catch (FormatException e) {
            throw differs(recorded, "json", "a block", e.getMessage());
        }
        if (!again.equals(raw)) {
            throw differs(
                    recorded,
                    "bytes of the block read from its json, from offset " + firstDifference(raw, again),
                    around(raw, again),
                    "others");
        }
    }

    private HardFork fork(Block block) {
        return settings.hardFork(block.header().timestamp());
    }

    private List<GhostUncle> uncles(Block block) {
        if (block.header().isGenesis()) {
            return List.of();
        }
        return switch (fork(block)) {
            case DANUBE -> CoinbaseData.of(block).uncles();
            case RHONE -> CoinbaseData.rhoneUncles(block);
            case LEMAN, MAINNET -> List.of();
        };
    }
}
