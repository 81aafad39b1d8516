package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Plans.Assets;
import dev.flowbed.rill.differential.Plans.Input;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The same two contracts, payer and tokens around every instruction that is tried by itself. */
final class Stage {
    static final Hash SELF = People.hash("self").withLastByte(0);
    static final Hash OTHER = People.hash("other").withLastByte(0);
    static final Hash MISSING = People.hash("missing").withLastByte(0);
    static final Hash TOKEN = People.TOKENS.get(0);
    static final LockupScript.Asset PAYER = People.ALL.get(0);
    static final LockupScript.Asset RECEIVER = People.ALL.get(1);
    static final long TIME = 1_760_000_000_000L;
    /** By which the other contract's first method can be called; it takes a value and gives it back. */
    static final int SELECTOR = 0x1234_5678;

    private static final Hash CALLER = People.hash("caller").withLastByte(0);
    private static final List<Val> IMMUTABLE = List.of(number(7));
    private static final List<Val> MUTABLE = List.of(number(3));

    private Stage() {}

    // ---- values

    static Val number(long value) {
        return number(BigInteger.valueOf(value));
    }

    static Val number(BigInteger value) {
        return new Val.UnsignedInteger(new U256(value));
    }

    static Val signed(long value) {
        return signed(BigInteger.valueOf(value));
    }

    static Val signed(BigInteger value) {
        return new Val.SignedInteger(value);
    }

    static Val bytes(Bytes value) {
        return new Val.ByteVec(value);
    }

    static Val bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes(Bytes.wrap(bytes));
    }

    static Val bytes(Hash value) {
        return bytes(Bytes.wrap(value.toArray()));
    }

    static Val address(LockupScript value) {
        return new Val.AddressVal(value);
    }

    static Val contract(Hash id) {
        return address(new LockupScript.P2c(id));
    }

    static Val alph(long thousandths) {
        return number(Alph.nano(thousandths * 1_000_000).value());
    }

    // ---- programs

    /** The code as the first method of a contract. */
    static Program program(String name, List<Instruction> code, Use.Shape shape) {
        return program(name, code, shape, List.of(other()));
    }

    /** A contract that calls so many others, each of which reports an event with this instruction, and a text. */
    static Program reporters(String name, Opcode log, int count) {
        Code entry = new Code();
        List<Program.Body> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Hash id = People.hash("reporter " + i).withLastByte(0);
            Code reports = new Code();
            Uses.of(log).code().forEach(reports::add);
            Uses.of(Opcode.DEBUG).code().forEach(reports::add);
            Method method = new Method(true, false, false, false, 0, 0, 0, reports.toArray());
            others.add(new Program.Body(id, IMMUTABLE, MUTABLE, assets(List.of()), List.of(method)));
            entry.push(0).push(0).push(id).op(Opcode.CALL_EXTERNAL, 0);
        }
        return program(name, Arrays.asList(entry.toArray()), Use.Shape.USUAL, others);
    }

    private static Program program(String name, List<Instruction> code, Use.Shape shape, List<Program.Body> others) {
        Method entry = new Method(true, shape.preapproved(), shape.assets(), false, 0, 1, shape.returns(), array(code));
        List<Program.Body> contracts = new ArrayList<>();
        contracts.add(
                new Program.Body(SELF, IMMUTABLE, MUTABLE, assets(List.of(SELF, TOKEN)), List.of(entry, echo(false))));
        contracts.addAll(others);
        return new Program(
                name,
                0,
                People.hash("transaction"),
                People.hash("block"),
                TIME,
                contracts,
                0,
                List.of(),
                List.of(new Input(PAYER, assets(List.of(TOKEN)))),
                shape.called() ? Optional.of(CALLER) : Optional.empty(),
                U256.of(1_000_000_000_000_000L));
    }

    private static Program.Body other() {
        return new Program.Body(OTHER, IMMUTABLE, MUTABLE, assets(List.of()), List.of(echo(true), echo(false)));
    }

    private static Method echo(boolean isPublic) {
        Code code = new Code();
        if (isPublic) {
            code.op(Opcode.METHOD_SELECTOR, SELECTOR);
        }
        return new Method(
                isPublic,
                false,
                false,
                false,
                1,
                1,
                1,
                code.op(Opcode.LOAD_LOCAL).toArray());
    }

    private static Assets assets(List<Hash> tokens) {
        return new Assets(
                Statements.alph(10_000),
                tokens.stream()
                        .map(token -> new TokenAmount(token, U256.of(1000)))
                        .sorted((one, other) -> one.tokenId().compareTo(other.tokenId()))
                        .toList());
    }

    private static Instruction[] array(List<Instruction> code) {
        return code.toArray(Instruction[]::new);
    }

    // ---- code of contracts to be made

    /** A contract with as many fields as said, which does nothing. */
    static Bytes emptyContract(int fields) {
        Method method =
                new Method(true, false, false, false, 0, 0, 0, new Instruction[] {Instruction.of(Opcode.RETURN)});
        return Bytes.wrap(ContractCode.of(fields, List.of(method)).encode());
    }

    /** The other contract's fields are of these types too. */
    static List<Val> immutable() {
        return IMMUTABLE;
    }

    static List<Val> mutable() {
        return MUTABLE;
    }
}
