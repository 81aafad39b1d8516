package dev.flowbed.rill.call;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.vm.BlockEnv;
import dev.flowbed.rill.vm.ContractRunner;
import dev.flowbed.rill.vm.TxEnv;
import dev.flowbed.rill.vm.VmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests contracts in states made up for them, on top of genesis (app/.../ServerUtils.scala, runTestContract). Thread-safe. What cannot
 * be done is a {@link CallException}.
 */
public final class ContractTests {
    private static final int RETRIES = 3;
    /** A contract that no test has: a state must keep one when a test destroys its own. */
    private static final Hash NOBODY = Hash.fromHex("ff".repeat(Hash.LENGTH));

    private final BlockFlow flow;

    public ContractTests(BlockFlow flow) {
        this.flow = flow;
    }

    /**
     * What a test came to.
     *
     * @param codeHash of the contract's code after the test
     */
    public record Tested(Hash codeHash, CallResult result) {}

    /** Runs a test. */
    public Tested run(TestRequest request) {
        int groups = flow.broker().groups();
        ContractCode original = request.contract().code();
        int index = request.method();
        if (index < 0 || index >= original.methodCount()) {
            throw CallException.badRequest("Invalid method index " + index);
        }
        if (request.group() < 0 || request.group() >= groups) {
            throw CallException.badRequest("Invalid group index");
        }
        TestRequest.Contract tested = request.contract().with(withPublic(original, index));
        CallRun.requireArguments(request.arguments(), tested.code().method(index));
        return new Attempts(request, tested).run();
    }

    private static ContractCode withPublic(ContractCode code, int index) {
        if (code.method(index).isPublic()) {
            return code;
        }
        List<Method> methods = new ArrayList<>();
        for (int i = 0; i < code.methodCount(); i++) {
            Method method = code.method(i);
            methods.add(i == index ? method.asPublic() : method);
        }
        return ContractCode.of(code.fields(), methods);
    }

    private WorldState genesisState(int group) {
        int served = flow.broker().serves(group)
                ? group
                : flow.broker().ownGroups().iterator().next();
        ChainIndex chain = new ChainIndex(served, served);
        return flow.worldStateAfter(flow.hashes(chain, 0).get(0)).orElseThrow();
    }

    /** One test, run again with more ALPH while that is all it lacks. */
    private final class Attempts {
        private final TestRequest request;
        private final TestRequest.Contract tested;
        private final List<TxOutput.Asset> inputs;
        private final CallRun run;
        private StagedWorldState state;
        private U256 dust;

        Attempts(TestRequest request, TestRequest.Contract tested) {
            this.request = request;
            this.tested = tested;
            this.inputs = InputAsset.outputs(request.inputs());
            this.run = new CallRun(
                    request.block(), request.timestamp(), flow.indexes().events());
            this.dust = request.dust();
            this.state = initialState();
        }

        Tested run() {
            boolean findsDust = request.dust().isZero();
            for (int retries = findsDust ? RETRIES : 0; ; retries--) {
                try {
                    return result(ContractRunner.call(state, block(), transaction(), inputs, call(), run.sink()));
                } catch (VmException e) {
                    if (e.missing().isZero() || !findsDust) {
                        throw run.failure(e);
                    } else if (retries == 0) {
                        throw run.failure("Test failed due to insufficient funds to cover the dust amount. "
                                + "We tried increasing the dust amount to " + Alph.pretty(dust)
                                + ", but at least " + Alph.pretty(e.missing())
                                + " is still required. Please figure out the exact dust amount needed and specify it"
                                + " using the dustAmount parameter.");
                    }
                    dust = dust.plus(e.missing());
                    run.restart();
                    state = initialState();
                }
            }
        }

        private StagedWorldState initialState() {
            StagedWorldState fresh = genesisState(request.group()).fork();
            create(fresh, new TestRequest.Contract(NOBODY, tested.code(), List.of(), List.of(), U256.ONE, List.of()));
            request.existing().forEach(contract -> create(fresh, contract));
            create(fresh, tested);
            return fresh;
        }

        private static void create(StagedWorldState state, TestRequest.Contract contract) {
            ContractRunner.create(
                    state,
                    contract.id(),
                    contract.code(),
                    contract.immutableFields(),
                    contract.mutableFields(),
                    new TxOutput.Contract(contract.alph(), new LockupScript.P2c(contract.id()), contract.tokens()));
        }

        private BlockEnv block() {
            return ContractCalls.environment(flow, request.group(), request.block(), request.timestamp());
        }

        /** The caller's ALPH for least amounts is an output of its own, which nobody approved. */
        private TxEnv transaction() {
            List<TxOutput.Asset> spent = new ArrayList<>(inputs);
            if (!inputs.isEmpty() && !dust.isZero()) {
                TxOutput.Asset first = inputs.get(0);
                spent.add(new TxOutput.Asset(dust, first.lockupScript(), first.lockTime(), List.of(), first.data()));
            }
            return ContractRunner.callingTransaction(request.txId(), spent);
        }

        private ContractRunner.Call call() {
            return new ContractRunner.Call(
                    tested.id(),
                    request.method(),
                    tested.code().method(request.method()),
                    request.arguments(),
                    request.caller());
        }

        private Tested result(ContractRunner.Returned returned) {
            List<Hash> created = subjects(CallEvent.CREATION);
            List<Hash> destroyed = subjects(CallEvent.DESTRUCTION);
            List<ContractSnapshot> contracts = new ArrayList<>();
            created.forEach(id -> contracts.add(ContractSnapshot.of(state, id)));
            request.existing().stream()
                    .filter(contract -> !destroyed.contains(contract.id()))
                    .forEach(contract -> contracts.add(ContractSnapshot.of(state, contract.id())));
            Hash codeHash = tested.code().hash();
            if (!destroyed.contains(tested.id())) {
                ContractSnapshot after = ContractSnapshot.of(state, tested.id());
                // code that a test made public goes by its own name
                codeHash = after.codeHash().equals(tested.code().hash())
                        ? request.contract().code().hash()
                        : after.codeHash();
                contracts.add(after.named(codeHash));
            }
            return new Tested(codeHash, run.result(Hash.ZERO, returned, contracts));
        }

        private List<Hash> subjects(int kind) {
            return run.events().stream()
                    .filter(event -> event.index() == kind)
                    .map(event -> event.subject()
                            .orElseThrow(() -> CallException.failed("invalid "
                                    + (kind == CallEvent.CREATION ? "create" : "destroy") + " contract event "
                                    + event)))
                    .toList();
        }
    }
}
