package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;

/** Instructions on integers of 256 bits (vm/Instr.scala, util/U256.scala, util/I256.scala). */
final class Arithmetic {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final int MUL_MOD_GAS = 13;
    private static final int ADD_MOD_GAS = 8;

    private Arithmetic() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Opcode opcode, Frame frame, GasMeter gas) {
        switch (opcode) {
            case U256_ADD, U256_SUB, U256_MUL, U256_DIV, U256_MOD, U256_ROUND_INFINITY_DIV -> unsigned(opcode, frame);
            case U256_MOD_ADD, U256_MOD_SUB, U256_MOD_MUL -> modular(opcode, frame);
            case U256_EQ, U256_NEQ, U256_LT, U256_LE, U256_GT, U256_GE -> {
                BigInteger y = frame.popUnsigned();
                frame.push(compare(opcode, frame.popUnsigned().compareTo(y)));
            }
            case I256_ADD, I256_SUB, I256_MUL, I256_DIV, I256_MOD, I256_ROUND_INFINITY_DIV -> signed(opcode, frame);
            case I256_EQ, I256_NEQ, I256_LT, I256_LE, I256_GT, I256_GE -> {
                BigInteger y = frame.popSigned();
                frame.push(compare(opcode, frame.popSigned().compareTo(y)));
            }
            case NUMERIC_BIT_AND, NUMERIC_BIT_OR, NUMERIC_XOR -> bitwise(opcode, frame);
            case NUMERIC_SHL, NUMERIC_SHR -> shift(opcode, frame);
            case U256_EXP, I256_EXP, U256_MOD_EXP -> power(opcode, frame, gas);
            case MUL_MOD_N, ADD_MOD_N -> moduloGiven(opcode, frame, gas);
            case I256_TO_U256 -> {
                BigInteger value = frame.popSigned();
                if (value.signum() < 0) {
                    throw conversion(new Val.SignedInteger(value), "U256");
                }
                frame.push(value);
            }
            case U256_TO_I256 -> {
                BigInteger value = frame.popUnsigned();
                if (value.bitLength() > 255) {
                    throw conversion(new Val.UnsignedInteger(new U256(value)), "I256");
                }
                frame.push(new Val.SignedInteger(value));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A value that another type does not have. */
    static VmException conversion(Val from, String to) {
        return new VmException(VmFault.INVALID_CONVERSION, "Invalid conversion from " + ValText.of(from) + " to " + to);
    }

    private static boolean compare(Opcode opcode, int order) {
        return switch (opcode) {
            case U256_EQ, I256_EQ -> order == 0;
            case U256_NEQ, I256_NEQ -> order != 0;
            case U256_LT, I256_LT -> order < 0;
            case U256_LE, I256_LE -> order <= 0;
            case U256_GT, I256_GT -> order > 0;
            default -> order >= 0;
        };
    }

    private static void unsigned(Opcode opcode, Frame frame) {
        BigInteger y = frame.popUnsigned();
        BigInteger x = frame.popUnsigned();
        boolean divides =
                opcode == Opcode.U256_DIV || opcode == Opcode.U256_MOD || opcode == Opcode.U256_ROUND_INFINITY_DIV;
        if (divides && y.signum() == 0) {
            throw error(opcode, x, y);
        }
        BigInteger result = switch (opcode) {
            case U256_ADD -> x.add(y);
            case U256_SUB -> x.subtract(y);
            case U256_MUL -> x.multiply(y);
            case U256_DIV -> x.divide(y);
            case U256_MOD -> x.remainder(y);
            default -> x.add(y).subtract(BigInteger.ONE).divide(y);
        };
        pushUnsigned(opcode, frame, result, x, y);
    }

    private static void pushUnsigned(Opcode opcode, Frame frame, BigInteger result, BigInteger x, BigInteger y) {
        if (result.signum() < 0 || result.bitLength() > 256) {
            throw error(opcode, x, y);
        }
        frame.push(result);
    }

    private static void modular(Opcode opcode, Frame frame) {
        BigInteger y = frame.popUnsigned();
        BigInteger x = frame.popUnsigned();
        BigInteger result = switch (opcode) {
            case U256_MOD_ADD -> x.add(y);
            case U256_MOD_SUB -> x.subtract(y);
            default -> x.multiply(y);
        };
        frame.push(result.mod(MODULUS));
    }

    private static void signed(Opcode opcode, Frame frame) {
        BigInteger y = frame.popSigned();
        BigInteger x = frame.popSigned();
        boolean divides =
                opcode == Opcode.I256_DIV || opcode == Opcode.I256_MOD || opcode == Opcode.I256_ROUND_INFINITY_DIV;
        boolean isLeast = x.signum() < 0 && x.bitLength() == 255 && x.bitCount() == 255;
        if (divides && (y.signum() == 0 || (isLeast && y.equals(BigInteger.ONE.negate())))) {
            throw error(opcode, x, y);
        }
        BigInteger result = switch (opcode) {
            case I256_ADD -> x.add(y);
            case I256_SUB -> x.subtract(y);
            case I256_MUL -> x.multiply(y);
            case I256_DIV -> x.divide(y);
            case I256_MOD -> x.remainder(y);
            default -> awayFromZero(x, y);
        };
        pushSigned(opcode, frame, result, x, y);
    }

    private static BigInteger awayFromZero(BigInteger x, BigInteger y) {
        BigInteger size = x.abs().add(y.abs()).subtract(BigInteger.ONE).divide(y.abs());
        boolean sameSign = (x.signum() >= 0 && y.signum() > 0) || (x.signum() <= 0 && y.signum() < 0);
        return sameSign ? size : size.negate();
    }

    private static void pushSigned(Opcode opcode, Frame frame, BigInteger result, BigInteger x, BigInteger y) {
        if (result.bitLength() > 255) {
            throw error(opcode, x, y);
        }
        frame.push(new Val.SignedInteger(result));
    }

    private static void bitwise(Opcode opcode, Frame frame) {
        Val y = frame.pop();
        Val x = frame.pop();
        if (x instanceof Val.UnsignedInteger a && y instanceof Val.UnsignedInteger b) {
            frame.push(bits(opcode, a.value().value(), b.value().value()));
        } else if (x instanceof Val.SignedInteger a && y instanceof Val.SignedInteger b) {
            frame.push(new Val.SignedInteger(bits(opcode, a.value(), b.value())));
        } else {
            throw error(opcode, x, y);
        }
    }

    private static BigInteger bits(Opcode opcode, BigInteger x, BigInteger y) {
        return switch (opcode) {
            case NUMERIC_BIT_AND -> x.and(y);
            case NUMERIC_BIT_OR -> x.or(y);
            default -> x.xor(y);
        };
    }

    private static void shift(Opcode opcode, Frame frame) {
        Val y = frame.pop();
        Val x = frame.pop();
        if (!(y instanceof Val.UnsignedInteger count)) {
            throw error(opcode, x, y);
        }
        BigInteger by = count.value().value();
        if (x instanceof Val.UnsignedInteger a) {
            BigInteger value = a.value().value();
            if (opcode == Opcode.NUMERIC_SHL) {
                pushUnsigned(opcode, frame, left(opcode, x, value, count), value, by);
            } else {
                frame.push(right(value, by));
            }
        } else if (x instanceof Val.SignedInteger a) {
            BigInteger value = a.value();
            if (opcode == Opcode.NUMERIC_SHL) {
                BigInteger shifted = left(opcode, x, value, count);
                if (shifted.bitLength() > 255) {
                    throw error(opcode, x, y);
                }
                frame.push(new Val.SignedInteger(shifted));
            } else {
                // towards zero, not down
                frame.push(new Val.SignedInteger(
                        value.signum() < 0 ? right(value.negate(), by).negate() : right(value, by)));
            }
        } else {
            throw error(opcode, x, y);
        }
    }

    private static BigInteger left(Opcode opcode, Val x, BigInteger value, Val.UnsignedInteger count) {
        BigInteger by = count.value().value();
        if (value.signum() == 0) {
            return value;
        }
        if (by.bitLength() > 8) {
            throw error(opcode, x, count);
        }
        return value.shiftLeft(by.intValue());
    }

    private static BigInteger right(BigInteger value, BigInteger by) {
        return by.bitLength() > 16 ? BigInteger.ZERO : value.shiftRight(by.intValue());
    }

    private static void power(Opcode opcode, Frame frame, GasMeter gas) {
        BigInteger exponent = frame.popUnsigned();
        Val result;
        if (opcode == Opcode.I256_EXP) {
            BigInteger base = frame.popSigned();
            BigInteger value = power(opcode, base, exponent);
            if (value.bitLength() > 255) {
                throw overflow(opcode, base, exponent);
            }
            result = new Val.SignedInteger(value);
        } else {
            BigInteger base = frame.popUnsigned();
            BigInteger value =
                    opcode == Opcode.U256_MOD_EXP ? base.modPow(exponent, MODULUS) : power(opcode, base, exponent);
            if (value.bitLength() > 256) {
                throw overflow(opcode, base, exponent);
            }
            result = new Val.UnsignedInteger(new U256(value));
        }
        gas.chargePower((exponent.bitLength() + 7) / 8);
        frame.push(result);
    }

    private static BigInteger power(Opcode opcode, BigInteger base, BigInteger exponent) {
        if (base.signum() == 0) {
            return exponent.signum() == 0 ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (base.abs().equals(BigInteger.ONE)) {
            return base.signum() > 0 || !exponent.testBit(0) ? BigInteger.ONE : base;
        }
        if (exponent.bitLength() > 31 || (base.bitLength() - 1) * exponent.longValue() > 256) {
            throw overflow(opcode, base, exponent);
        }
        if (base.bitLength() == 1) {
            // -2, whose bits less one are none
            return powerOfMinusTwo(opcode, base, exponent);
        }
        return base.pow(exponent.intValue());
    }

    private static BigInteger powerOfMinusTwo(Opcode opcode, BigInteger base, BigInteger exponent) {
        if (exponent.intValue() > 256) {
            throw overflow(opcode, base, exponent);
        }
        return base.pow(exponent.intValue());
    }

    private static void moduloGiven(Opcode opcode, Frame frame, GasMeter gas) {
        BigInteger n = frame.popUnsigned();
        BigInteger y = frame.popUnsigned();
        BigInteger x = frame.popUnsigned();
        boolean multiplies = opcode == Opcode.MUL_MOD_N;
        if (n.signum() == 0) {
            throw error("(" + shown(opcode, x) + (multiplies ? " * " : " + ") + shown(opcode, y) + ") % "
                    + shown(opcode, n));
        }
        BigInteger result = (multiplies ? x.multiply(y) : x.add(y)).remainder(n);
        gas.charge(multiplies ? MUL_MOD_GAS : ADD_MOD_GAS);
        frame.push(result);
    }

    private static VmException error(Opcode opcode, Object x, Object y) {
        // the official message names an object in memory
        return error("Arithmetic error: org.alephium.protocol.vm." + opcode + "$@0(" + shown(opcode, x) + ", "
                + shown(opcode, y) + ")");
    }

    private static VmException overflow(Opcode opcode, BigInteger base, BigInteger exponent) {
        return error("Exp overflow: " + shown(opcode, base) + " ** " + exponent);
    }

    private static VmException error(String what) {
        return new VmException(VmFault.ARITHMETIC_ERROR, VmFault.ARITHMETIC_ERROR + "(" + what + ")");
    }

    private static String shown(Opcode opcode, Object value) {
        if (value instanceof Val typed) {
            return Texts.value(typed);
        }
        return (opcode.toString().startsWith("I256") ? "I256(" : "U256(") + value + ")";
    }
}
