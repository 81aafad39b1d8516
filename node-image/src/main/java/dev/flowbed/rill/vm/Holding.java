package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ALPH and tokens of one address, as code moves them (vm/MutBalancesPerLockup.scala). Methods that may not fit say false. */
final class Holding {
    private final Map<Hash, U256> tokens;
    private final int depth;
    private U256 alph;

    private Holding(U256 alph, Map<Hash, U256> tokens, int depth) {
        this.alph = alph;
        this.tokens = tokens;
        this.depth = depth;
    }

    static Holding empty() {
        return new Holding(U256.ZERO, new HashMap<>(), 0);
    }

    static Holding of(TxOutput output) {
        Map<Hash, U256> tokens = new HashMap<>();
        for (TokenAmount token : output.tokens()) {
            tokens.put(token.tokenId(), token.amount());
        }
        return new Holding(output.amount(), tokens, 0);
    }

    /** The same one call deeper; this one must not be used any more. */
    Holding deeper() {
        return new Holding(alph, tokens, depth + 1);
    }

    /** Through how many calls it was approved. */
    int depth() {
        return depth;
    }

    U256 alph() {
        return alph;
    }

    Optional<U256> token(Hash id) {
        return Optional.ofNullable(tokens.get(id));
    }

    boolean addAlph(U256 amount) {
        Optional<U256> sum = alph.tryPlus(amount);
        sum.ifPresent(value -> alph = value);
        return sum.isPresent();
    }

    boolean takeAlph(U256 amount) {
        Optional<U256> rest = alph.tryMinus(amount);
        rest.ifPresent(value -> alph = value);
        return rest.isPresent();
    }

    boolean addToken(Hash id, U256 amount) {
        Optional<U256> sum = tokens.getOrDefault(id, U256.ZERO).tryPlus(amount);
        sum.ifPresent(value -> tokens.put(id, value));
        return sum.isPresent();
    }

    boolean takeToken(Hash id, U256 amount) {
        Optional<U256> rest = token(id).flatMap(held -> held.tryMinus(amount));
        rest.ifPresent(value -> tokens.put(id, value));
        return rest.isPresent();
    }

    boolean add(Holding other) {
        if (!addAlph(other.alph)) {
            return false;
        }
        for (Map.Entry<Hash, U256> token : List.copyOf(other.tokens.entrySet())) {
            if (!addToken(token.getKey(), token.getValue())) {
                return false;
            }
        }
        return true;
    }

    boolean take(Holding other) {
        if (!takeAlph(other.alph)) {
            return false;
        }
        for (Map.Entry<Hash, U256> token : List.copyOf(other.tokens.entrySet())) {
            if (!takeToken(token.getKey(), token.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The tokens that are there, ordered by id. */
    List<TokenAmount> tokens() {
        return tokens.entrySet().stream()
                .filter(token -> !token.getValue().isZero())
                .sorted(Map.Entry.comparingByKey())
                .map(token -> new TokenAmount(token.getKey(), token.getValue()))
                .toList();
    }

    /** The outputs that hold all this. */
    List<TxOutput> outputs(LockupScript owner, long lockTime) {
        List<TokenAmount> held = tokens();
        if (alph.isZero()) {
            if (held.isEmpty()) {
                return List.of();
            }
            throw invalid(owner, held.size());
        }
        if (owner instanceof LockupScript.P2c contract) {
            return List.of(contractOutput(contract, held));
        }
        return assetOutputs((LockupScript.Asset) owner, held, lockTime);
    }

    private List<TxOutput> assetOutputs(LockupScript.Asset owner, List<TokenAmount> held, long lockTime) {
        U256 dust = Limits.DUST.times(held.size());
        boolean exact = alph.equals(dust);
        if (!exact && alph.compareTo(dust.plus(Limits.DUST)) < 0) {
            throw invalid(owner, held.size());
        }
        List<TxOutput> outputs = new ArrayList<>();
        for (TokenAmount token : held) {
            outputs.add(new TxOutput.Asset(Limits.DUST, owner, lockTime, List.of(token), Bytes.EMPTY));
        }
        if (!exact) {
            outputs.add(new TxOutput.Asset(alph.minus(dust), owner, lockTime, List.of(), Bytes.EMPTY));
        }
        return outputs;
    }

    private TxOutput contractOutput(LockupScript.P2c owner, List<TokenAmount> held) {
        if (alph.compareTo(ContractLimits.MINIMAL_DEPOSIT) < 0) {
            throw ContractLimits.tooLittle(alph);
        }
        if (held.size() > Limits.MAX_TOKENS_PER_CONTRACT_OUTPUT) {
            throw new VmException(
                    VmFault.INVALID_TOKEN_NUM_FOR_CONTRACT_OUTPUT,
                    "Invalid token number for contract " + Texts.address(owner) + ": " + held.size()
                            + ", max token number is " + Limits.MAX_TOKENS_PER_CONTRACT_OUTPUT);
        }
        return new TxOutput.Contract(alph, owner, held);
    }

    private VmException invalid(LockupScript owner, int tokenCount) {
        U256 dust = Limits.DUST.times(tokenCount);
        U256 expected = alph.compareTo(dust) < 0 || alph.isZero() ? dust : dust.plus(Limits.DUST);
        return new VmException(
                VmFault.INVALID_OUTPUT_BALANCES,
                "Invalid ALPH balance for address " + Texts.address(owner) + ", expected " + Texts.alph(expected)
                        + ", got " + Texts.alph(alph) + ", you need to transfer more ALPH to this address");
    }

    /** The ALPH that is missing for valid outputs. */
    U256 missing(LockupScript owner) {
        if (owner instanceof LockupScript.P2c) {
            return ContractLimits.MINIMAL_DEPOSIT.tryMinus(alph).orElse(U256.ZERO);
        }
        U256 dust = Limits.DUST.times(tokens.size());
        int order = alph.compareTo(dust);
        if (order == 0) {
            return U256.ZERO;
        }
        return order < 0
                ? dust.minus(alph)
                : dust.plus(Limits.DUST).tryMinus(alph).orElse(U256.ZERO);
    }
}
