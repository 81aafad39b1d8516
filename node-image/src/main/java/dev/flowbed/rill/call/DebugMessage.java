package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text that a contract wrote while it was tried out. */
public record DebugMessage(Hash contract, String text) {
    /** The texts among some events. */
    static List<DebugMessage> of(List<CallEvent> events) {
        return events.stream()
                .filter(event -> event.index() == CallEvent.DEBUG)
                .map(DebugMessage::of)
                .toList();
    }

    private static DebugMessage of(CallEvent event) {
        if (event.fields().size() == 1 && event.fields().get(0) instanceof Val.ByteVec text) {
            return new DebugMessage(event.contract(), new String(text.value().toArray(), StandardCharsets.UTF_8));
        }
        throw CallException.failed("Invalid debug message");
    }

    /** The texts as they stand before an error. */
    static String lines(List<DebugMessage> messages) {
        StringBuilder lines = new StringBuilder();
        for (DebugMessage message : messages) {
            lines.append("> Contract @ ")
                    .append(Address.format(new LockupScript.P2c(message.contract())))
                    .append(" - ")
                    .append(message.text())
                    .append('\n');
        }
        return lines.toString();
    }
}
