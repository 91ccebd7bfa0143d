package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The account: its objects, owners and pipelines. Not for several threads at once: callers hold its lock. */
final class Portal {
    static final long ID = 147_893_286;

    private final Clock clock;
    private final List<Kind> kinds = Kind.standard();
    private final Map<String, Map<String, Item>> items = new LinkedHashMap<>();
    private final Pipelines pipelines;
    private final PropertyValues values;
    private long lastId;
    private Ledger ledger = Ledger.none();

    Portal(Clock clock, long firstId) {
        this.clock = clock;
        this.pipelines = new Pipelines(clock.instant().toString());
        this.values = new PropertyValues(pipelines);
        kinds.forEach(kind -> items.put(kind.name(), new LinkedHashMap<>()));
        lastId = 100;
        new Seed(this).plant();
        lastId = firstId; // ids of an earlier life must not come again: Rapport may still hold them
    }

    /** Takes over what was kept, and keeps what changes from now on. */
    void keep(Ledger kept, List<ObjectNode> entries) {
        for (var entry : entries) {
            var kind = kind(Json.text(entry, "kind", ""));
            if (entry.get("property") instanceof ObjectNode property) {
                kind.put(Property.custom(property));
            } else if (entry.has("propertyRemoved")) {
                kind.remove(Json.text(entry, "propertyRemoved", ""));
            } else {
                var item = Item.of(kind, Json.text(entry, "id", ""), entry);
                rows(kind).put(item.id, item);
                lastId = Math.max(lastId, Long.parseLong(item.id));
            }
        }
        ledger = kept;
    }

    Property addProperty(Kind kind, ObjectNode given) {
        var property = Property.custom(given);
        kind.put(property);
        ledger.touch("property/" + kind.name() + "/" + property.name(), () -> {
            var entry = Json.object().put("kind", kind.name());
            entry.set("property", given);
            return entry;
        });
        return property;
    }

    boolean removeProperty(Kind kind, String name) {
        ledger.touch(
                "property/" + kind.name() + "/" + name,
                () -> Json.object().put("kind", kind.name()).put("propertyRemoved", name));
        return kind.remove(name);
    }

    private void changed(Item item) {
        ledger.touch(item.kind.name() + "/" + item.id, item::kept);
    }

    Clock clock() {
        return clock;
    }

    List<Kind> kinds() {
        return kinds;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    long lastId() {
        return lastId;
    }

    Kind kind(String word) {
        for (var kind : kinds) {
            if (kind.called(word)) {
                return kind;
            }
        }
        throw Refused.invalid("Unable to infer object type from: " + word);
    }

    Collection<Item> all(Kind kind) {
        return rows(kind).values();
    }

    private Map<String, Item> rows(Kind kind) {
        return items.getOrDefault(kind.name(), Map.of());
    }

    @Nullable
    Item find(Kind kind, String id) {
        return rows(kind).get(id);
    }

    /** The live object with this id, or with this value of a unique property. */
    @Nullable
    Item find(Kind kind, String id, @Nullable String idProperty) {
        if (idProperty == null || idProperty.equals("hs_object_id")) {
            var item = rows(kind).get(id);
            return item == null || item.archived ? null : item;
        }
        var property = kind.property(idProperty);
        if (property == null || !property.unique()) {
            throw Refused.invalid("Property " + idProperty + " is not a unique property of " + kind.name());
        }
        for (var item : rows(kind).values()) {
            if (!item.archived && id.equalsIgnoreCase(item.get(idProperty))) {
                return item;
            }
        }
        return null;
    }

    Item create(Kind kind, JsonNode properties, @Nullable JsonNode associations) {
        var checked = values.checked(kind, properties, true);
        values.complete(kind, checked);
        unique(kind, checked, null);
        var links = associations == null ? List.<Link>of() : Link.read(this, kind, associations);
        var item = new Item(kind, String.valueOf(++lastId), clock.instant());
        checked.forEach(item::set);
        item.set("hs_object_source", "INTEGRATION");
        values.derive(item, clock.instant());
        rows(kind).put(item.id, item);
        changed(item);
        links.forEach(link -> link(item, link.other(), link.type()));
        return item;
    }

    void update(Item item, JsonNode properties) {
        var checked = values.checked(item.kind, properties, false);
        unique(item.kind, checked, item);
        checked.forEach(item::set);
        item.touch(clock.instant());
        values.derive(item, clock.instant());
        changed(item);
    }

    void archive(Item item) {
        item.archived = true;
        item.touch(clock.instant());
        changed(item);
    }

    private void unique(Kind kind, Map<String, String> properties, @Nullable Item self) {
        for (var entry : properties.entrySet()) {
            var property = kind.property(entry.getKey());
            if (property == null || !property.unique() || entry.getValue().isEmpty()) {
                continue;
            }
            for (var other : rows(kind).values()) {
                if (other != self && !other.archived && entry.getValue().equalsIgnoreCase(other.get(entry.getKey()))) {
                    throw kind.name().equals("contacts")
                            ? new Refused(409, "CONFLICT", "Contact already exists. Existing ID: " + other.id, null)
                            : Refused.property(
                                    entry.getKey(),
                                    "CONFLICTING_UNIQUE_VALUE",
                                    "Cannot set " + entry.getKey() + "=" + entry.getValue() + ". " + other.id
                                            + " already has that value.");
                }
            }
        }
    }

    void link(Item from, Item to, AssociationTypes.Type type) {
        changed(from);
        changed(to);
        from.link(to.kind.name(), to.id, type.id());
        to.link(from.kind.name(), from.id, type.back());
        if (AssociationTypes.primary(type.id())) {
            var plain = AssociationTypes.between(from.kind, to.kind);
            if (plain != null) {
                from.link(to.kind.name(), to.id, plain.id());
                to.link(from.kind.name(), from.id, plain.back());
            }
        }
    }

    void unlink(Item from, Item to) {
        changed(from);
        changed(to);
        from.unlink(to.kind.name(), to.id);
        to.unlink(from.kind.name(), from.id);
    }

    static List<ObjectNode> owners(String at) {
        return List.of(
                owner("88842095", 71_000_001, "Sam", "Rep", "sam@acorn.example", at),
                owner("88842096", 71_000_002, "Carl", "Care", "carl@acorn.example", at),
                owner("88842097", 71_000_003, "Ada", "Admin", "ada@acorn.example", at));
    }

    private static ObjectNode owner(String id, int userId, String first, String last, String email, String at) {
        return Json.object()
                .put("id", id)
                .put("email", email)
                .put("type", "PERSON")
                .put("firstName", first)
                .put("lastName", last)
                .put("userId", userId)
                .put("userIdIncludingInactive", userId)
                .put("createdAt", at)
                .put("updatedAt", at)
                .put("archived", false);
    }
}
