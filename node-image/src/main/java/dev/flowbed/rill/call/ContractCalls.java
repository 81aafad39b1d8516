package dev.flowbed.rill.call;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.vm.BlockEnv;
import dev.flowbed.rill.vm.ContractRunner;
import dev.flowbed.rill.vm.TxEnv;
import dev.flowbed.rill.vm.VmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls contracts and scripts on the state after a block and changes nothing (app/.../ServerUtils.scala, callContract). Thread-safe.
 * What cannot be done is a {@link CallException}.
 */
public final class ContractCalls {
    private final BlockFlow flow;
    private final InstantSource clock;

    /** @param clock what code sees as the time of its block */
    public ContractCalls(BlockFlow flow, InstantSource clock) {
        this.flow = flow;
        this.clock = clock;
    }

    /** One call. */
    public CallResult call(CallRequest request) {
        validate(request);
        return run(request);
    }

    private CallResult run(CallRequest request) {
        BlockHash block = request.block().orElseGet(() -> bestBlock(request.group()));
        WorldState world = flow.worldStateAfter(block)
                .orElseThrow(() -> CallException.failedInIo("no world state after block " + block.hex()));
        CallRun run = new CallRun(
                block,
                flow.header(block).orElseThrow().timestamp(),
                flow.indexes().events());
        Hash txId = request.txId().orElseGet(CallRun::randomHash);
        List<TxOutput.Asset> inputs = InputAsset.outputs(request.inputs());
        StagedWorldState state = world.fork();
        BlockEnv env = environment(request.group(), block);
        TxEnv tx = ContractRunner.callingTransaction(txId, inputs);
        ContractRunner.Returned returned;
        if (request.target() instanceof CallRequest.OfContract target) {
            ContractRunner.Call call = call(state, target);
            try {
                returned = ContractRunner.call(state, env, tx, inputs, call, run.sink());
            } catch (VmException e) {
                throw run.failure(e);
            }
        } else {
            Script script = Script.ofStateful(((CallRequest.OfScript) request.target()).script());
            try {
                returned = ContractRunner.call(state, env, tx, script, run.sink());
            } catch (VmException e) {
                throw CallException.failed("VM execution error: " + e.getMessage());
            }
        }
        List<ContractSnapshot> contracts = new ArrayList<>();
        for (Hash id : ofInterest(request)) {
            contracts.add(ContractSnapshot.of(state, id));
        }
        return run.result(txId, returned, contracts);
    }

    private static List<Hash> ofInterest(CallRequest request) {
        List<Hash> ids = new ArrayList<>(request.interested());
        if (request.target() instanceof CallRequest.OfContract target) {
            ids.add(target.contract().contractId());
        }
        return ids;
    }

    private static ContractRunner.Call call(WorldState state, CallRequest.OfContract target) {
        Hash id = target.contract().contractId();
        ContractState contract = state.contract(id).orElseThrow(() -> ContractSnapshot.missing(id));
        Method method = method(contract.code(), target.method());
        CallRun.requireArguments(target.arguments(), method);
        return new ContractRunner.Call(
                id, target.method(), method, target.arguments(), target.caller().map(LockupScript.P2c::contractId));
    }

    static Method method(ContractCode code, int index) {
        if (index < 0 || index >= code.methodCount()) {
            throw CallException.failed(
                    "VM execution error: Invalid method index " + index + ", method length: " + code.methodCount());
        }
        return code.method(index);
    }

    private BlockEnv environment(int group, BlockHash block) {
        return environment(flow, group, block, clock.millis());
    }

    /** The block that a call seems to be part of: of the least work, with a hash that is not its own. */
    static BlockEnv environment(BlockFlow flow, int group, BlockHash block, long timestamp) {
        return new BlockEnv(
                new ChainIndex(group, group),
                flow.broker().groups(),
                flow.network().networkId(),
                timestamp,
                flow.network().maxTarget().value(),
                Optional.of(block));
    }

    private BlockHash bestBlock(int group) {
        int groups = flow.broker().groups();
        return flow.bestDeps(new ChainIndex(group, group)).get(groups - 1 + group);
    }

    /** Checks group, address and block against each other. */
    private void validate(CallRequest request) {
        int group = request.group();
        int groups = flow.broker().groups();
        if (group < 0 || group >= groups) {
            throw CallException.badRequest("Invalid group " + group);
        }
        request.target().address().ifPresent(address -> {
            int own = groupOf(address, groups);
            if (own != group) {
                throw CallException.badRequest("Group mismatch: provided group is " + group + "; group for "
                        + Address.format(address) + " is " + own);
            }
        });
        ChainIndex chain = new ChainIndex(group, group);
        request.block().ifPresent(block -> {
            if (!flow.chainOf(block).equals(chain)) {
                throw CallException.badRequest("Invalid block hash " + block.hex());
            }
        });
        if (!flow.broker().serves(group)) {
            throw CallException.badRequest("This node belongs to other groups");
        }
    }

    private static int groupOf(LockupScript address, int groups) {
        try {
            return address.group(groups);
        } catch (FormatException e) {
            throw CallException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The answer to one of several calls. */
    public sealed interface Answer {
        /** It went well. */
        record Succeeded(CallResult result) implements Answer {}

        /** It did not. */
        record Failed(String error) implements Answer {}
    }

    /** Several calls on the same states, one answer each; fails as a whole only when a call makes no sense at all. */
    public List<Answer> call(List<CallRequest> requests) {
        Map<Integer, BlockHash> best = new HashMap<>();
        for (int group : flow.broker().ownGroups()) {
            best.put(group, bestBlock(group));
        }
        List<Answer> answers = new ArrayList<>();
        for (CallRequest request : requests) {
            validate(request);
            BlockHash block = best.get(request.group());
            answers.add(answer(request.block().isPresent() || block == null ? request : request.at(block)));
        }
        return answers;
    }

    /** One call whose failure is an answer too. */
    public Answer answer(CallRequest request) {
        try {
            return new Answer.Succeeded(call(request));
        } catch (CallException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        }
    }
}
