package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;

/**
 * What one address gets; every token goes into an output of its own.
 *
 * @param amount in atto ALPH, the least that token outputs must carry included
 * @param lockTime milliseconds since 1970 before which it cannot be spent; zero for no lock
 * @param data what is attached to the outputs; mostly empty
 */
public record Destination(LockupScript.Asset lockup, U256 amount, List<TokenAmount> tokens, long lockTime, Bytes data) {
    public Destination {
        tokens = List.copyOf(tokens);
    }

    /** As a user asks for it: the amount is raised to what the token outputs need (app/.../ServerUtils.scala). */
    public static Destination requested(
            LockupScript.Asset lockup, U256 amount, List<TokenAmount> tokens, long lockTime, Bytes data) {
        return new Destination(lockup, U256.max(amount, Limits.DUST.times(tokens.size())), tokens, lockTime, data);
    }

    /** Plain ALPH. */
    public static Destination of(LockupScript.Asset lockup, U256 amount) {
        return new Destination(lockup, amount, List.of(), 0, Bytes.EMPTY);
    }

    /** Whether it has neither lock nor data, so that it can be merged with others of its address. */
    boolean isSimple() {
        return lockTime == 0 && data.isEmpty();
    }
}
