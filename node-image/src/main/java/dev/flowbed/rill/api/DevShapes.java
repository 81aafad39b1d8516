package dev.flowbed.rill.api;

import static dev.flowbed.rill.api.Shape.list;
import static dev.flowbed.rill.api.Shape.object;
import static dev.flowbed.rill.api.Shape.optional;
import static dev.flowbed.rill.api.Shape.required;

/** The shapes of {@code /dev}, which are Flowbed's own. */
final class DevShapes {
    private static final Shape MILLIS = new Shape.Scalar("integer", "int64", "milliseconds");

    static final Shape TIME = object(
            "DevTime",
            required("now", Shape.TIMESTAMP),
            required("offset", MILLIS),
            required("newestBlock", Shape.TIMESTAMP));
    static final Shape MOVE = object("DevMoveTime", optional("forward", MILLIS), optional("to", Shape.TIMESTAMP));
    static final Shape MINE = object(
            "DevMine",
            optional("blocks", Shape.INTEGER),
            optional("fromGroup", Shape.INTEGER),
            optional("toGroup", Shape.INTEGER),
            optional("interval", MILLIS));
    private static final Shape BLOCK = object(
            "DevMinedBlock",
            required("hash", Shape.BLOCK_HASH),
            required("chainFrom", Shape.INTEGER),
            required("chainTo", Shape.INTEGER),
            required("height", Shape.INTEGER));
    static final Shape MINED = object("DevMined", required("blocks", list(BLOCK)));
    static final Shape FUND = object(
            "DevFund",
            required("address", Shape.ADDRESS),
            optional("attoAlphAmount", Shape.AMOUNT),
            optional("tokens", list(Shapes.TOKEN)),
            optional("lockTime", Shape.TIMESTAMP),
            optional("message", Shape.HEX),
            optional("mine", Shape.BOOLEAN));
    static final Shape FUNDED = object(
            "DevFunded",
            required("txId", Shape.HASH),
            required("fromGroup", Shape.INTEGER),
            required("toGroup", Shape.INTEGER),
            required("fromAddress", Shape.ADDRESS),
            required("blocks", list(BLOCK)));
    static final Shape NEW_SNAPSHOT = object("DevNewSnapshot", optional("name", Shape.STRING));
    static final Shape SNAPSHOT = object(
            "DevSnapshot",
            required("id", Shape.INTEGER),
            required("name", Shape.STRING),
            required("time", Shape.TIMESTAMP));

    private DevShapes() {}
}
