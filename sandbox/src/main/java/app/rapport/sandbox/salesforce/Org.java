package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The records of the org. Not for several threads at once: whoever calls holds the org's lock. */
final class Org {
    static final String ID = Ids.of("00D", 1);

    private final Schema schema = Schema.standard();
    private final Clock clock;
    private final Values values = new Values(this);
    private final Rules rules = new Rules(this);
    private final Map<String, Map<String, ObjectNode>> tables = new HashMap<>();
    private final String user;
    private long lastNumber = 100;
    private @Nullable Deque<Runnable> undo;
    private boolean duplicateRule = true;
    private Instant describedSince;
    private Ledger ledger = Ledger.none();

    Org(Clock clock, long firstNumber) {
        this.clock = clock;
        this.describedSince = clock.instant();
        schema.types().forEach(type -> tables.put(type.name(), new LinkedHashMap<>()));
        this.user = new Seed(this).plant();
        lastNumber = firstNumber; // ids of an earlier life must not come again: Rapport may still hold them
    }

    /** Takes over what was kept, and keeps what changes from now on. */
    void keep(Ledger kept, List<ObjectNode> entries) {
        for (var entry : entries) {
            if (entry.get("field") instanceof ObjectNode field) {
                type(entry).put(CustomField.of(field));
            } else if (entry.has("fieldRemoved")) {
                type(entry).remove(Json.text(entry, "fieldRemoved", ""));
            } else if (entry.get("row") instanceof ObjectNode row) {
                rows(type(entry)).put(Json.text(row, "Id", ""), row);
                lastNumber = Math.max(lastNumber, entry.path("number").asLong(0));
            }
        }
        ledger = kept;
    }

    private ObjectType type(ObjectNode entry) {
        var name = Json.text(entry, "type", "");
        var type = schema.find(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no object " + name);
        }
        return type;
    }

    Field addField(ObjectType type, ObjectNode wanted) {
        var field = CustomField.of(wanted);
        type.put(field);
        schemaChanged();
        ledger.touch("field/" + type.name() + "/" + field.name(), () -> {
            var entry = Json.object().put("type", type.name());
            entry.set("field", wanted);
            return entry;
        });
        return field;
    }

    boolean removeField(ObjectType type, String name) {
        schemaChanged();
        ledger.touch(
                "field/" + type.name() + "/" + name,
                () -> Json.object().put("type", type.name()).put("fieldRemoved", name));
        return type.remove(name);
    }

    private void changed(ObjectType type, String id) {
        ledger.touch(type.name() + "/" + id, () -> {
            var row = rows(type).get(id);
            if (row == null) {
                return null;
            }
            var entry = Json.object().put("type", type.name()).put("number", lastNumber);
            entry.set("row", row);
            return entry;
        });
    }

    /** Since when the objects have been described as they are now. */
    Instant describedSince() {
        return describedSince;
    }

    void schemaChanged() {
        describedSince = clock.instant();
    }

    long lastNumber() {
        return lastNumber;
    }

    Schema schema() {
        return schema;
    }

    Clock clock() {
        return clock;
    }

    /** The user Rapport works as. */
    String user() {
        return user;
    }

    void duplicateRule(boolean on) {
        duplicateRule = on;
    }

    boolean duplicateRule() {
        return duplicateRule;
    }

    @Nullable
    ObjectNode find(ObjectType type, String id) {
        return rows(type).get(id);
    }

    Collection<ObjectNode> all(ObjectType type) {
        return rows(type).values();
    }

    static boolean deleted(ObjectNode row) {
        return row.path("IsDeleted").asBoolean(false);
    }

    private Map<String, ObjectNode> rows(ObjectType type) {
        var rows = tables.get(type.name());
        if (rows == null) {
            throw new IllegalStateException("no table for " + type.name());
        }
        return rows;
    }

    /** Creates a record through the API's checks; answers its id. */
    String create(ObjectType type, ObjectNode given, boolean allowDuplicate) {
        if (!type.writable()) {
            throw Refused.of("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be inserted: " + type.name());
        }
        var row = values.checked(type, given, true);
        for (var field : type.fields()) {
            if (!row.hasNonNull(field.name())) {
                if (field.defaultValue() != null) {
                    row.put(field.name(), field.defaultValue());
                } else if (field.type().equals("boolean")) {
                    row.put(field.name(), false);
                }
            }
        }
        if (type.field("OwnerId") != null && !row.hasNonNull("OwnerId")) {
            row.put("OwnerId", user);
        }
        values.required(type, row, true);
        rules.settle(type, row, given, true);
        if (duplicateRule && !allowDuplicate) {
            rules.duplicates(type, row, null);
        }
        return insert(type, row);
    }

    /** Puts a record there as it is. */
    String insert(ObjectType type, ObjectNode row) {
        var id = Ids.of(type.prefix(), ++lastNumber);
        var now = Times.stamp(clock.instant());
        var by = type.name().equals("User") ? id : user;
        row.put("Id", id)
                .put("IsDeleted", false)
                .put("CreatedDate", now)
                .put("CreatedById", by)
                .put("LastModifiedDate", now)
                .put("LastModifiedById", by)
                .put("SystemModstamp", now);
        rows(type).put(id, row);
        changed(type, id);
        remember(() -> rows(type).remove(id));
        rules.written(type, row);
        return id;
    }

    void update(ObjectType type, String id, ObjectNode given, boolean allowDuplicate) {
        var row = existing(type, id);
        var before = row.deepCopy();
        var changes = values.checked(type, given, false);
        values.required(type, changes, false);
        var after = row.deepCopy();
        after.setAll(changes);
        rules.settle(type, after, given, false);
        if (duplicateRule && !allowDuplicate && changes.hasNonNull("Email")) {
            rules.duplicates(type, after, id);
        }
        var now = Times.stamp(clock.instant());
        after.put("LastModifiedDate", now).put("LastModifiedById", user).put("SystemModstamp", now);
        rows(type).put(id, after);
        changed(type, id);
        remember(() -> rows(type).put(id, before));
        rules.written(type, after);
    }

    /** Changes derived columns only, as the org itself does. */
    void derive(ObjectType type, String id, String field, String value) {
        var row = rows(type).get(id);
        if (row == null || type.field(field) == null) {
            return;
        }
        var before = row.get(field);
        row.put(field, value);
        changed(type, id);
        remember(() -> {
            if (before == null) {
                row.remove(field);
            } else {
                row.set(field, before);
            }
        });
    }

    void delete(ObjectType type, String id) {
        var row = existing(type, id);
        var before = row.deepCopy();
        var now = Times.stamp(clock.instant());
        row.put("IsDeleted", true).put("LastModifiedDate", now).put("SystemModstamp", now);
        changed(type, Json.text(row, "Id", ""));
        remember(() -> rows(type).put(Json.text(before, "Id", ""), before));
    }

    /** The live record behind an id, however it is written. */
    ObjectNode existing(ObjectType type, String id) {
        var normal = Ids.normal(id);
        if (normal == null) {
            throw new Refused(
                    400, "MALFORMED_ID", type.name() + " ID: id value of incorrect type: " + id, List.of("Id"), null);
        }
        var row = rows(type).get(normal);
        if (row == null) {
            throw Refused.notFound();
        }
        if (deleted(row)) {
            throw Refused.of("ENTITY_IS_DELETED", "entity is deleted");
        }
        return row;
    }

    /** A record with all its columns, absent ones as null. */
    static ObjectNode whole(ObjectType type, ObjectNode row) {
        var record = Json.object();
        for (var field : type.fields()) {
            var value = row.get(field.name());
            if (value == null) {
                record.putNull(field.name());
            } else {
                record.set(field.name(), value);
            }
        }
        return record;
    }

    /** From here on everything can be undone. */
    void begin() {
        undo = new ArrayDeque<>();
    }

    void commit() {
        undo = null;
    }

    void rollback() {
        var steps = undo;
        undo = null;
        if (steps != null) {
            steps.forEach(Runnable::run);
        }
    }

    private void remember(Runnable step) {
        if (undo != null) {
            undo.addFirst(step);
        }
    }
}
