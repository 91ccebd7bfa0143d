package app.rapport.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The part of JSON Schema that OpenAPI 3.0 documents of the providers use. */
final class SchemaCheck {
    private final JsonNode document;
    private final Map<String, JsonNode> references = new ConcurrentHashMap<>();
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    JsonNode resolved(JsonNode schema) {
        var reference = schema.get("$ref");
        return reference == null ? schema : resolved(references.computeIfAbsent(reference.asString(), this::look));
    }

    private JsonNode look(String reference) {
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : MissingNode.getInstance();
    }

    void check(String at, JsonNode value, JsonNode given, Call call) {
        var schema = resolved(given);
        if (value.isNull()) {
            if (schema.has("type") && !schema.path("nullable").asBoolean(false)) {
                call.problem("contract: " + at + " is null");
            }
            return;
        }
        switch (Json.text(schema, "type", "")) {
            case "object" -> object(at, value, schema, call);
            case "array" -> array(at, value, schema, call);
            case "string" -> text(at, value, schema, call);
            case "integer" -> expect(value.isIntegralNumber(), at, "an integer", call);
            case "number" -> expect(value.isNumber(), at, "a number", call);
            case "boolean" -> expect(value.isBoolean() || isBooleanText(value), at, "a boolean", call);
            default -> {}
        }
        var allowed = schema.get("enum");
        if (allowed != null) {
            for (var one : allowed) {
                if (one.equals(value)) {
                    return;
                }
            }
            call.problem("contract: " + at + " must be one of " + allowed);
        }
    }

    private static boolean isBooleanText(JsonNode value) {
        return value.isString()
                && (value.asString().equals("true") || value.asString().equals("false"));
    }

    private static boolean expect(boolean right, String at, String what, Call call) {
        if (!right) {
            call.problem("contract: " + at + " must be " + what);
        }
        return right;
    }

    private void object(String at, JsonNode value, JsonNode schema, Call call) {
        if (!expect(value.isObject(), at, "an object", call)) {
            return;
        }
        for (var name : schema.path("required")) {
            if (!value.has(name.asString())) {
                call.problem("contract: " + at + "." + name.asString() + " is missing");
            }
        }
        var properties = schema.path("properties");
        var others = schema.get("additionalProperties");
        for (var entry : value.properties()) {
            var known = properties.get(entry.getKey());
            var path = at + "." + entry.getKey();
            if (known != null) {
                check(path, entry.getValue(), known, call);
            } else if (others != null && others.isObject()) {
                check(path, entry.getValue(), others, call);
            } else if (others == null ? !properties.isEmpty() : !others.asBoolean(true)) {
                call.problem("contract: " + path + " is not described");
            }
        }
    }

    private void array(String at, JsonNode value, JsonNode schema, Call call) {
        if (!expect(value.isArray(), at, "a list", call)) {
            return;
        }
        if (schema.has("maxItems") && value.size() > schema.path("maxItems").asInt()) {
            call.problem("contract: " + at + " has more than " + schema.path("maxItems") + " items");
        }
        if (schema.has("minItems") && value.size() < schema.path("minItems").asInt()) {
            call.problem("contract: " + at + " has fewer than " + schema.path("minItems") + " items");
        }
        var items = schema.path("items");
        for (var i = 0; i < value.size(); i++) {
            check(at + "[" + i + "]", value.get(i), items, call);
        }
    }

    private void text(String at, JsonNode value, JsonNode schema, Call call) {
        if (!expect(value.isString(), at, "a string", call)) {
            return;
        }
        var text = value.asString();
        if (schema.has("maxLength") && text.length() > schema.path("maxLength").asInt()) {
            call.problem("contract: " + at + " is longer than " + schema.path("maxLength"));
        }
        if (schema.has("minLength") && text.length() < schema.path("minLength").asInt()) {
            call.problem("contract: " + at + " is shorter than " + schema.path("minLength"));
        }
        var expression = Json.text(schema, "pattern");
        if (expression != null
                && !patterns.computeIfAbsent(expression, Pattern::compile)
                        .matcher(text)
                        .find()) {
            call.problem("contract: " + at + " does not match " + expression);
        }
    }
}
