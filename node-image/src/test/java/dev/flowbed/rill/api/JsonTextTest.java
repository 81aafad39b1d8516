package dev.flowbed.rill.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void treesOfAllKindsOfValuesAreWrittenAsTheMapperWritesThem() throws Exception {
        JsonNode tree = NODES.objectNode()
                .put("text", "a \"quoted\" \\ line\n\u0001 \u00e9 \u20ac \ud83d\ude00")
                .put("int", 7)
                .put("long", Long.MIN_VALUE)
                .put("big", BigInteger.ONE.shiftLeft(256))
                .put("double", 0.1)
                .put("decimal", new BigDecimal("1.50"))
                .put("yes", true)
                .putNull("nothing")
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "list",
                        NODES.arrayNode()
                                .add(NODES.objectNode())
                                .add(NODES.arrayNode())
                                .add("x"));

        assertThat(JsonText.bytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
    }

    @Test
    void valuesWithoutAnObjectAroundThemAreWrittenToo() throws Exception {
        for (JsonNode value : new JsonNode[] {
            NODES.textNode("a"), NODES.numberNode(1), NODES.booleanNode(false), NODES.nullNode(), NODES.arrayNode()
        }) {
            assertThat(JsonText.bytes(value)).isEqualTo(MAPPER.writeValueAsBytes(value));
        }
    }
}
