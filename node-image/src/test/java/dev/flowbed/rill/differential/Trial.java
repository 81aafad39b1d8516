package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.vm.Opcode;
import java.util.Optional;

/**
 * A request that tries one instruction.
 *
 * @param what how it is used
 * @param path of the endpoint that takes the request
 * @param before the request without the instruction: when that ends well and this does not, it is the instruction that failed;
 *     empty when nothing that could fail comes before
 */
public record Trial(Opcode subject, String what, String path, ObjectNode request, Optional<ObjectNode> before) {
    /** The instruction and its use. */
    public String name() {
        return subject + " " + what;
    }
}
