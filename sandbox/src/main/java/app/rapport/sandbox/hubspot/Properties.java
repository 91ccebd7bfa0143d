package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Reply;
import java.util.List;

/** {@code /crm/properties/2026-09/{type}} */
final class Properties {
    private static final int MOST_UNIQUE = 10;

    private final Portal portal;
    private final Keys.Caller caller;

    Properties(Portal portal, Keys.Caller caller) {
        this.portal = portal;
        this.caller = caller;
    }

    Reply answer(Call call, List<String> path) {
        if (path.isEmpty() || path.size() > 2) {
            throw Refused.notFound();
        }
        var kind = portal.kind(path.getFirst());
        var at = portal.clock().instant().toString();
        caller.needs(kind.schemaScope(!call.method().equals("GET")));
        if (path.size() == 1 && call.method().equals("GET")) {
            var archived = "true".equals(call.parameter("archived"));
            return Api.list(kind.properties().stream()
                    .filter(_ -> !archived)
                    .map(property -> property.describe(at))
                    .toList());
        }
        if (path.size() == 1) {
            Api.need(call, "POST");
            return create(call, kind, at);
        }
        var property = kind.property(path.get(1));
        if (property == null) {
            throw Refused.notFound();
        }
        return switch (call.method()) {
            case "GET" -> Reply.json(200, property.describe(at));
            case "DELETE" -> {
                if (!portal.removeProperty(kind, property.name())) {
                    throw Refused.invalid("Property " + property.name() + " is HubSpot's own");
                }
                yield Reply.empty(204);
            }
            default -> throw Api.notAllowed();
        };
    }

    private Reply create(Call call, Kind kind, String at) {
        var given = Api.body(call);
        var property = Property.custom(given);
        if (kind.property(property.name()) != null) {
            throw new Refused(
                    409, "OBJECT_ALREADY_EXISTS", "A property named '" + property.name() + "' already exists.", null);
        }
        var unique = kind.properties().stream()
                .filter(one -> one.unique() && !one.defined())
                .count();
        if (property.unique() && unique >= MOST_UNIQUE) {
            throw Refused.invalid("An object type has at most " + MOST_UNIQUE + " unique properties");
        }
        return Reply.json(201, portal.addProperty(kind, given).describe(at));
    }
}
