package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import java.util.Optional;

/**
 * The assets that a call may use (vm/MutBalanceState.scala).
 *
 * @param remaining what it has
 * @param approved what of it the next call gets
 */
record BalanceState(Balances remaining, Balances approved) {
    static BalanceState of(Balances balances) {
        return new BalanceState(balances, new Balances());
    }

    static BalanceState empty() {
        return of(new Balances());
    }

    void approveAlph(LockupScript from, U256 amount) {
        requireApproved(remaining.takeAlph(from, amount) && approved.addAlph(from, amount), from, Hash.ZERO, amount);
    }

    void approveToken(LockupScript from, Hash token, U256 amount) {
        boolean enough = remaining.takeToken(from, token, amount) && approved.addToken(from, token, amount);
        requireApproved(enough, from, token, amount);
    }

    void useAlph(LockupScript from, U256 amount) {
        requireApproved(remaining.takeAlph(from, amount), from, Hash.ZERO, amount);
    }

    void useToken(LockupScript from, Hash token, U256 amount) {
        requireApproved(remaining.takeToken(from, token, amount), from, token, amount);
    }

    private void requireApproved(boolean enough, LockupScript from, Hash token, U256 amount) {
        if (!enough) {
            throw new VmException(
                    VmFault.NOT_ENOUGH_APPROVED_BALANCE,
                    "Not enough approved balance for address " + Texts.address(from) + ", tokenId: "
                            + (token.isZero() ? "ALPH" : token.hex()) + ", expected: " + amount + ", got: "
                            + (token.isZero() ? alphRemaining(from) : tokenRemaining(from, token)));
        }
    }

    U256 alphRemaining(LockupScript owner) {
        Holding held = remaining.find(owner);
        return held == null ? U256.ZERO : held.alph();
    }

    U256 tokenRemaining(LockupScript owner, Hash token) {
        return Optional.ofNullable(remaining.find(owner))
                .flatMap(held -> held.token(token))
                .orElse(U256.ZERO);
    }

    BalanceState useApproved() {
        return of(approved.use());
    }
}
