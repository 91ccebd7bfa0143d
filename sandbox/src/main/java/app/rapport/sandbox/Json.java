package app.rapport.sandbox;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the sandbox and the few words said with it everywhere. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** Returns null for anything that is not one JSON document. */
    public static @Nullable JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        try {
            var node = MAPPER.readTree(body);
            return node.isMissingNode() ? null : node;
        } catch (JacksonException e) {
            return null;
        }
    }

    public static @Nullable JsonNode parse(String body) {
        return parse(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a property, null when it is absent or JSON null. */
    public static @Nullable String text(JsonNode node, String property) {
        var value = node.get(property);
        return value == null || value.isNull() ? null : value.asString();
    }

    public static String text(JsonNode node, String property, String otherwise) {
        var value = text(node, property);
        return value == null ? otherwise : value;
    }
}
