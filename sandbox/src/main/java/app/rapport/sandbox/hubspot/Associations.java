package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Links between objects, one at a time and in batches. */
final class Associations {
    private final Portal portal;
    private final Keys.Caller caller;

    Associations(Portal portal, Keys.Caller caller) {
        this.portal = portal;
        this.caller = caller;
    }

    /** {@code …/{type}/{id}/associations/[default/]{toType}/{toId}} */
    Reply single(Call call, Kind kind, String id, List<String> path) {
        caller.needs(kind.scope(true));
        var byDefault = path.size() == 3 && path.getFirst().equals("default");
        if (!byDefault && path.size() != 2) {
            throw Refused.notFound();
        }
        var target = portal.kind(path.get(byDefault ? 1 : 0));
        var from = existing(kind, id);
        var to = existing(target, path.getLast());
        if (byDefault) {
            Api.need(call, "PUT");
            return Reply.json(200, complete(linkByDefault(from, to)));
        }
        if (call.method().equals("DELETE")) {
            portal.unlink(from, to);
            return Reply.empty(204);
        }
        Api.need(call, "PUT");
        if (!(call.json() instanceof ArrayNode specs) || specs.isEmpty()) {
            throw Refused.invalid("Invalid input JSON: the body must be a list of association types");
        }
        var links = new ArrayList<Link>();
        for (var spec : specs) {
            links.add(Link.of(portal, kind, to.id, spec));
        }
        links.forEach(link -> portal.link(from, link.other(), link.type()));
        var json = Json.object()
                .put("fromObjectTypeId", kind.typeId())
                .put("fromObjectId", from.id)
                .put("toObjectTypeId", target.typeId())
                .put("toObjectId", to.id);
        json.putArray("labels");
        return Reply.json(201, json);
    }

    private Item existing(Kind kind, String id) {
        var item = portal.find(kind, id, null);
        if (item == null) {
            throw Refused.notFound();
        }
        return item;
    }

    private List<ObjectNode> linkByDefault(Item from, Item to) {
        var type = AssociationTypes.between(from.kind, to.kind);
        if (type == null) {
            throw Refused.invalid("No default association between " + from.kind.name() + " and " + to.kind.name());
        }
        portal.link(from, to, type);
        return List.of(described(from, to, type.id()), described(to, from, type.back()));
    }

    private static ObjectNode described(Item from, Item to, int type) {
        var json = Json.object();
        json.putObject("from").put("id", from.id);
        json.putObject("to").put("id", to.id);
        json.putObject("associationSpec")
                .put("associationCategory", "HUBSPOT_DEFINED")
                .put("associationTypeId", type);
        return json;
    }

    private ObjectNode complete(List<ObjectNode> results) {
        var now = portal.clock().instant().toString();
        var json = Json.object().put("status", "COMPLETE");
        json.putArray("results").addAll(results);
        return json.put("startedAt", now).put("completedAt", now);
    }

    /** {@code /crm/associations/2026-09/{from}/{to}/batch/…} */
    Reply answer(Call call, List<String> path) {
        if (path.size() < 4 || !path.get(2).equals("batch")) {
            throw Refused.notFound();
        }
        Api.need(call, "POST");
        var from = portal.kind(path.get(0));
        var to = portal.kind(path.get(1));
        var action = String.join("/", path.subList(3, path.size()));
        caller.needs(from.scope(!action.equals("read")));
        if (!(Api.body(call).get("inputs") instanceof ArrayNode inputs)) {
            throw Refused.invalid("Invalid input JSON: inputs must be a list");
        }
        var results = new ArrayList<ObjectNode>();
        var errors = new ArrayList<ObjectNode>();
        for (var input : inputs) {
            switch (action) {
                case "read" -> read(from, to, Json.text(input, "id", ""), results, errors);
                case "create" -> create(from, to, input, results);
                case "associate/default" ->
                    results.addAll(linkByDefault(existing(from, end(input, "from")), existing(to, end(input, "to"))));
                case "archive" -> archive(from, to, input);
                default -> throw Refused.notFound();
            }
        }
        if (action.equals("archive")) {
            return Reply.empty(204);
        }
        var json = complete(results);
        if (!errors.isEmpty()) {
            json.put("numErrors", errors.size()).putArray("errors").addAll(errors);
        }
        return Reply.json(!errors.isEmpty() ? 207 : action.equals("create") ? 201 : 200, json);
    }

    private static String end(JsonNode input, String side) {
        return Json.text(input.path(side), "id", "");
    }

    private void read(Kind from, Kind to, String id, List<ObjectNode> results, List<ObjectNode> errors) {
        var item = portal.find(from, id, null);
        if (item == null || item.links(to.name()).isEmpty()) {
            var error = Json.object()
                    .put("status", "error")
                    .put("category", "OBJECT_NOT_FOUND")
                    .put("message", "No " + to.singular() + " is associated with " + from.singular() + " " + id + ".");
            error.putObject("context").putArray("fromObjectId").add(id);
            error.putArray("errors");
            error.putObject("links");
            errors.add(error);
            return;
        }
        var json = Json.object();
        json.putObject("from").put("id", id);
        var ends = json.putArray("to");
        item.links(to.name()).forEach((otherId, types) -> {
            var end = ends.addObject().put("toObjectId", otherId);
            var all = end.putArray("associationTypes");
            types.forEach(type -> all.addObject()
                    .put("category", "HUBSPOT_DEFINED")
                    .put("typeId", type)
                    .put("label", AssociationTypes.primary(type) ? "Primary" : null));
        });
        results.add(json);
    }

    private void create(Kind from, Kind to, JsonNode input, List<ObjectNode> results) {
        var item = existing(from, end(input, "from"));
        var other = existing(to, end(input, "to"));
        for (var spec : input.path("types")) {
            var link = Link.of(portal, from, other.id, spec);
            portal.link(item, link.other(), link.type());
        }
        var json = Json.object()
                .put("fromObjectTypeId", from.typeId())
                .put("fromObjectId", item.id)
                .put("toObjectTypeId", to.typeId())
                .put("toObjectId", other.id);
        json.putArray("labels");
        results.add(json);
    }

    private void archive(Kind from, Kind to, JsonNode input) {
        var item = portal.find(from, end(input, "from"), null);
        for (var end : input.path("to")) {
            var other = portal.find(to, Json.text(end, "id", ""), null);
            if (item != null && other != null) {
                portal.unlink(item, other);
            }
        }
    }
}
