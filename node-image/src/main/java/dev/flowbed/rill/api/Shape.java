package dev.flowbed.rill.api;

import java.util.List;

/** The shape of JSON, as far as requests are checked by it and the OpenAPI description tells it. */
public sealed interface Shape {
    /** A JSON type with its OpenAPI format, and what is special about it. */
    record Scalar(String type, String format, String description) implements Shape {}

    /** A list. */
    record ListOf(Shape element) implements Shape {}

    /** An object, named in the description. */
    record Structure(String name, List<Field> fields) implements Shape {}

    /** One of several shapes. */
    record OneOf(List<Shape> shapes) implements Shape {}

    /** A field of an object. */
    record Field(String name, Shape shape, boolean required) {}

    Shape STRING = new Scalar("string", "", "");
    Shape BOOLEAN = new Scalar("boolean", "", "");
    Shape INTEGER = new Scalar("integer", "int32", "");
    Shape LONG = new Scalar("integer", "int64", "");
    Shape HASH = new Scalar("string", "32-byte-hash", "");
    Shape BLOCK_HASH = new Scalar("string", "block-hash", "");
    Shape ADDRESS = new Scalar("string", "address", "");
    Shape HEX = new Scalar("string", "hex-string", "");
    Shape UINT256 = new Scalar("string", "uint256", "");
    Shape AMOUNT = new Scalar("string", "uint256", "atto ALPH, or ALPH as in \"1.5 ALPH\"");
    Shape TIMESTAMP = new Scalar("integer", "int64", "milliseconds since 1970");

    static Field required(String name, Shape shape) {
        return new Field(name, shape, true);
    }

    static Field optional(String name, Shape shape) {
        return new Field(name, shape, false);
    }

    static Structure object(String name, Field... fields) {
        return new Structure(name, List.of(fields));
    }

    static Shape list(Shape element) {
        return new ListOf(element);
    }
}
