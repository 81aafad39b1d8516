package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every instruction in programs made for it: one in which it works, and some in which it should not. */
public final class Trials {
    /** Tests a contract. */
    public static final String TEST_CONTRACT = "/contracts/test-contract";
    /** Runs the script of a transaction. */
    public static final String CALL_SCRIPT = "/contracts/call-tx-script";

    /** So many contracts that the official node's table for their events is enlarged. */
    public static final int MANY = 14;

    private Trials() {}

    /** The instructions that no program can make fail, with the reason. */
    public static Map<Opcode, String> neverFail() {
        Map<Opcode, String> reasons = new EnumMap<>(Opcode.class);
        reasons.put(Opcode.METHOD_SELECTOR, "it only names its method: it is skipped, costs nothing and takes nothing");
        return reasons;
    }

    /** All of them, in the order of the instructions. */
    public static List<Trial> all() {
        List<Trial> trials = new ArrayList<>();
        for (Opcode opcode : Opcode.values()) {
            trials.add(inContract(opcode, "used", Uses.of(opcode)));
            Misuses.of(opcode).forEach((what, use) -> trials.add(inContract(opcode, what, use)));
            if (isOfScripts(opcode)) {
                trials.add(inScript(opcode, "used in a script", Uses.of(opcode)));
                Misuses.of(opcode).forEach((what, use) -> trials.add(inScript(opcode, what + " in a script", use)));
            }
        }
        trials.add(reporters(Opcode.LOG2, 3));
        trials.add(reporters(Opcode.LOG3, MANY));
        return trials;
    }

    /** Whose events come in which order. */
    private static Trial reporters(Opcode log, int count) {
        String what = "in " + count + " contracts";
        return new Trial(
                log,
                what,
                TEST_CONTRACT,
                Stage.reporters(log + " " + what, log, count).json(),
                Optional.empty());
    }

    private static boolean isOfScripts(Opcode opcode) {
        return switch (opcode) {
            case TX_INPUT_ADDRESS_AT, TX_INPUTS_SIZE -> true;
            case APPROVE_ALPH, TRANSFER_ALPH, CALL_EXTERNAL, CREATE_CONTRACT, DEBUG, LOG1 -> true;
            default -> opcode.name().startsWith("CALLER_") || opcode.name().startsWith("SELF_");
        };
    }

    private static Trial inContract(Opcode opcode, String what, Use use) {
        Use.Shape shape = use.shape();
        Use.Shape silent = new Use.Shape(shape.preapproved(), shape.assets(), shape.called(), 0);
        String name = opcode + " " + what;
        Optional<ObjectNode> before = use.before().isEmpty()
                ? Optional.empty()
                : Optional.of(Stage.program(name, use.before(), silent).json());
        return new Trial(
                opcode,
                what,
                TEST_CONTRACT,
                Stage.program(name, use.code(), shape).json(),
                before);
    }

    private static Trial inScript(Opcode opcode, String what, Use use) {
        return new Trial(opcode, what, CALL_SCRIPT, script(use.code()), Optional.of(script(use.before())));
    }

    private static ObjectNode script(List<Instruction> code) {
        Method main = new Method(true, true, false, false, 0, 1, 0, code.toArray(Instruction[]::new));
        return scriptCall(Bytes.wrap(new Script(List.of(main)).encode()));
    }

    /** Who has the assets of all trials. */
    public static LockupScript.Asset payer() {
        return Stage.PAYER;
    }

    /** A call of a script with somebody's assets. */
    public static ObjectNode scriptCall(Bytes script) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("group", 0);
        json.put("bytecode", script.hex());
        json.put("txId", People.hash("transaction").hex());
        json.putArray("inputAssets")
                .addObject()
                .put("address", Address.format(Stage.PAYER))
                .putObject("asset")
                .put("attoAlphAmount", "5000000000000000000");
        return json;
    }
}
