package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /crm/objects/2026-09/{type}/…} */
final class Objects {
    private static final int PAGE = 100;

    private final Portal portal;
    private final Keys.Caller caller;
    private final long searchLagMs;

    Objects(Portal portal, Keys.Caller caller, long searchLagMs) {
        this.searchLagMs = searchLagMs;
        this.portal = portal;
        this.caller = caller;
    }

    Reply answer(Call call, List<String> path) {
        if (path.isEmpty()) {
            throw Refused.notFound();
        }
        var kind = portal.kind(path.getFirst());
        if (path.size() == 1) {
            return call.method().equals("GET") ? list(call, kind) : create(call, kind);
        }
        var second = path.get(1);
        if (path.size() == 2 && second.equals("search")) {
            Api.need(call, "POST");
            caller.needs(kind.scope(false));
            return new Search(portal, searchLagMs).answer(call, kind);
        }
        if (path.size() == 3 && second.equals("batch")) {
            Api.need(call, "POST");
            caller.needs(kind.scope(!path.get(2).equals("read")));
            return new Batch(portal).answer(call, kind, path.get(2));
        }
        if (path.size() == 2) {
            return one(call, kind, second);
        }
        if (path.size() >= 5 && path.get(2).equals("associations")) {
            return new Associations(portal, caller).single(call, kind, second, path.subList(3, path.size()));
        }
        throw Refused.notFound();
    }

    private Reply create(Call call, Kind kind) {
        Api.need(call, "POST");
        caller.needs(kind.scope(true));
        var body = Api.body(call);
        Api.known(call, body, "properties", "associations", "objectWriteTraceId");
        strings(call, body);
        var item = portal.create(kind, body.path("properties"), body.get("associations"));
        return Reply.json(201, item.show(null, call.base()))
                .with("Location", call.base() + "/crm/objects/" + Api.VERSION + "/" + kind.name() + "/" + item.id);
    }

    /** HubSpot takes numbers and booleans, but its contract says strings. */
    static void strings(Call call, ObjectNode body) {
        for (var entry : body.path("properties").properties()) {
            if (!entry.getValue().isString()) {
                call.problem("properties." + entry.getKey() + " is not a string");
            }
        }
    }

    private Reply one(Call call, Kind kind, String id) {
        caller.needs(kind.scope(!call.method().equals("GET")));
        var item = portal.find(kind, id, call.parameter("idProperty"));
        if (item == null && call.method().equals("DELETE")) {
            return Reply.empty(204); // archiving twice is no error
        }
        if (item == null) {
            var archived = portal.find(kind, id);
            if (archived != null && call.method().equals("GET") && "true".equals(call.parameter("archived"))) {
                return Reply.json(200, shown(call, archived));
            }
            throw Refused.notFound();
        }
        return switch (call.method()) {
            case "GET" -> Reply.json(200, shown(call, item));
            case "PATCH" -> {
                var body = Api.body(call);
                Api.known(call, body, "properties", "objectWriteTraceId");
                strings(call, body);
                portal.update(item, body.path("properties"));
                yield Reply.json(200, item.show(null, call.base()));
            }
            case "DELETE" -> {
                portal.archive(item);
                yield Reply.empty(204);
            }
            default -> throw Api.notAllowed();
        };
    }

    private Reply list(Call call, Kind kind) {
        caller.needs(kind.scope(false));
        var limit = number(call, "limit", 10);
        if (limit < 1 || limit > PAGE) {
            throw Refused.invalid("limit must be between 1 and " + PAGE);
        }
        var after = number(call, "after", 0);
        var archived = "true".equals(call.parameter("archived"));
        var results = new ArrayList<ObjectNode>();
        var more = false;
        for (var item : portal.all(kind)) {
            if (item.archived != archived || Long.parseLong(item.id) < after) {
                continue;
            }
            if (results.size() == limit) {
                after = Long.parseLong(item.id);
                more = true;
                break;
            }
            results.add(shown(call, item));
        }
        var json = Json.object();
        json.putArray("results").addAll(results);
        if (more) {
            json.putObject("paging").putObject("next").put("after", String.valueOf(after));
        }
        return Reply.json(200, json);
    }

    private ObjectNode shown(Call call, Item item) {
        var json = item.show(wanted(item.kind, call.list("properties")), call.base());
        var kinds = call.list("associations").stream().map(portal::kind).toList();
        item.showLinks(json, kinds);
        return json;
    }

    /** What is always shown, and what was asked for besides. */
    static Set<String> wanted(Kind kind, List<String> asked) {
        var names = new LinkedHashSet<String>();
        for (var property : kind.properties()) {
            if (asked.isEmpty()
                    ? property.shown()
                    : property.name().equals("hs_object_id")
                            || property.name().equals(kind.created())
                            || property.name().equals(kind.modified())) {
                names.add(property.name());
            }
        }
        names.addAll(asked);
        return names;
    }

    private static long number(Call call, String name, long otherwise) {
        var text = call.parameter(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,15}")) {
            throw Refused.invalid(name + " must be a number");
        }
        return Long.parseLong(text);
    }
}
