package dev.flowbed.rill.call;

import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.rill.index.EventLog;
import dev.flowbed.rill.vm.ContractRunner;
import dev.flowbed.rill.vm.Event;
import dev.flowbed.rill.vm.VmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** One run of code, and what was reported while it ran. */
final class CallRun {
    private final BlockHash block;
    private final long timestamp;
    private final EventLog log;
    private final List<Event> events = new ArrayList<>();

    /**
     * @param block what events name as their block
     * @param timestamp what events name as their time, milliseconds since 1970
     * @param log says which events count: what a node does not keep it does not report of calls either
     */
    CallRun(BlockHash block, long timestamp, EventLog log) {
        this.block = block;
        this.timestamp = timestamp;
        this.log = log;
    }

    /** Where code reports to. */
    List<Event> sink() {
        return events;
    }

    /** Forgets what was reported, since it is run again. */
    void restart() {
        events.clear();
    }

    List<CallEvent> events() {
        return CallEvent.of(events, block, timestamp, log);
    }

    /** The failure of the run as the API tells it: texts for debugging come first. */
    CallException failure(VmException e) {
        return e.fault().isOfState()
                ? CallException.failedInIo(String.valueOf(e.getMessage()))
                : failure("VM execution error: " + e.getMessage());
    }

    CallException failure(String message) {
        return CallException.failed(DebugMessage.lines(DebugMessage.of(events())) + message);
    }

    CallResult result(Hash txId, ContractRunner.Returned returned, List<ContractSnapshot> contracts) {
        List<CallEvent> all = events();
        return new CallResult(
                txId,
                returned.values(),
                Limits.MAX_GAS_PER_TX - returned.outcome().gasRemaining(),
                contracts,
                returned.outcome().contractSpent(),
                returned.outcome().generatedOutputs(),
                all.stream().filter(event -> event.index() != CallEvent.DEBUG).toList(),
                DebugMessage.of(all));
    }

    static void requireArguments(List<Val> arguments, Method method) {
        if (arguments.size() != method.arguments()) {
            throw CallException.failed(
                    "The number of parameters is different from the number specified by the target method");
        }
    }

    static Hash randomHash() {
        byte[] bytes = new byte[Hash.LENGTH];
        new SecureRandom().nextBytes(bytes);
        return Hash.of(bytes);
    }
}
