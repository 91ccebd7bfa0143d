package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** {@code …/sobjects/…}: describe, create, read, update, delete, upsert. */
final class Records {
    private final Org org;
    private final String version;

    Records(Org org, String version) {
        this.org = org;
        this.version = version;
    }

    Reply answer(Call call, List<String> path) {
        if (path.isEmpty()) {
            Rest.need(call, "GET");
            var json = Json.object().put("encoding", "UTF-8").put("maxBatchSize", 200);
            var all = json.putArray("sobjects");
            org.schema().types().forEach(type -> all.add(type.summary(version)));
            return Reply.json(200, json);
        }
        var type = org.schema().find(path.getFirst());
        if (type == null) {
            throw Refused.notFound();
        }
        if (path.size() == 1) {
            return call.method().equals("GET") ? info(type) : create(call, type);
        }
        if (path.size() == 2 && path.get(1).equals("describe")) {
            Rest.need(call, "GET");
            return described(call, type);
        }
        if (path.size() == 2 && (path.get(1).equals("updated") || path.get(1).equals("deleted"))) {
            Rest.need(call, "GET");
            return new Changes(org).answer(call, type, path.get(1).equals("deleted"));
        }
        if (path.size() == 2) {
            return one(call, type, path.get(1));
        }
        if (path.size() == 3) {
            return byKey(call, type, path.get(1), path.get(2));
        }
        throw Refused.notFound();
    }

    private Reply described(Call call, ObjectType type) {
        var since = call.header("If-Modified-Since");
        var changed = org.describedSince();
        var unchanged = since != null && !HttpDates.isBefore(since, Times.stamp(changed));
        return (unchanged ? Reply.empty(304) : Reply.json(200, type.describe(version)))
                .with("Last-Modified", HttpDates.of(changed));
    }

    private Reply info(ObjectType type) {
        var json = Json.object();
        json.set("objectDescribe", type.summary(version));
        json.putArray("recentItems");
        return Reply.json(200, json);
    }

    private Reply create(Call call, ObjectType type) {
        Rest.need(call, "POST");
        var id = org.create(type, Rest.body(call), allowsDuplicates(call));
        return Reply.json(201, saved(id))
                .with("Location", "/services/data/" + version + "/sobjects/" + type.name() + "/" + id);
    }

    static ObjectNode saved(String id) {
        var json = Json.object().put("id", id).put("success", true);
        json.putArray("errors");
        return json;
    }

    static boolean allowsDuplicates(Call call) {
        var header = call.header("Sforce-Duplicate-Rule-Header");
        return header != null
                && header.replace(" ", "").toLowerCase(Locale.ROOT).contains("allowsave=true");
    }

    private Reply one(Call call, ObjectType type, String id) {
        return switch (call.method()) {
            case "GET" -> Reply.json(200, shown(call, type, org.existing(type, id)));
            case "PATCH" -> {
                var row = org.existing(type, id);
                unmodified(call, row);
                org.update(type, Json.text(row, "Id", ""), Rest.body(call), allowsDuplicates(call));
                yield Reply.empty(204);
            }
            case "DELETE" -> {
                org.delete(type, id);
                yield Reply.empty(204);
            }
            default -> throw notAllowed(call);
        };
    }

    private static Refused notAllowed(Call call) {
        return new Refused(
                405, "METHOD_NOT_ALLOWED", "HTTP Method '" + call.method() + "' not allowed", List.of(), null);
    }

    private static void unmodified(Call call, ObjectNode row) {
        var since = call.header("If-Unmodified-Since");
        if (since != null && HttpDates.isBefore(since, Json.text(row, "LastModifiedDate", ""))) {
            throw new Refused(412, "PRECONDITION_FAILED", "The record was modified", List.of(), null);
        }
    }

    private ObjectNode shown(Call call, ObjectType type, ObjectNode row) {
        var json = Json.object();
        json.set(
                "attributes",
                Json.object()
                        .put("type", type.name())
                        .put(
                                "url",
                                "/services/data/" + version + "/sobjects/" + type.name() + "/" + Json.text(row, "Id")));
        var wanted = call.list("fields");
        for (var name : wanted) {
            if (type.field(name) == null) {
                throw Refused.noColumn(name, type.name());
            }
        }
        var whole = Org.whole(type, row);
        for (var field : type.fields()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(field.name()::equalsIgnoreCase)) {
                json.set(field.name(), whole.path(field.name()));
            }
        }
        return json;
    }

    private Reply byKey(Call call, ObjectType type, String key, String value) {
        var field = type.field(key);
        if (field == null || !(field.externalId() || field.type().equals("id"))) {
            throw new Refused(
                    404,
                    "NOT_FOUND",
                    "Provided external ID field does not exist or is not accessible: " + key,
                    List.of(),
                    null);
        }
        var matches = matches(type, field, value);
        if (matches.size() > 1) {
            var urls = Json.array();
            matches.forEach(match ->
                    urls.add("/services/data/" + version + "/sobjects/" + type.name() + "/" + Json.text(match, "Id")));
            return Reply.json(300, urls);
        }
        return switch (call.method()) {
            case "GET" -> {
                if (matches.isEmpty()) {
                    throw Refused.notFound();
                }
                yield Reply.json(200, shown(call, type, matches.getFirst()));
            }
            case "PATCH" -> upsert(call, type, field, value, matches);
            case "DELETE" -> {
                if (matches.isEmpty()) {
                    throw Refused.notFound();
                }
                org.delete(type, Json.text(matches.getFirst(), "Id", ""));
                yield Reply.empty(204);
            }
            default -> throw notAllowed(call);
        };
    }

    private List<ObjectNode> matches(ObjectType type, Field field, String value) {
        var matches = new ArrayList<ObjectNode>();
        for (var row : org.all(type)) {
            if (!Org.deleted(row) && value.equalsIgnoreCase(Json.text(row, field.name()))) {
                matches.add(row);
            }
        }
        return matches;
    }

    private Reply upsert(Call call, ObjectType type, Field field, String value, List<ObjectNode> matches) {
        var given = Rest.body(call);
        if (given.has(field.name())) {
            throw Refused.of(
                    "INVALID_FIELD",
                    "The " + field.name() + " field should not be specified in the sobject data.",
                    field.name());
        }
        if (!matches.isEmpty()) {
            var id = Json.text(matches.getFirst(), "Id", "");
            org.update(type, id, given, allowsDuplicates(call));
            return Reply.json(200, saved(id).put("created", false));
        }
        if ("true".equals(call.parameter("updateOnly"))) {
            throw Refused.notFound();
        }
        var row = given.deepCopy();
        row.put(field.name(), value);
        var id = org.create(type, row, allowsDuplicates(call));
        return Reply.json(201, saved(id).put("created", true))
                .with(
                        "Location",
                        "/services/data/" + version + "/sobjects/" + type.name() + "/"
                                + URLEncoder.encode(Objects.requireNonNull(id), StandardCharsets.UTF_8));
    }
}
