package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.salesforce.Soql.Literal;
import tools.jackson.databind.JsonNode;

/** How a stored value and a constant of a query stand to each other. */
final class SoqlLiterals {
    private SoqlLiterals() {}

    /** Refuses what Salesforce refuses: quotes around a date, none around an id, LIKE on a number. */
    static void suits(Field field, String operator, Literal literal) {
        var kind = literal.kind();
        if (field.type().equals("textarea")) {
            throw Refused.of("INVALID_FIELD", "field '" + field.name() + "' can not be filtered in a query call");
        }
        if (operator.equals("LIKE") && (kind != Literal.Kind.TEXT || !field.textual())) {
            throw Refused.of("INVALID_FIELD", "invalid operator on " + field.type() + " field " + field.name());
        }
        if (kind == Literal.Kind.NULL) {
            return;
        }
        var wanted = switch (field.type()) {
            case "boolean" -> kind == Literal.Kind.BOOLEAN;
            case "int", "double", "currency", "percent" -> kind == Literal.Kind.NUMBER;
            case "date" -> kind == Literal.Kind.DATE;
            case "datetime" -> kind == Literal.Kind.DATETIME || kind == Literal.Kind.DATE;
            default -> kind == Literal.Kind.TEXT;
        };
        if (!wanted) {
            throw Refused.of(
                    "INVALID_FIELD",
                    "value of filter criterion for field '" + field.name() + "' must be of type " + field.type()
                            + (kind == Literal.Kind.TEXT
                                    ? " and should not be enclosed in quotes"
                                    : " and should be enclosed in quotes"));
        }
        if ((field.type().equals("reference") || field.type().equals("id")) && Ids.normal(literal.text()) == null) {
            throw Refused.of("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + literal.text());
        }
    }

    static boolean equal(JsonNode value, Literal literal) {
        if (literal.kind() == Literal.Kind.NULL || value.isNull()) {
            return literal.kind() == Literal.Kind.NULL && value.isNull();
        }
        return switch (literal.kind()) {
            case NUMBER -> value.asDouble() == Double.parseDouble(literal.text());
            case BOOLEAN -> value.asBoolean(false) == Boolean.parseBoolean(literal.text());
            case DATE -> value.asString().startsWith(literal.text());
            case DATETIME -> value.asString().equals(literal.text());
            default -> sameText(value.asString(), literal.text());
        };
    }

    /** Texts are equal in any case; ids are not, but their checksum is optional. */
    private static boolean sameText(String value, String wanted) {
        var plain = wanted.replace("\\%", "%").replace("\\_", "_");
        if (value.length() == 18 && wanted.length() == 15) {
            return value.equals(Ids.normal(wanted));
        }
        return value.equalsIgnoreCase(plain);
    }

    static int compare(JsonNode value, Literal literal) {
        if (literal.kind() == Literal.Kind.NUMBER) {
            return Double.compare(value.asDouble(), Double.parseDouble(literal.text()));
        }
        if (literal.kind() == Literal.Kind.DATE && value.asString().length() > 10) {
            return value.asString().substring(0, 10).compareTo(literal.text());
        }
        return value.asString().compareToIgnoreCase(literal.text());
    }
}
