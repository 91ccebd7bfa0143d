package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Checks what a caller wants to write, column by column, and brings it into the form that is stored. */
final class Values {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>()]+@[^@\\s,;<>()]+\\.[^@\\s,;<>().]+");

    private final Org org;

    Values(Org org) {
        this.org = org;
    }

    ObjectNode checked(ObjectType type, ObjectNode given, boolean creating) {
        var row = Json.object();
        for (var entry : given.properties()) {
            if (entry.getKey().equals("attributes")) {
                continue;
            }
            var field = type.field(entry.getKey());
            if (field == null) {
                throw Refused.noColumn(entry.getKey(), type.name());
            }
            if (creating ? !field.createable() : !field.updateable()) {
                throw Refused.of(
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "Unable to create/update fields: " + field.name()
                                + ". Please check the security settings of this field and verify that it is"
                                + " read/write for your profile or permission set.",
                        field.name());
            }
            row.set(field.name(), value(field, entry.getValue()));
        }
        return row;
    }

    /** On create nothing required may be absent, on update nothing required may be emptied. */
    void required(ObjectType type, ObjectNode row, boolean creating) {
        var missing = new ArrayList<String>();
        for (var field : type.fields()) {
            var value = row.get(field.name());
            if (field.required() && (value == null ? creating : value.isNull())) {
                missing.add(field.name());
            }
        }
        if (!missing.isEmpty()) {
            throw Refused.of(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: " + missing,
                    missing.toArray(String[]::new));
        }
    }

    private JsonNode value(Field field, JsonNode given) {
        if (given.isNull()) {
            if (field.type().equals("boolean")) {
                throw unreadable(field, given);
            }
            return given;
        }
        return switch (field.type()) {
            case "boolean" -> given.isBoolean() ? given : fail(field, given);
            case "int" ->
                given.isIntegralNumber() || whole(given) ? Json.MAPPER.valueToTree(given.asLong()) : fail(field, given);
            case "double", "currency", "percent" -> given.isNumber() ? given : fail(field, given);
            case "date" -> date(field, given);
            case "datetime" -> datetime(field, given);
            case "reference", "id" -> reference(field, given);
            default -> given.isString() ? text(field, given.asString()) : fail(field, given);
        };
    }

    private static boolean whole(JsonNode given) {
        return given.isNumber() && given.asDouble() == Math.rint(given.asDouble());
    }

    private static JsonNode text(Field field, String given) {
        var text = given.strip();
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        if (text.length() > field.length()) {
            throw Refused.of(
                    "STRING_TOO_LONG",
                    field.label() + ": data value too large: " + text.substring(0, Math.min(255, text.length()))
                            + " (max length=" + field.length() + ")",
                    field.name());
        }
        if (field.type().equals("email") && !EMAIL.matcher(text).matches()) {
            throw Refused.of("INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + text, field.name());
        }
        if (field.restricted() && !field.values().contains(text)) {
            throw Refused.of(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.label() + ": bad value for restricted picklist field: " + text,
                    field.name());
        }
        return StringNode.valueOf(text);
    }

    private static JsonNode date(Field field, JsonNode given) {
        if (given.isString() && Times.date(given.asString()) != null) {
            return given;
        }
        return fail(field, given);
    }

    private static JsonNode datetime(Field field, JsonNode given) {
        var instant = given.isString() ? Times.instant(given.asString()) : null;
        if (instant == null) {
            return fail(field, given);
        }
        return StringNode.valueOf(Times.stamp(instant));
    }

    private JsonNode reference(Field field, JsonNode given) {
        if (!given.isString()) {
            return fail(field, given);
        }
        var text = given.asString().strip();
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        var id = Ids.normal(text);
        if (id == null) {
            throw Refused.of("MALFORMED_ID", field.label() + ": id value of incorrect type: " + text, field.name());
        }
        @Nullable ObjectType target = org.schema().ofId(id);
        if (target == null || !field.referenceTo().contains(target.name())) {
            throw Refused.of(
                    "FIELD_INTEGRITY_EXCEPTION", field.label() + ": id value of incorrect type: " + text, field.name());
        }
        var record = org.find(target, id);
        if (record == null) {
            throw Refused.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
        }
        if (Org.deleted(record)) {
            throw Refused.of("ENTITY_IS_DELETED", "entity is deleted", field.name());
        }
        return StringNode.valueOf(id);
    }

    private static JsonNode fail(Field field, JsonNode given) {
        throw unreadable(field, given);
    }

    private static Refused unreadable(Field field, JsonNode given) {
        var wanted = field.textual() && !field.type().startsWith("date") ? "string" : field.type();
        var kind = given.isNumber() ? "VALUE_NUMBER" : given.isContainer() ? "START_OBJECT" : "VALUE_STRING";
        return Refused.of(
                "JSON_PARSER_ERROR",
                "Cannot deserialize instance of " + wanted + " from " + kind + " value "
                        + (given.isValueNode() ? given.asString() : "") + " or request may be missing a required"
                        + " field at " + field.name());
    }
}
