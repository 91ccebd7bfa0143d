package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.salesforce.Soql.Condition;
import app.rapport.sandbox.salesforce.Soql.Item;
import app.rapport.sandbox.salesforce.Soql.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers queries from the org's rows. */
final class SoqlRun {
    private final Org org;
    private final String version;
    private final boolean deletedToo;
    private final boolean refuseSemiJoinInOr;

    SoqlRun(Org org, String version, boolean deletedToo, boolean refuseSemiJoinInOr) {
        this.org = org;
        this.version = version;
        this.deletedToo = deletedToo;
        this.refuseSemiJoinInOr = refuseSemiJoinInOr;
    }

    /** @param total differs from the number of records for COUNT() only */
    record Found(List<ObjectNode> records, int total) {}

    Found run(Soql query) {
        var type = type(query.from());
        var rows = rows(query, type);
        if (query.items().stream().anyMatch(Item.Aggregate.class::isInstance)) {
            return aggregate(query, type, rows);
        }
        var columns = new ArrayList<List<String>>();
        for (var item : query.items()) {
            if (item instanceof Item.Column(var path)) {
                checked(type, path);
                columns.add(path);
            }
        }
        var records = rows.stream().map(row -> record(type, row, columns)).toList();
        return new Found(records, records.size());
    }

    private List<ObjectNode> rows(Soql query, ObjectType type) {
        Predicate<ObjectNode> filter = query.where() == null ? _ -> true : filter(type, query.where(), false);
        var rows = new ArrayList<ObjectNode>();
        for (var row : org.all(type)) {
            if ((deletedToo || !Org.deleted(row)) && filter.test(row)) {
                rows.add(row);
            }
        }
        Comparator<ObjectNode> order = null;
        for (var one : query.orders()) {
            checked(type, one.path());
            Comparator<ObjectNode> by = (a, b) -> {
                var left = value(type, a, one.path());
                var right = value(type, b, one.path());
                if (left.isNull() || right.isNull()) {
                    var nulls = Boolean.compare(right.isNull(), left.isNull());
                    return one.nullsLast() ? -nulls : nulls;
                }
                return one.descending() ? SoqlFold.compare(right, left) : SoqlFold.compare(left, right);
            };
            order = order == null ? by : order.thenComparing(by);
        }
        if (order != null) {
            rows.sort(order);
        }
        var from = Math.min(query.offset(), rows.size());
        var to = query.limit() == null ? rows.size() : Math.min(rows.size(), from + query.limit());
        return rows.subList(from, to);
    }

    private ObjectType type(String name) {
        var type = org.schema().find(name);
        if (type == null) {
            throw Refused.of("INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    private Predicate<ObjectNode> filter(ObjectType type, Condition condition, boolean inOr) {
        return switch (condition) {
            case Condition.All(var parts) -> {
                var all = parts.stream().map(part -> filter(type, part, inOr)).toList();
                yield row -> all.stream().allMatch(one -> one.test(row));
            }
            case Condition.Any(var parts) -> {
                var any = parts.stream().map(part -> filter(type, part, true)).toList();
                yield row -> any.stream().anyMatch(one -> one.test(row));
            }
            case Condition.Not(var part) -> filter(type, part, inOr).negate();
            case Condition.Compare(var path, var operator, var literal) -> {
                var field = checked(type, path);
                SoqlLiterals.suits(field, operator, literal);
                yield comparison(type, path, operator, literal);
            }
            case Condition.In(var path, var negated, var literals) -> {
                var field = checked(type, path);
                literals.forEach(literal -> SoqlLiterals.suits(field, "=", literal));
                yield row -> {
                    var value = value(type, row, path);
                    return literals.stream().anyMatch(literal -> SoqlLiterals.equal(value, literal)) != negated;
                };
            }
            case Condition.InRows(var path, var negated, var query) -> {
                checked(type, path);
                if (inOr && refuseSemiJoinInOr) {
                    throw Refused.of("MALFORMED_QUERY", "Semi join sub-selects are not allowed with the 'OR' operator");
                }
                var ids = ids(query);
                yield row -> ids.contains(value(type, row, path).asString("")) != negated;
            }
        };
    }

    private Set<String> ids(Soql query) {
        if (query.items().size() != 1 || !(query.items().getFirst() instanceof Item.Column(var path))) {
            throw Refused.of("MALFORMED_QUERY", "The inner select must ask for exactly one column");
        }
        var type = type(query.from());
        checked(type, path);
        var ids = new HashSet<String>();
        for (var row : rows(query, type)) {
            ids.add(value(type, row, path).asString(""));
        }
        return ids;
    }

    private Predicate<ObjectNode> comparison(ObjectType type, List<String> path, String operator, Literal literal) {
        if (operator.equals("LIKE")) {
            var pattern = like(literal.text());
            return row -> {
                var value = value(type, row, path);
                return !value.isNull() && pattern.matcher(value.asString()).matches();
            };
        }
        return row -> {
            var value = value(type, row, path);
            if (operator.equals("=")) {
                return SoqlLiterals.equal(value, literal);
            }
            if (operator.equals("!=")) {
                return !SoqlLiterals.equal(value, literal);
            }
            if (value.isNull()) {
                return false;
            }
            var difference = SoqlLiterals.compare(value, literal);
            return switch (operator) {
                case "<" -> difference < 0;
                case "<=" -> difference <= 0;
                case ">" -> difference > 0;
                default -> difference >= 0;
            };
        };
    }

    static Pattern like(String wanted) {
        var expression = new StringBuilder();
        for (var at = 0; at < wanted.length(); at++) {
            var letter = wanted.charAt(at);
            if (letter == '\\' && at + 1 < wanted.length() && "%_".indexOf(wanted.charAt(at + 1)) >= 0) {
                expression.append(Pattern.quote(String.valueOf(wanted.charAt(++at))));
            } else if (letter == '%') {
                expression.append(".*");
            } else if (letter == '_') {
                expression.append('.');
            } else {
                expression.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** The column at the end of a path such as {@code Account.Name}. */
    private Field checked(ObjectType type, List<String> path) {
        if (path.size() == 1) {
            var field = type.field(path.getFirst());
            if (field == null) {
                throw Refused.of(
                        "INVALID_FIELD", "No such column '" + path.getFirst() + "' on entity '" + type.name() + "'.");
            }
            return field;
        }
        var relation = type.relation(path.getFirst());
        if (relation == null) {
            throw Refused.of(
                    "INVALID_FIELD",
                    "Didn't understand relationship '" + path.getFirst() + "' in field path of entity '" + type.name()
                            + "'.");
        }
        var target = type(relation.referenceTo().getFirst());
        return checked(target, path.subList(1, path.size()));
    }

    private JsonNode value(ObjectType type, ObjectNode row, List<String> path) {
        if (path.size() == 1) {
            var field = type.field(path.getFirst());
            var value = field == null ? null : row.get(field.name());
            return value == null ? Json.MAPPER.nullNode() : value;
        }
        var parent = parent(type, row, path.getFirst());
        return parent == null
                ? Json.MAPPER.nullNode()
                : value(parent.type(), parent.row(), path.subList(1, path.size()));
    }

    private record Parent(ObjectType type, ObjectNode row) {}

    private @Nullable Parent parent(ObjectType type, ObjectNode row, String relationship) {
        var relation = type.relation(relationship);
        var id = relation == null ? null : Json.text(row, relation.name());
        var target = id == null ? null : org.schema().ofId(id);
        var found = id == null || target == null ? null : org.find(target, id);
        return target == null || found == null ? null : new Parent(target, found);
    }

    private ObjectNode record(ObjectType type, ObjectNode row, List<List<String>> columns) {
        var record = Json.object();
        record.set("attributes", attributes(type, row));
        for (var path : columns) {
            if (path.size() == 1) {
                var field = type.field(path.getFirst());
                record.set(field == null ? path.getFirst() : field.name(), value(type, row, path));
            } else if (!record.has(path.getFirst())) {
                var parent = parent(type, row, path.getFirst());
                if (parent == null) {
                    record.putNull(path.getFirst());
                } else {
                    var below = columns.stream()
                            .filter(other ->
                                    other.size() > 1 && other.getFirst().equalsIgnoreCase(path.getFirst()))
                            .map(other -> other.subList(1, other.size()))
                            .toList();
                    record.set(path.getFirst(), record(parent.type(), parent.row(), below));
                }
            }
        }
        return record;
    }

    private ObjectNode attributes(ObjectType type, ObjectNode row) {
        return Json.object()
                .put("type", type.name())
                .put("url", "/services/data/" + version + "/sobjects/" + type.name() + "/" + Json.text(row, "Id"));
    }

    private Found aggregate(Soql query, ObjectType type, List<ObjectNode> rows) {
        if (query.items().size() == 1
                && query.items().getFirst() instanceof Item.Aggregate(var _, var path, var _)
                && path.isEmpty()) {
            return new Found(List.of(), rows.size());
        }
        var result = Json.object();
        result.set("attributes", Json.object().put("type", "AggregateResult"));
        var unnamed = 0;
        for (var item : query.items()) {
            if (!(item instanceof Item.Aggregate(var function, var path, var alias)) || path.isEmpty()) {
                throw Refused.of("MALFORMED_QUERY", "Field must be grouped or aggregated");
            }
            checked(type, path);
            var values = rows.stream()
                    .map(row -> value(type, row, path))
                    .filter(value -> !value.isNull())
                    .toList();
            result.set(alias == null ? "expr" + unnamed++ : alias, SoqlFold.fold(function, values));
        }
        return new Found(List.of(result), 1);
    }
}
