package dev.flowbed.blueprint.check;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.blueprint.Amount;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.crds.testnet.Allocation;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Addresses can be read and are in the group that they must be in; amounts can exist. */
final class AddressCheck {
    private final Document document;
    private final TestnetSpec spec;
    private final List<Problem> problems = new ArrayList<>();

    AddressCheck(Document document, TestnetSpec spec) {
        this.document = document;
        this.spec = spec;
    }

    List<Problem> problems() {
        allocations();
        rewards();
        return problems;
    }

    private void allocations() {
        List<Allocation> allocations = spec.genesis().allocations();
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < allocations.size(); i++) {
            String field = "spec.genesis.allocations[" + i + "].";
            Allocation allocation = allocations.get(i);
            if (allocation.address() != null) {
                group(field + "address", allocation.address());
            }
            BigInteger atto = Amount.atto(allocation.amount());
            if (atto.signum() == 0) {
                problems.add(document.problem(field + "amount", "must be more than nothing"));
            }
            all = all.add(allocation.wallet() == null ? atto : atto.multiply(BigInteger.valueOf(spec.groups())));
        }
        BigInteger most = Alph.MAX.value();
        if (all.compareTo(most) > 0) {
            problems.add(document.problem(
                    "spec.genesis.allocations",
                    "must not exceed 1000000000 ALPH in all, the most that can exist; is "
                            + all.divide(Alph.ONE.value()) + " ALPH"));
        }
    }

    private void rewards() {
        for (int i = 0; i < spec.rewardAddresses().size(); i++) {
            String field = "spec.rewardAddresses[" + i + "]";
            OptionalInt group = group(field, spec.rewardAddresses().get(i));
            if (group.isPresent() && group.getAsInt() != i) {
                problems.add(document.problem(
                        field,
                        "must be an address of group " + i + ", is of group " + group.getAsInt() + " of "
                                + spec.groups()));
            }
        }
    }

    private OptionalInt group(String field, String address) {
        try {
            return OptionalInt.of(Address.parseAsset(address).group(spec.groups()));
        } catch (FormatException e) {
            problems.add(document.problem(field, "is no Alephium address that can own coins: " + e.getMessage()));
            return OptionalInt.empty();
        }
    }
}
