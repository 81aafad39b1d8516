package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Random values: wild ones at the edges of their types, mild ones with which code mostly goes on. */
final class Values {
    private final Draw draw;
    private final List<Hash> contracts;
    private final boolean isWild;

    /** @param contracts the contracts whose ids and addresses are worth naming */
    Values(Draw draw, List<Hash> contracts, boolean isWild) {
        this.draw = draw;
        this.contracts = contracts;
        this.isWild = isWild;
    }

    boolean isWild() {
        return isWild;
    }

    Val of(Kind kind) {
        return switch (kind) {
            case BOOL -> new Val.Bool(draw.chance(50));
            case I256 -> new Val.SignedInteger(isWild ? draw.signed() : mildSigned());
            case U256 -> new Val.UnsignedInteger(new U256(isWild ? draw.unsigned() : draw.small()));
            case BYTES -> new Val.ByteVec(bytes());
            case ADDRESS -> new Val.AddressVal(address());
        };
    }

    private BigInteger mildSigned() {
        return draw.chance(50) ? draw.small() : draw.small().negate();
    }

    Bytes bytes() {
        return switch (draw.below(8)) {
            case 0 -> Bytes.EMPTY;
            case 1 -> id();
            case 2 -> draw.bytes(draw.of(1, 2, 4, 8, 16, 20, 31, 32, 33, 64, 65));
            case 3 -> isWild ? draw.bytes(draw.between(0, 300)) : draw.bytes(draw.between(0, 40));
            case 4 -> Bytes.wrap(address().encode());
            default -> draw.bytes(draw.between(1, 12));
        };
    }

    /** The id of a contract or token, mostly. */
    Bytes id() {
        int choice = draw.below(isWild ? 12 : 9);
        if (choice < 6) {
            return Bytes.wrap(draw.of(contracts).toArray());
        }
        return switch (choice) {
            case 6, 7 -> Bytes.wrap(draw.of(People.TOKENS).toArray());
            case 8 -> Bytes.wrap(Hash.ZERO.toArray());
            case 9 -> draw.bytes(32);
            case 10 -> draw.bytes(draw.of(0, 31, 33));
            default -> Bytes.wrap(draw.hash().withLastByte(draw.below(4)).toArray());
        };
    }

    LockupScript address() {
        return switch (draw.below(isWild ? 8 : 6)) {
            case 0, 1, 2, 3 -> draw.of(People.ALL);
            case 4, 5 -> new LockupScript.P2c(draw.of(contracts));
            case 6 -> new LockupScript.P2c(draw.hash().withLastByte(draw.below(4)));
            default -> new LockupScript.P2pkh(draw.hash());
        };
    }

    List<Val> list(List<Kind> kinds) {
        List<Val> values = new ArrayList<>();
        kinds.forEach(kind -> values.add(of(kind)));
        return values;
    }

    List<Kind> kinds(int most) {
        List<Kind> kinds = new ArrayList<>();
        for (int i = draw.below(most + 1); i > 0; i--) {
            kinds.add(draw.of(Kind.values()));
        }
        return kinds;
    }

    static Kind kindOf(Val value) {
        if (value instanceof Val.Bool) {
            return Kind.BOOL;
        } else if (value instanceof Val.SignedInteger) {
            return Kind.I256;
        } else if (value instanceof Val.UnsignedInteger) {
            return Kind.U256;
        }
        return value instanceof Val.ByteVec ? Kind.BYTES : Kind.ADDRESS;
    }
}
