package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code …/batch/{create|read|update|upsert|archive}}: up to 100 at a time. */
final class Batch {
    private static final int MOST = 100;

    private final Portal portal;

    Batch(Portal portal) {
        this.portal = portal;
    }

    Reply answer(Call call, Kind kind, String action) {
        var body = Api.body(call);
        if (!(body.get("inputs") instanceof ArrayNode inputs)) {
            throw Refused.invalid("Invalid input JSON: inputs must be a list");
        }
        if (inputs.size() > MOST) {
            throw Refused.invalid("The batch holds " + inputs.size() + " inputs, at most " + MOST + " are allowed");
        }
        var started = portal.clock().instant().toString();
        var results = new ArrayList<ObjectNode>();
        var errors = new ArrayList<ObjectNode>();
        for (var input : inputs) {
            try {
                var result = one(call, kind, action, body, input);
                if (result != null) {
                    results.add(result);
                }
            } catch (Refused refused) {
                if (!partial(action)) {
                    throw refused;
                }
                errors.add(error(refused, input));
            }
        }
        if (action.equals("archive")) {
            return Reply.empty(204);
        }
        var json = Json.object().put("status", "COMPLETE");
        json.putArray("results").addAll(results);
        if (!errors.isEmpty()) {
            json.put("numErrors", errors.size()).putArray("errors").addAll(errors);
        }
        json.put("startedAt", started)
                .put("completedAt", portal.clock().instant().toString());
        return Reply.json(!errors.isEmpty() ? 207 : action.equals("create") ? 201 : 200, json);
    }

    /** Reads and updates go on without what is missing; creates are all or nothing. */
    private static boolean partial(String action) {
        return !action.equals("create");
    }

    private static ObjectNode error(Refused refused, JsonNode input) {
        var error = refused.body();
        error.remove("correlationId");
        if (!error.has("errors")) {
            error.putArray("errors");
        }
        error.putObject("links");
        error.putObject("context").putArray("ids").add(Json.text(input, "id", ""));
        var trace = Json.text(input, "objectWriteTraceId");
        if (trace != null) {
            error.withObject("/context").putArray("objectWriteTraceId").add(trace);
        }
        return error;
    }

    private @Nullable ObjectNode one(Call call, Kind kind, String action, ObjectNode body, JsonNode input) {
        var properties = input.path("properties");
        var idProperty = Json.text(input, "idProperty");
        var id = Json.text(input, "id", "");
        return switch (action) {
            case "create" ->
                portal.create(kind, properties, input.get("associations")).show(null, call.base());
            case "read" -> read(call, kind, body, id);
            case "update" -> {
                var item = portal.find(kind, id, idProperty);
                if (item == null) {
                    throw Refused.notFound();
                }
                portal.update(item, properties);
                yield item.show(null, call.base());
            }
            case "upsert" -> upsert(call, kind, id, idProperty, properties);
            case "archive" -> {
                var gone = portal.find(kind, id, null);
                if (gone != null) {
                    portal.archive(gone);
                }
                yield null;
            }
            default -> throw Refused.notFound();
        };
    }

    private ObjectNode read(Call call, Kind kind, ObjectNode body, String id) {
        var item = portal.find(kind, id, Json.text(body, "idProperty"));
        if (item == null) {
            throw new Refused(
                    404, "OBJECT_NOT_FOUND", "Could not get some " + kind.name() + ", they may be deleted", null);
        }
        var asked = new ArrayList<String>();
        body.path("properties").forEach(name -> asked.add(name.asString()));
        return item.show(Objects.wanted(kind, List.copyOf(asked)), call.base());
    }

    private ObjectNode upsert(Call call, Kind kind, String id, @Nullable String idProperty, JsonNode properties) {
        if (idProperty == null) {
            throw Refused.invalid("idProperty is needed to upsert");
        }
        var item = portal.find(kind, id, idProperty);
        if (item != null) {
            portal.update(item, properties);
            return item.show(null, call.base()).put("new", false);
        }
        var all = properties instanceof ObjectNode object ? object.deepCopy() : Json.object();
        all.put(idProperty, id);
        return portal.create(kind, all, null).show(null, call.base()).put("new", true);
    }
}
