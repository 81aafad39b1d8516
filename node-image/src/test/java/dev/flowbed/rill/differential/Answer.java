package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * What a node says to a program, in a form in which two nodes can be compared.
 *
 * @param status the HTTP status
 * @param body what came, without what each node says in its own words or by its own clock
 */
public record Answer(int status, JsonNode body) {
    /** Names of objects in memory, which the official messages contain. */
    private static final Pattern IN_MEMORY = Pattern.compile("@[0-9a-f]+\\(");
    /** The node's clock. */
    private static final Pattern MOMENT = Pattern.compile("(block time: TimeStamp\\()\\d+(?=ms\\))");
    /** What is wrong with bytes, or with an event that only looks like the virtual machine's, which each node says in its own words. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "(?s)(Deserialization error while creating contract:|Failed to deserialize [0-9a-f]* to address:"
                    + "|InvalidWebAuthnPayload\\(|invalid (?:create|destroy) contract event ).*");

    public static Answer of(int status, JsonNode body) {
        JsonNode own = body.deepCopy();
        if (own instanceof ObjectNode object) {
            if (object.has("detail")) {
                object.put("detail", message(object.get("detail").asText()));
            }
        }
        return new Answer(status, own);
    }

    private static String message(String detail) {
        String timeless = MOMENT.matcher(detail).replaceAll("$1");
        return UNREADABLE.matcher(IN_MEMORY.matcher(timeless).replaceAll("(")).replaceAll("$1");
    }

    public boolean isOk() {
        return status == 200;
    }

    /** What happened, in a word or two: the name of the error where the message has one. */
    public String gist() {
        return isOk()
                ? "ok"
                : body.path("detail")
                        .asText()
                        .replaceAll("^(?s:.*)VM execution error: ", "")
                        .replaceAll("(address|contract) [1-9A-Za-z]{30,}.*$", "$1")
                        .replaceAll("[^A-Za-z` ].*$", "");
    }
}
