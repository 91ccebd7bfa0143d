package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One CRM object and what it hangs together with. */
final class Item {
    final Kind kind;
    final String id;
    final Instant createdAt;
    Instant updatedAt;
    boolean archived;
    private final Map<String, String> properties = new TreeMap<>();
    /** Kind of the other end, its id, the association's type ids. */
    private final Map<String, Map<String, Set<Integer>>> associations = new LinkedHashMap<>();

    /** As it was kept. */
    static Item of(Kind kind, String id, ObjectNode kept) {
        var item = new Item(kind, id, Instant.parse(Json.text(kept, "created", "")));
        item.updatedAt = Instant.parse(Json.text(kept, "updated", ""));
        item.archived = kept.path("archived").asBoolean(false);
        item.properties.clear();
        kept.path("properties")
                .properties()
                .forEach(one -> item.properties.put(one.getKey(), one.getValue().asString()));
        for (var link : kept.path("links")) {
            item.link(
                    Json.text(link, "kind", ""),
                    Json.text(link, "id", ""),
                    link.path("type").asInt());
        }
        return item;
    }

    /** Everything about it, to be kept. */
    ObjectNode kept() {
        var json = Json.object()
                .put("kind", kind.name())
                .put("id", id)
                .put("created", createdAt.toString())
                .put("updated", updatedAt.toString())
                .put("archived", archived);
        var all = json.putObject("properties");
        properties.forEach(all::put);
        var links = json.putArray("links");
        associations.forEach((other, ids) -> ids.forEach((otherId, types) -> types.forEach(
                type -> links.addObject().put("kind", other).put("id", otherId).put("type", type))));
        return json;
    }

    Item(Kind kind, String id, Instant at) {
        this.kind = kind;
        this.id = id;
        this.createdAt = at;
        this.updatedAt = at;
        properties.put("hs_object_id", id);
        properties.put(kind.created(), at.toString());
        properties.put(kind.modified(), at.toString());
    }

    @Nullable
    String get(String property) {
        return properties.get(property);
    }

    String get(String property, String otherwise) {
        return properties.getOrDefault(property, otherwise);
    }

    /** An empty value clears the property. */
    void set(String property, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            properties.remove(property);
        } else {
            properties.put(property, value);
        }
    }

    Map<String, String> properties() {
        return properties;
    }

    void touch(Instant at) {
        updatedAt = at;
        properties.put(kind.modified(), at.toString());
    }

    void link(String otherKind, String otherId, int type) {
        associations
                .computeIfAbsent(otherKind, _ -> new LinkedHashMap<>())
                .computeIfAbsent(otherId, _ -> new TreeSet<>())
                .add(type);
    }

    void unlink(String otherKind, String otherId) {
        var links = associations.get(otherKind);
        if (links != null) {
            links.remove(otherId);
        }
    }

    Map<String, Set<Integer>> links(String otherKind) {
        return associations.getOrDefault(otherKind, Map.of());
    }

    /** @param wanted null shows every property that is set */
    ObjectNode show(@Nullable Collection<String> wanted, String base) {
        var json = Json.object().put("id", id);
        var shown = json.putObject("properties");
        if (wanted == null) {
            properties.forEach(shown::put);
        } else {
            new TreeSet<>(wanted).forEach(name -> {
                if (kind.property(name) != null) {
                    shown.put(name, properties.get(name));
                }
            });
        }
        json.put("createdAt", createdAt.toString())
                .put("updatedAt", updatedAt.toString())
                .put("archived", archived);
        if (archived) {
            json.put("archivedAt", updatedAt.toString());
        }
        return json.put("url", base + "/contacts/" + Portal.ID + "/record/" + kind.typeId() + "/" + id);
    }

    /** As {@code ?associations=} asks for. */
    void showLinks(ObjectNode json, Collection<Kind> wanted) {
        var all = Json.object();
        for (var other : wanted) {
            var results = Json.array();
            links(other.name())
                    .forEach((otherId, types) -> types.forEach(type -> results.addObject()
                            .put("id", otherId)
                            .put("type", AssociationTypes.word(kind, other, type))));
            if (!results.isEmpty()) {
                all.putObject(other.name()).set("results", results);
            }
        }
        if (!all.isEmpty()) {
            json.set("associations", all);
        }
    }

    /** Everything, for the control door. */
    ObjectNode whole(String base) {
        var json = show(null, base);
        var all = json.putArray("associations");
        associations.forEach((other, links) -> links.forEach((otherId, types) -> types.forEach(
                type -> all.addObject().put("toType", other).put("id", otherId).put("typeId", type))));
        return json;
    }
}
