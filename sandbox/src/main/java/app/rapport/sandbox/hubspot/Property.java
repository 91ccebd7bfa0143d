package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Flags;
import app.rapport.sandbox.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One property an object type can carry. */
record Property(
        String name,
        String label,
        String type,
        String fieldType,
        String groupName,
        Map<String, String> options,
        boolean unique,
        boolean readOnly,
        boolean defined,
        boolean shown) {

    /** name | label | type/fieldType | flags; an option is written value:label. */
    static Property parse(String line, String group) {
        var parts = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
        var kind = parts.get(2).split("/", 2);
        var flags = Flags.of(parts.size() > 3 ? parts.get(3) : "");
        var options = new LinkedHashMap<String, String>();
        for (var option : flags.getOrDefault("options", "").split(",", -1)) {
            var colon = option.indexOf(':');
            if (!option.isBlank()) {
                options.put(
                        (colon < 0 ? option : option.substring(0, colon)).strip(),
                        (colon < 0 ? option : option.substring(colon + 1)).strip());
            }
        }
        return new Property(
                parts.get(0),
                parts.get(1),
                kind[0],
                kind.length > 1 ? kind[1] : "text",
                group,
                options,
                flags.containsKey("unique"),
                flags.containsKey("readonly"),
                true,
                flags.containsKey("shown"));
    }

    static Property custom(JsonNode given) {
        var missing = new ArrayList<String>();
        for (var needed : List.of("name", "label", "type", "fieldType", "groupName")) {
            if (Json.text(given, needed, "").isBlank()) {
                missing.add(needed);
            }
        }
        if (!missing.isEmpty()) {
            throw Refused.invalid("Invalid input JSON: missing " + String.join(", ", missing));
        }
        var name = Json.text(given, "name", "");
        if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
            throw Refused.invalid("Property names are lower case letters, digits and underscores: " + name);
        }
        var options = new LinkedHashMap<String, String>();
        given.path("options")
                .forEach(option -> options.put(Json.text(option, "value", ""), Json.text(option, "label", "")));
        return new Property(
                name,
                Json.text(given, "label", name),
                Json.text(given, "type", "string"),
                Json.text(given, "fieldType", "text"),
                Json.text(given, "groupName", ""),
                options,
                given.path("hasUniqueValue").asBoolean(false),
                false,
                false,
                false);
    }

    @Nullable
    String option(String value) {
        return options.get(value);
    }

    ObjectNode describe(String at) {
        var json = Json.object()
                .put("updatedAt", at)
                .put("createdAt", at)
                .put("name", name)
                .put("label", label)
                .put("type", type)
                .put("fieldType", fieldType)
                .put("description", "")
                .put("groupName", groupName);
        var all = json.putArray("options");
        var order = 0;
        for (var option : options.entrySet()) {
            all.addObject()
                    .put("label", option.getValue())
                    .put("value", option.getKey())
                    .put("displayOrder", order++)
                    .put("hidden", false);
        }
        json.put("displayOrder", -1)
                .put("calculated", false)
                .put("externalOptions", name.equals("hubspot_owner_id"))
                .put("archived", false)
                .put("hasUniqueValue", unique)
                .put("hidden", false)
                .put("hubspotDefined", defined);
        json.set(
                "modificationMetadata",
                Json.object()
                        .put("archivable", !defined)
                        .put("readOnlyDefinition", defined)
                        .put("readOnlyValue", readOnly));
        return json.put("formField", !readOnly).put("dataSensitivity", "non_sensitive");
    }
}
