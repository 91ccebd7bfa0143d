package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One kind of record of the org. Its columns can change while it runs: admins add and remove custom ones. */
final class ObjectType {
    private final String name;
    private final String plural;
    private final String prefix;
    private final boolean writable;
    private volatile Map<String, Field> fields = Map.of();

    ObjectType(String name, String plural, String prefix, boolean writable) {
        this.name = name;
        this.plural = plural;
        this.prefix = prefix;
        this.writable = writable;
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    boolean writable() {
        return writable;
    }

    Collection<Field> fields() {
        return fields.values();
    }

    /** Names are found in any case, as Salesforce does. */
    @Nullable
    Field field(String wanted) {
        return fields.get(wanted.toLowerCase(Locale.ROOT));
    }

    /** The field behind a relationship such as {@code Account} in {@code Account.Name}. */
    @Nullable
    Field relation(String wanted) {
        for (var field : fields.values()) {
            if (wanted.equalsIgnoreCase(field.relationship())) {
                return field;
            }
        }
        return null;
    }

    synchronized void put(Field field) {
        var all = new LinkedHashMap<>(fields);
        all.put(field.name().toLowerCase(Locale.ROOT), field);
        fields = all;
    }

    synchronized boolean remove(String field) {
        var all = new LinkedHashMap<>(fields);
        var known = all.get(field.toLowerCase(Locale.ROOT));
        if (known == null || !known.custom()) {
            return false;
        }
        all.remove(field.toLowerCase(Locale.ROOT));
        fields = all;
        return true;
    }

    ObjectNode summary(String version) {
        var path = "/services/data/" + version + "/sobjects/" + name;
        var json = Json.object()
                .put("name", name)
                .put("label", name)
                .put("labelPlural", plural)
                .put("keyPrefix", prefix)
                .put("custom", name.endsWith("__c"))
                .put("createable", writable)
                .put("updateable", writable)
                .put("deletable", writable)
                .put("queryable", true)
                .put("retrieveable", true)
                .put("searchable", true)
                .put("triggerable", writable)
                .put("undeletable", writable)
                .put("deprecatedAndHidden", false);
        json.set(
                "urls",
                Json.object()
                        .put("sobject", path)
                        .put("describe", path + "/describe")
                        .put("rowTemplate", path + "/{ID}"));
        return json;
    }

    ObjectNode describe(String version) {
        var json = summary(version);
        var columns = json.putArray("fields");
        fields.values().forEach(field -> columns.add(field.describe()));
        json.putArray("recordTypeInfos");
        json.putArray("childRelationships");
        return json;
    }
}
