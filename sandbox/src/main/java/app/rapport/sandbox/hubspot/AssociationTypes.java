package app.rapport.sandbox.hubspot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The association type ids HubSpot defines, each with its way back. */
final class AssociationTypes {
    record Type(String from, String to, int id, int back) {}

    private static final List<Type> PAIRS = List.of(
            new Type("contacts", "contacts", 449, 449),
            new Type("companies", "companies", 450, 450),
            new Type("deals", "deals", 451, 451),
            new Type("contacts", "companies", 279, 280),
            new Type("contacts", "companies", 1, 2),
            new Type("contacts", "deals", 4, 3),
            new Type("companies", "deals", 342, 341),
            new Type("companies", "deals", 6, 5),
            new Type("meetings", "contacts", 200, 199),
            new Type("meetings", "companies", 188, 187),
            new Type("meetings", "deals", 212, 211),
            new Type("calls", "contacts", 194, 193),
            new Type("calls", "companies", 182, 181),
            new Type("calls", "deals", 206, 205),
            new Type("notes", "contacts", 202, 201),
            new Type("notes", "companies", 190, 189),
            new Type("notes", "deals", 214, 213),
            new Type("tasks", "contacts", 204, 203),
            new Type("tasks", "companies", 192, 191),
            new Type("tasks", "deals", 216, 215),
            new Type("calls", "meetings", 399, 400));

    private static final Map<Integer, Type> BY_ID = new HashMap<>();
    private static final Map<String, Type> DEFAULTS = new HashMap<>();

    static {
        for (var pair : PAIRS) {
            var back = new Type(pair.to(), pair.from(), pair.back(), pair.id());
            for (var type : List.of(pair, back)) {
                BY_ID.putIfAbsent(type.id(), type);
                DEFAULTS.putIfAbsent(type.from() + ">" + type.to(), type);
            }
        }
    }

    private AssociationTypes() {}

    static @Nullable Type byId(int id) {
        return BY_ID.get(id);
    }

    static @Nullable Type between(Kind from, Kind to) {
        return DEFAULTS.get(from.name() + ">" + to.name());
    }

    static boolean primary(int id) {
        return id == 1 || id == 2 || id == 5 || id == 6;
    }

    /** The name lists give it, for instance {@code meeting_to_contact}. */
    static String word(Kind from, Kind to, int id) {
        var plain = from.singular() + "_to_" + to.singular();
        return primary(id) ? plain : from.activity() || to.activity() ? plain : plain + "_unlabeled";
    }
}
