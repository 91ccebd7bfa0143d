package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code POST …/search} */
final class Search {
    private static final int MOST_GROUPS = 5;
    private static final int MOST_FILTERS = 6;
    private static final int MOST_ROWS = 10_000;
    private static final String LINK = "associations.";

    private final Portal portal;
    private final Instant indexed;

    /** @param lagMs how long a new object stays unfound, as the real index is behind by seconds */
    Search(Portal portal, long lagMs) {
        this.portal = portal;
        this.indexed = portal.clock().instant().minusMillis(lagMs);
    }

    Reply answer(Call call, Kind kind) {
        var body = Api.body(call);
        Api.known(call, body, "filterGroups", "sorts", "query", "properties", "limit", "after");
        var limit = body.path("limit").asInt(10);
        if (limit < 1 || limit > 200) {
            throw Refused.invalid("limit must be between 1 and 200");
        }
        var after = Json.text(body, "after", "0");
        if (!after.matches("\\d{1,9}")) {
            throw Refused.invalid("after must be the text of a number");
        }
        var from = Integer.parseInt(after);
        if (from + limit > MOST_ROWS) {
            throw Refused.invalid("A query answers " + MOST_ROWS + " rows at most");
        }
        var filter = filter(kind, body.path("filterGroups"));
        var query = Json.text(body, "query", "").toLowerCase(Locale.ROOT);
        var found = new ArrayList<Item>();
        for (var item : portal.all(kind)) {
            if (!item.archived
                    && !item.createdAt.isAfter(indexed)
                    && filter.test(item)
                    && (query.isEmpty() || mentions(item, query))) {
                found.add(item);
            }
        }
        var order = order(kind, body.path("sorts"));
        if (order != null) {
            found.sort(order);
        }
        var asked = new ArrayList<String>();
        body.path("properties").forEach(name -> asked.add(name.asString()));
        var page = found.subList(Math.min(from, found.size()), Math.min(found.size(), from + limit));
        var json = Json.object().put("total", found.size());
        var results = json.putArray("results");
        page.forEach(item -> results.add(item.show(Objects.wanted(kind, List.copyOf(asked)), call.base())));
        if (from + limit < found.size()) {
            json.putObject("paging").putObject("next").put("after", String.valueOf(from + limit));
        }
        return Reply.json(200, json);
    }

    private static boolean mentions(Item item, String query) {
        return item.properties().values().stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(query));
    }

    private Predicate<Item> filter(Kind kind, JsonNode groups) {
        if (groups.isMissingNode() || groups.isEmpty()) {
            return _ -> true;
        }
        if (!groups.isArray() || groups.size() > MOST_GROUPS) {
            throw Refused.invalid("filterGroups must be a list of at most " + MOST_GROUPS);
        }
        Predicate<Item> any = _ -> false;
        for (var group : groups) {
            var filters = group.path("filters");
            if (!filters.isArray() || filters.isEmpty() || filters.size() > MOST_FILTERS) {
                throw Refused.invalid("filters must be a list of 1 to " + MOST_FILTERS);
            }
            Predicate<Item> all = _ -> true;
            for (var filter : filters) {
                all = all.and(one(kind, filter));
            }
            any = any.or(all);
        }
        return any;
    }

    private Predicate<Item> one(Kind kind, JsonNode filter) {
        var name = Json.text(filter, "propertyName", "");
        var operator = Json.text(filter, "operator", "");
        if (name.startsWith(LINK)) {
            var other = portal.kind(name.substring(LINK.length()));
            var ids = values(filter, operator);
            return item -> ids.stream().anyMatch(item.links(other.name())::containsKey) == !operator.startsWith("N");
        }
        var property = kind.property(name);
        if (property == null) {
            throw Refused.invalid("Property '" + name + "' does not exist on object type " + kind.name());
        }
        var value = Json.text(filter, "value");
        return switch (operator) {
            case "HAS_PROPERTY" -> item -> item.get(name) != null;
            case "NOT_HAS_PROPERTY" -> item -> item.get(name) == null;
            case "EQ", "IN" -> {
                var values = values(filter, operator);
                yield item -> values.stream().anyMatch(one -> same(property, item.get(name), one));
            }
            case "NEQ", "NOT_IN" -> {
                var values = values(filter, operator);
                yield item -> values.stream().noneMatch(one -> same(property, item.get(name), one));
            }
            case "CONTAINS_TOKEN" -> item -> contains(item.get(name), needed(value, operator));
            case "NOT_CONTAINS_TOKEN" -> item -> !contains(item.get(name), needed(value, operator));
            case "GT" -> item -> compare(property, item.get(name), needed(value, operator)) == 1;
            case "LT" -> item -> compare(property, item.get(name), needed(value, operator)) == -1;
            case "GTE" -> item -> List.of(0, 1).contains(compare(property, item.get(name), needed(value, operator)));
            case "LTE" -> item -> List.of(0, -1).contains(compare(property, item.get(name), needed(value, operator)));
            case "BETWEEN" -> {
                var high = needed(Json.text(filter, "highValue"), operator);
                var low = needed(value, operator);
                yield item -> {
                    var above = compare(property, item.get(name), low);
                    var below = compare(property, item.get(name), high);
                    return (above == 0 || above == 1) && (below == 0 || below == -1);
                };
            }
            default -> throw Refused.invalid("operator is unknown: " + operator);
        };
    }

    private static String needed(@Nullable String value, String operator) {
        if (value == null) {
            throw Refused.invalid(operator + " needs a value");
        }
        return value;
    }

    private static List<String> values(JsonNode filter, String operator) {
        if (!operator.endsWith("IN")) {
            return List.of(needed(Json.text(filter, "value"), operator));
        }
        var values = new ArrayList<String>();
        filter.path("values").forEach(value -> values.add(value.asString()));
        if (values.isEmpty()) {
            throw Refused.invalid(operator + " needs values");
        }
        return values;
    }

    private static boolean same(Property property, @Nullable String stored, String wanted) {
        return stored != null && (compare(property, stored, wanted) == 0);
    }

    private static boolean contains(@Nullable String stored, String wanted) {
        return stored != null
                && stored.toLowerCase(Locale.ROOT)
                        .contains(wanted.toLowerCase(Locale.ROOT).replace("*", ""));
    }

    /** -1, 0 or 1; 2 when the two cannot be compared. */
    private static int compare(Property property, @Nullable String stored, String wanted) {
        if (stored == null) {
            return 2;
        }
        if (property.type().equals("datetime") || property.type().equals("date")) {
            var left = PropertyValues.instant(stored);
            var right = PropertyValues.instant(wanted);
            return left == null || right == null ? 2 : Integer.signum(left.compareTo(right));
        }
        if (property.type().equals("number")) {
            try {
                return Double.compare(Double.parseDouble(stored), Double.parseDouble(wanted));
            } catch (NumberFormatException e) {
                return 2;
            }
        }
        return Integer.signum(stored.compareToIgnoreCase(wanted));
    }

    private static @Nullable Comparator<Item> order(Kind kind, JsonNode sorts) {
        if (sorts.size() > 1) {
            throw Refused.invalid("only one sort is allowed");
        }
        if (sorts.isEmpty()) {
            return null;
        }
        var sort = sorts.get(0);
        var text = sort.isString() ? sort.asString() : Json.text(sort, "propertyName", "");
        var descending = text.startsWith("-") || "DESCENDING".equals(Json.text(sort, "direction"));
        var name = text.startsWith("-") ? text.substring(1) : text;
        var property = kind.property(name);
        if (property == null) {
            throw Refused.invalid("Property '" + name + "' does not exist on object type " + kind.name());
        }
        Comparator<Item> order = (a, b) -> {
            var right = b.get(name);
            var left = a.get(name);
            if (left == null || right == null) {
                return Boolean.compare(left == null, right == null);
            }
            return compare(property, left, right);
        };
        return descending ? order.reversed() : order;
    }
}
