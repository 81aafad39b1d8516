package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.WorldState;

/**
 * A contract and what it holds in some state.
 *
 * @param codeHash what its code is called: that of the original when a test made a method public
 */
public record ContractSnapshot(Hash id, Hash codeHash, ContractState state, TxOutput.Contract assets) {
    /** A contract as it stands in a world state; fails when it is not there. */
    static ContractSnapshot of(WorldState world, Hash id) {
        ContractState state = world.contract(id).orElseThrow(() -> missing(id));
        if (world.output(state.outputRef()).orElse(null) instanceof TxOutput.Contract assets) {
            return new ContractSnapshot(id, state.code().hash(), state, assets);
        }
        throw CallException.failedInIo("no assets of contract " + Address.format(new LockupScript.P2c(id)));
    }

    /** In the official node's words, which programs look for. */
    static CallException missing(Hash id) {
        return CallException.failedInIo("org.alephium.io.IOError$KeyNotFound: org.alephium.util.AppException: "
                + "Key ContractId(hex\"" + id.hex() + "\") not found in CachedKV.get");
    }

    ContractSnapshot named(Hash other) {
        return new ContractSnapshot(id, other, state, assets);
    }
}
