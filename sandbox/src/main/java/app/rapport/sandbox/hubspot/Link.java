package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An association somebody asks for. */
record Link(Item other, AssociationTypes.Type type) {

    /** The {@code associations} of a create. */
    static List<Link> read(Portal portal, Kind kind, JsonNode given) {
        var links = new ArrayList<Link>();
        if (!given.isArray()) {
            throw Refused.invalid("Invalid input JSON: associations must be a list");
        }
        for (var one : given) {
            var id = Json.text(one.path("to"), "id", "");
            var types = one.path("types");
            if (id.isEmpty() || !types.isArray() || types.isEmpty()) {
                throw Refused.invalid("Invalid input JSON: an association needs to.id and types");
            }
            for (var spec : types) {
                links.add(of(portal, kind, id, spec));
            }
        }
        return links;
    }

    static Link of(Portal portal, Kind kind, String id, JsonNode spec) {
        var number = spec.path("associationTypeId").asInt(-1);
        if (!"HUBSPOT_DEFINED".equals(Json.text(spec, "associationCategory"))) {
            throw Refused.invalid("associationCategory must be HUBSPOT_DEFINED");
        }
        var type = AssociationTypes.byId(number);
        if (type == null || !type.from().equals(kind.name())) {
            throw Refused.invalid("Association type " + number + " is not valid from object type " + kind.typeId());
        }
        var target = portal.kind(type.to());
        var other = portal.find(target, id, null);
        if (other == null) {
            throw Refused.invalid("No " + target.singular() + " with ID " + id + " exists");
        }
        return new Link(other, type);
    }
}
