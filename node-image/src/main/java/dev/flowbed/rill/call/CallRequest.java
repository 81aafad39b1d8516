package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import java.util.List;
import java.util.Optional;

/**
 * A call on the state of a block.
 *
 * @param group the group whose state it sees
 * @param block the intra-group block whose state it sees; empty for the best
 * @param txId the transaction that it seems to be part of; empty for any
 * @param target what is called
 * @param interested contracts whose state is asked for too
 * @param inputs outputs that it seems to spend
 */
public record CallRequest(
        int group,
        Optional<BlockHash> block,
        Optional<Hash> txId,
        Target target,
        List<Hash> interested,
        List<InputAsset> inputs) {
    public CallRequest {
        interested = List.copyOf(interested);
        inputs = List.copyOf(inputs);
    }

    /** What is called. */
    public sealed interface Target {
        /** The address that must be of the call's group, if there is one. */
        Optional<LockupScript> address();
    }

    /**
     * A contract's method.
     *
     * @param caller the contract that calls it; empty for a script
     */
    public record OfContract(
            LockupScript.P2c contract, Optional<LockupScript.P2c> caller, int method, List<Val> arguments)
            implements Target {
        public OfContract {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Optional<LockupScript> address() {
            return Optional.of(contract);
        }
    }

    /**
     * A script.
     *
     * @param caller whose group must be the call's; empty for anybody
     */
    public record OfScript(ScriptCode script, Optional<LockupScript.Asset> caller) implements Target {
        @Override
        public Optional<LockupScript> address() {
            return caller.map(address -> address);
        }
    }

    /** The same on the state of a block. */
    CallRequest at(BlockHash other) {
        return new CallRequest(group, Optional.of(other), txId, target, interested, inputs);
    }
}
