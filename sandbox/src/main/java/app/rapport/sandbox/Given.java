package app.rapport.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody asked for at the control door. A word it does not know is refused: left out, it would mislead a test. */
public final class Given {
    private final ObjectNode json;

    private Given(ObjectNode json) {
        this.json = json;
    }

    public static Given of(@Nullable JsonNode json, String... known) {
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        for (var name : object.propertyNames()) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(
                        "there is no “" + name + "” here; known are " + String.join(", ", known));
            }
        }
        return new Given(object);
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public @Nullable JsonNode get(String name) {
        return json.get(name);
    }

    public @Nullable String text(String name) {
        return Json.text(json, name);
    }

    public String text(String name, String otherwise) {
        return Json.text(json, name, otherwise);
    }

    public int number(String name, int otherwise) {
        return (int) number(name, (long) otherwise);
    }

    public long number(String name, long otherwise) {
        var value = json.path(name);
        if (!has(name)) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is a whole number");
        }
        return value.asLong();
    }

    public double share(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!json.path(name).isNumber()) {
            throw new IllegalArgumentException(name + " is a number");
        }
        return json.path(name).asDouble();
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!json.path(name).isBoolean()) {
            throw new IllegalArgumentException(name + " is true or false");
        }
        return json.path(name).asBoolean();
    }
}
