package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code …/composite/sobjects}: up to 200 records at once, each with a result of its own. */
final class Collections {
    private static final int MOST = 200;

    private final Org org;

    Collections(Org org) {
        this.org = org;
    }

    Reply answer(Call call, List<String> path) {
        var steps = new ArrayList<Supplier<ObjectNode>>();
        boolean allOrNone;
        if (call.method().equals("DELETE") && path.isEmpty()) {
            allOrNone = "true".equals(call.parameter("allOrNone"));
            call.list("ids").forEach(id -> steps.add(() -> delete(id)));
        } else {
            var body = Rest.body(call);
            Rest.known(call, body, "allOrNone", "records");
            allOrNone = body.path("allOrNone").asBoolean(false);
            if (!(body.get("records") instanceof ArrayNode records)) {
                throw Refused.of("JSON_PARSER_ERROR", "records must be a list");
            }
            for (var record : records) {
                steps.add(() -> write(call, path, record));
            }
        }
        if (steps.size() > MOST) {
            throw Refused.of(
                    "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records in this call");
        }
        return Reply.json(200, run(call, steps, allOrNone));
    }

    private ArrayNode run(Call call, List<Supplier<ObjectNode>> steps, boolean allOrNone) {
        var results = Json.array();
        var failed = false;
        if (allOrNone) {
            org.begin();
        }
        for (var step : steps) {
            try {
                results.add(step.get());
            } catch (Refused refused) {
                failed = true;
                if (refused.callersFault()) {
                    call.problem("record " + results.size() + ": " + refused.code() + ": " + refused.words());
                }
                results.add(unsaved(refused));
            }
        }
        if (allOrNone && failed) {
            org.rollback();
            var rolledBack = Refused.of(
                    "ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid");
            for (var i = 0; i < results.size(); i++) {
                if (results.get(i).path("success").asBoolean(false)) {
                    results.set(i, unsaved(rolledBack));
                }
            }
        } else if (allOrNone) {
            org.commit();
        }
        return results;
    }

    private static ObjectNode unsaved(Refused refused) {
        var json = Json.object().put("success", false);
        json.putArray("errors").add(refused.inResult());
        return json;
    }

    private ObjectNode delete(String id) {
        var type = org.schema().ofId(id);
        if (type == null) {
            throw Refused.of("MALFORMED_ID", "bad id " + id);
        }
        org.delete(type, id);
        return Records.saved(id);
    }

    private ObjectNode write(Call call, List<String> path, JsonNode given) {
        if (!(given instanceof ObjectNode record)) {
            throw Refused.of("JSON_PARSER_ERROR", "a record must be an object");
        }
        var type = org.schema().find(Json.text(record.path("attributes"), "type", ""));
        if (type == null) {
            throw Refused.of("INVALID_TYPE", "attributes.type is missing or unknown");
        }
        var duplicates = Records.allowsDuplicates(call);
        if (call.method().equals("POST") && path.isEmpty()) {
            return Records.saved(org.create(type, record, duplicates));
        }
        if (!call.method().equals("PATCH")) {
            throw new Refused(405, "METHOD_NOT_ALLOWED", "HTTP Method not allowed", List.of(), null);
        }
        if (path.isEmpty()) {
            var id = id(record);
            if (id == null) {
                throw Refused.of("MISSING_ARGUMENT", "Id not specified in an update call");
            }
            org.update(type, id, without(record, "Id", "id"), duplicates);
            return Records.saved(id);
        }
        var key = path.size() == 2 ? type.field(path.get(1)) : null;
        var value = key == null ? null : Json.text(record, key.name());
        if (key == null || value == null) {
            throw Refused.of("MISSING_ARGUMENT", "the external id field is missing");
        }
        for (var row : org.all(type)) {
            if (!Org.deleted(row) && value.equalsIgnoreCase(Json.text(row, key.name()))) {
                var id = Objects.requireNonNull(Json.text(row, "Id"));
                org.update(type, id, without(record, key.name()), duplicates);
                return Records.saved(id).put("created", false);
            }
        }
        return Records.saved(org.create(type, record, duplicates)).put("created", true);
    }

    private static @Nullable String id(ObjectNode record) {
        var id = Json.text(record, "Id");
        var found = id == null ? Json.text(record, "id") : id;
        return found == null ? null : Ids.normal(found);
    }

    private static ObjectNode without(ObjectNode record, String... names) {
        var copy = record.deepCopy();
        for (var name : names) {
            copy.remove(name);
        }
        return copy;
    }
}
