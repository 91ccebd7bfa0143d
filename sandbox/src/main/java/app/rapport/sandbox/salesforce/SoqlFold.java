package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Brings many values of a column down to one, and two into an order. */
final class SoqlFold {
    private SoqlFold() {}

    static JsonNode fold(String function, List<JsonNode> values) {
        Comparator<JsonNode> order = SoqlFold::compare;
        JsonNode folded = switch (function) {
            case "COUNT" -> Json.MAPPER.valueToTree(values.size());
            case "COUNT_DISTINCT" -> Json.MAPPER.valueToTree(Set.copyOf(values).size());
            case "SUM" ->
                values.isEmpty()
                        ? MissingNode.getInstance()
                        : Json.MAPPER.valueToTree(
                                values.stream().mapToDouble(JsonNode::asDouble).sum());
            case "AVG" ->
                values.isEmpty()
                        ? MissingNode.getInstance()
                        : Json.MAPPER.valueToTree(values.stream()
                                .mapToDouble(JsonNode::asDouble)
                                .average()
                                .orElse(0));
            case "MIN" -> values.stream().min(order).orElse(MissingNode.getInstance());
            default -> values.stream().max(order).orElse(MissingNode.getInstance());
        };
        return folded.isMissingNode() ? Json.MAPPER.nullNode() : folded;
    }

    static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return Double.compare(left.asDouble(), right.asDouble());
        }
        return left.asString()
                .toLowerCase(Locale.ROOT)
                .compareTo(right.asString().toLowerCase(Locale.ROOT));
    }
}
