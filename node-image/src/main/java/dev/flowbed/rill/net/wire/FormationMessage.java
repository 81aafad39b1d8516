package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.FormatException;

/**
 * What coordinator and brokers say while their clique forms, over a connection of its own: length, code, body
 * (flow/.../bootstrap/Message.scala). A broker sends {@link Join}, gets {@link Formed}, answers {@link Ack}, gets {@link Ready}.
 */
public sealed interface FormationMessage {
    /** The most bytes that such a message may have. */
    int MAX_LENGTH = 64 * 1024;

    /** A broker asks to be in. */
    record Join(CliqueMember member) implements FormationMessage {}

    /** The coordinator knows all brokers. */
    record Formed(CliqueDescription clique) implements FormationMessage {}

    /** The broker has taken note. */
    record Ack(int brokerId) implements FormationMessage {}

    /** All brokers have. */
    record Ready() implements FormationMessage {}

    /** The message with its length in front. */
    default byte[] frame() {
        ByteWriter body = new ByteWriter();
        if (this instanceof Join join) {
            join.member().write(body.u8(0));
        } else if (this instanceof Formed formed) {
            formed.clique().write(body.u8(1));
        } else if (this instanceof Ack ack) {
            body.u8(2).compactInt(ack.brokerId());
        } else {
            body.u8(3);
        }
        byte[] bytes = body.toByteArray();
        return new ByteWriter().int32(bytes.length).raw(bytes).toByteArray();
    }

    /** Decodes a message without its length. */
    static FormationMessage read(byte[] body) {
        return ByteReader.readAll(body, in -> {
            int code = in.u8();
            return switch (code) {
                case 0 -> new Join(CliqueMember.read(in));
                case 1 -> new Formed(CliqueDescription.read(in));
                case 2 -> new Ack(in.compactInt());
                case 3 -> new Ready();
                default -> throw new FormatException(0, "expected a clique formation code below 4, found " + code);
            };
        });
    }
}
