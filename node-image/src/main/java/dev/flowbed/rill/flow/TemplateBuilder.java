package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.BlockFaultException;
import dev.flowbed.rill.validation.BlockRules;
import dev.flowbed.rill.validation.TransactionContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes templates of next blocks (flow/.../FlowUtils.scala), which pass the rules that blocks have to pass. */
final class TemplateBuilder {
    /** Clocks of miners may differ: a dependency that is newer than now by no more than this moves the template's time. */
    private static final long TOLERATED_SKEW_MILLIS = 5_000;

    private static final int MAX_DISCARDS = 32;

    private final NetworkSettings network;
    private final FlowGraph graph;
    private final GroupViews views;
    private final StateUpdates updates;
    private final UncleSelection uncleSelection;
    private final CoinbaseBuilder coinbaseBuilder;
    private final FlowKnowledge facts;
    private final BlockRules rules;
    private final InstantSource clock;

    TemplateBuilder(
            NetworkSettings network,
            FlowGraph graph,
            GroupViews views,
            StateUpdates updates,
            UncleSelection uncleSelection,
            FlowKnowledge facts,
            BlockRules rules,
            InstantSource clock) {
        this.network = network;
        this.graph = graph;
        this.views = views;
        this.updates = updates;
        this.uncleSelection = uncleSelection;
        this.coinbaseBuilder = new CoinbaseBuilder(network);
        this.facts = facts;
        this.rules = rules;
        this.clock = clock;
    }

    BlockTemplate build(
            ChainIndex chain, List<BlockHash> bestDeps, LockupScript.Asset miner, PendingTransactions pending) {
        if (miner.group(network.groups()) != chain.to()) {
            throw new IllegalArgumentException("the miner of chain " + chain + " must be of group " + chain.to()
                    + ", found an address of group " + miner.group(network.groups()));
        }
        long timestamp = timestamp(chain, bestDeps);
        List<BlockHash> deps = oldEnough(chain, bestDeps, timestamp);
        Target target = facts.nextTarget(chain, deps, timestamp);
        FlowNode parent = graph.node(FlowTips.of(chain.from(), deps).outTips().get(chain.to()));
        Frame frame = new Frame(chain, deps, target, timestamp, parent.height() + 1, miner);
        GroupView view = view(chain, deps);
        List<UncleSelection.Uncle> uncles = uncleSelection.select(parent.hash(), deps, facts);
        List<TransactionTemplate> candidates =
                affordable(chain, pending.candidates(chain, Limits.MAX_TXS_PER_BLOCK - 1));
        for (int discards = 0; discards < MAX_DISCARDS; discards++) {
            List<Transaction> transactions = spendable(candidates, frame, fresh(chain, view));
            BlockTemplate template = template(frame, transactions, uncles);
            try {
                check(template, fresh(chain, view));
                return template;
            } catch (BlockRules.InvalidTransactionException e) {
                TransactionTemplate invalid = e.transaction().toTemplate();
                pending.discard(invalid, e.detail());
                candidates = candidates.stream()
                        .filter(candidate -> !candidate.id().equals(invalid.id()))
                        .toList();
            } catch (BlockFaultException e) {
                throw new IllegalStateException(
                        "the template of chain " + chain + " breaks the rule " + e.fault() + ": " + e.detail(), e);
            }
        }
        return template(frame, List.of(), uncles);
    }

    /** What is the same in every attempt at one template. */
    private record Frame(
            ChainIndex chain,
            List<BlockHash> deps,
            Target target,
            long timestamp,
            int height,
            LockupScript.Asset miner) {}

    private BlockTemplate template(Frame frame, List<Transaction> transactions, List<UncleSelection.Uncle> uncles) {
        List<Transaction> all = new ArrayList<>(transactions);
        all.add(coinbaseBuilder.build(frame.chain(), frame.target(), frame.timestamp(), frame.miner(), uncles));
        FlowTips tips = FlowTips.of(frame.chain().from(), frame.deps());
        Hash state = facts.stateHash(tips.outTips().get(frame.chain().from()));
        return new BlockTemplate(
                frame.chain(),
                frame.deps(),
                state,
                Block.merkleRoot(all),
                frame.target(),
                frame.timestamp(),
                List.copyOf(all),
                frame.height());
    }

    private void check(BlockTemplate template, GroupView view) throws BlockFaultException {
        rules.checkLimits(template.transactions());
        Block block = template.block(Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH]));
        rules.checkTransactions(block, template.chain(), view, facts);
    }

    private long timestamp(ChainIndex chain, List<BlockHash> deps) {
        long now = clock.millis();
        FlowTips tips = FlowTips.of(chain.from(), deps);
        long timestamp =
                Math.max(now, graph.node(tips.outTips().get(chain.to())).timestamp() + 1);
        if (network.danube().uncleGapMillis() == 0) {
            for (BlockHash dep : deps) {
                long newest = graph.node(dep).timestamp();
                if (newest <= now + TOLERATED_SKEW_MILLIS) {
                    timestamp = Math.max(timestamp, newest);
                }
            }
        }
        return timestamp;
    }

    /** The dependencies, those of other chains taken back until they are as old as the rules want them. */
    private List<BlockHash> oldEnough(ChainIndex chain, List<BlockHash> deps, long timestamp) {
        long newest = timestamp - network.danube().uncleGapMillis();
        int parentIndex = graph.groups() - 1 + chain.to();
        List<BlockHash> older = new ArrayList<>(deps.size());
        for (int i = 0; i < deps.size(); i++) {
            FlowNode node = graph.node(deps.get(i));
            while (i != parentIndex && node.timestamp() > newest) {
                node = graph.node(node.parent());
            }
            older.add(node.hash());
        }
        return List.copyOf(older);
    }

    private GroupView view(ChainIndex chain, List<BlockHash> deps) {
        if (!chain.isIntraGroup()) {
            return views.atDeps(deps, chain.from());
        }
        FlowTips tips = FlowTips.of(chain.from(), deps);
        StagedWorldState state = views.stage(tips.outTips().get(chain.from()));
        updates.takeInPending(state, deps, chain.from());
        return new StateView(state);
    }

    /** The view for one attempt, since scripts change the world state of an intra-group block's. */
    private static GroupView fresh(ChainIndex chain, GroupView view) {
        return chain.isIntraGroup() ? new StateView(view.worldState().fork()) : view;
    }

    /** As many candidates as there is gas for. Scripts run on chains within a group only. */
    private static List<TransactionTemplate> affordable(ChainIndex chain, List<TransactionTemplate> candidates) {
        List<TransactionTemplate> affordable = new ArrayList<>();
        long gas = Limits.MIN_GAS;
        for (TransactionTemplate candidate : candidates) {
            gas += candidate.unsigned().gasAmount();
            if (gas > Limits.MAX_GAS_PER_BLOCK) {
                break;
            }
            if (chain.isIntraGroup() || candidate.unsigned().script().isEmpty()) {
                affordable.add(candidate);
            }
        }
        return affordable;
    }

    /** The candidates that can be in one block together, as they are when their scripts have run. */
    private List<Transaction> spendable(List<TransactionTemplate> candidates, Frame frame, GroupView view) {
        List<Transaction> spendable = new ArrayList<>();
        Set<TxOutputRef> spent = new HashSet<>();
        Map<TxOutputRef, TxOutput.Asset> made = new HashMap<>();
        BlockFacts block = new BlockFacts(frame.chain(), frame.timestamp(), frame.target(), Optional.empty());
        for (TransactionTemplate candidate : candidates) {
            List<TxOutputRef> inputs = candidate.unsigned().inputs().stream()
                    .map(TxInput::outputRef)
                    .toList();
            boolean possible = inputs.stream()
                    .allMatch(input -> !spent.contains(input)
                            && (made.containsKey(input) || view.output(input).isPresent()));
            if (possible) {
                Optional<Transaction> complete = complete(candidate, block, view, made, spendable.size());
                if (complete.isPresent()) {
                    spent.addAll(inputs);
                    if (frame.chain().isIntraGroup()) {
                        addOutputs(candidate.unsigned(), made);
                    }
                    spendable.add(complete.get());
                }
            }
        }
        return spendable;
    }

    private Optional<Transaction> complete(
            TransactionTemplate candidate,
            BlockFacts block,
            GroupView view,
            Map<TxOutputRef, TxOutput.Asset> earlier,
            int index) {
        if (candidate.unsigned().script().isEmpty()) {
            return Optional.of(candidate.toTransaction());
        }
        return rules.complete(candidate, new TransactionContext(block, view, earlier, Optional.empty(), index));
    }

    private static void addOutputs(UnsignedTransaction unsigned, Map<TxOutputRef, TxOutput.Asset> outputs) {
        List<TxOutputRef> refs = unsigned.fixedOutputRefs();
        for (int i = 0; i < refs.size(); i++) {
            outputs.put(refs.get(i), unsigned.fixedOutputs().get(i));
        }
    }
}
