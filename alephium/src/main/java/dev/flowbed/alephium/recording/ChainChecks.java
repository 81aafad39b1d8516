package dev.flowbed.alephium.recording;

import static dev.flowbed.alephium.recording.FormatsCheck.differs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.recording.FormatsCheck.DifferenceFound;
import dev.flowbed.alephium.recording.FormatsReport.Difference;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Follows the chains of a recording and counts what it compares. */
final class ChainChecks implements Recording.Visitor {
    private final NetworkSettings settings;
    private final Predicate<ChainIndex> held;
    private final BlockChecks blockChecks;
    private final Set<ChainIndex> chains = new TreeSet<>();

    private Set<BlockHash> parents = new HashSet<>();
    private Set<BlockHash> siblings = new HashSet<>();
    private int height = -1;

    private int blocks;
    private int uncles;
    private int transactions;
    private int inputs;
    private int outputs;
    private int scripts;
    private int addresses;
    private long bytes;

    /** The chains that the recorded broker held whole must all be there. */
    ChainChecks(NetworkSettings settings, Predicate<ChainIndex> held) {
        this.settings = settings;
        this.held = held;
        this.blockChecks = new BlockChecks(settings);
    }

    @Override
    public void block(RecordedBlock recorded) {
        if (!recorded.chain().isWithin(settings.groups())) {
            throw differs(recorded.chain(), "groups", "chains of " + settings.groups() + " groups", recorded.chain());
        }
        moveTo(recorded);
        Block block = blockChecks.check(recorded);
        if (recorded.height() == 0) {
            checkGenesis(recorded, block);
        } else if (!parents.contains(block.header().parent())) {
            throw differs(
                    recorded,
                    "parent",
                    "one of height " + (recorded.height() - 1) + ": " + parents,
                    block.header().parent());
        }
        siblings.add(block.hash());
        count(recorded, block);
    }

    private void moveTo(RecordedBlock recorded) {
        if (recorded.height() == height) {
            return;
        }
        if (recorded.height() != height + 1) {
            throw differs(recorded.chain(), "height " + (height + 1), "a block", "none");
        }
        parents = siblings;
        siblings = new HashSet<>();
        height = recorded.height();
    }

    private void checkGenesis(RecordedBlock recorded, Block block) {
        Block genesis = GenesisBlocks.of(settings, recorded.chain());
        if (!genesis.hash().equals(block.hash())) {
            throw differs(recorded, "genesis hash from the configuration", recorded.hash(), genesis.hash());
        }
        if (!genesis.equals(block)) {
            throw differs(recorded, "genesis block from the configuration", recorded.raw(), genesis);
        }
        if (recorded.position() > 0) {
            throw differs(recorded.chain(), "genesis blocks", "1", recorded.position() + 1);
        }
    }

    private void count(RecordedBlock recorded, Block block) {
        blocks++;
        uncles += recorded.position() > 0 ? 1 : 0;
        bytes += recorded.raw().length() / 2;
        transactions += block.transactions().size();
        for (Transaction transaction : block.transactions()) {
            inputs += transaction.inputRefs().size();
            outputs += transaction.outputs().size();
            scripts += transaction.unsigned().script().isPresent() ? 1 : 0;
        }
    }

    @Override
    public void chainEnd(ChainIndex chain, int heights) {
        if (heights != height + 1 || heights == 0) {
            throw differs(chain, "heights", "blocks at each of " + heights, "none at height " + (height + 1));
        }
        if (!chains.add(chain)) {
            throw differs(chain, "chain", "once", "twice");
        }
        height = -1;
        parents = new HashSet<>();
        siblings = new HashSet<>();
    }

    @Override
    public void balance(String address, JsonNode balance) {
        try {
            LockupScript script = Address.parse(address);
            compare(address, "address", address, Address.format(script));
            int group = script.group(settings.groups());
            if (group >= settings.groups()) {
                compare(address, "group", "below " + settings.groups(), Integer.toString(group));
            }
            JsonFields fields = JsonFields.of(balance, address);
            for (String field : new String[] {"balance", "lockedBalance"}) {
                if (fields.has(field) && fields.has(field + "Hint")) {
                    String hint = Alph.hint(fields.parse(field, U256::parse));
                    compare(address, field + "Hint", fields.text(field + "Hint"), hint);
                }
            }
        } catch (FormatException e) {
            compare(address, "balance", "what the REST API shows", e.getMessage());
        }
        addresses++;
    }

    private static void compare(String address, String field, String expected, String found) {
        if (!expected.equals(found)) {
            throw new DifferenceFound(new Difference("balance of " + address, field, expected, found));
        }
    }

    /** A chain of which the recording says nothing. */
    Optional<Difference> missingChain() {
        return settings.chainIndexes().stream()
                .filter(chain -> held.test(chain) && !chains.contains(chain))
                .findFirst()
                .map(chain -> new Difference("chain " + chain, "chain", "recorded", "not recorded"));
    }

    FormatsReport report(Optional<Difference> difference) {
        return new FormatsReport(
                settings.networkId(),
                settings.groups(),
                chains.size(),
                blocks,
                uncles,
                transactions,
                inputs,
                outputs,
                scripts,
                addresses,
                bytes,
                difference);
    }
}
