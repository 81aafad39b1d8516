package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;
import java.util.Optional;

/**
 * A contract to be created by a transaction of one sender ({@code /contracts/unsigned-tx/deploy-contract}).
 *
 * @param alph what it holds at first; atto ALPH, the least deposit unless given
 * @param tokens what it holds at first
 * @param issued how many tokens of its own it issues
 * @param issuedTo who gets them; empty for the contract
 * @param targetBlock what funding by other groups builds on; empty for the newest
 */
public record DeployRequest(
        Sender from,
        InitialContract contract,
        Optional<U256> alph,
        List<TokenAmount> tokens,
        Optional<U256> issued,
        Optional<LockupScript.Asset> issuedTo,
        GasChoice gas,
        Optional<BlockHash> targetBlock) {
    public DeployRequest {
        tokens = List.copyOf(tokens);
    }
}
