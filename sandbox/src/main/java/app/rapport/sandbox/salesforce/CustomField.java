package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads the column an admin of the org wants to add. */
final class CustomField {
    private static final Set<String> TYPES = Set.of(
            "string",
            "textarea",
            "email",
            "phone",
            "url",
            "picklist",
            "boolean",
            "int",
            "double",
            "currency",
            "percent",
            "date",
            "datetime");

    private CustomField() {}

    static Field of(ObjectNode wanted) {
        var name = Json.text(wanted, "name", "");
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,39}__c")) {
            throw new IllegalArgumentException("name ends in __c");
        }
        var type = Json.text(wanted, "type", "string");
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("type is one of " + TYPES);
        }
        var length = wanted.path("length").asInt(type.equals("textarea") ? 32_000 : 255);
        var values = new StringBuilder();
        wanted.path("values")
                .forEach(value -> values.append(values.isEmpty() ? "" : ",").append(value.asString()));
        var flags = (wanted.path("externalId").asBoolean(false) ? "externalId;" : "")
                + (wanted.path("required").asBoolean(false) ? "required;" : "")
                + (values.isEmpty() ? "" : "values=" + values);
        return Schema.column(List.of(name, Json.text(wanted, "label", name), type + "(" + length + ")", flags));
    }
}
