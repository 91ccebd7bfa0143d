package app.rapport.sandbox.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query, taken apart. */
record Soql(
        List<Item> items,
        String from,
        @Nullable Condition where,
        List<Order> orders,
        @Nullable Integer limit,
        int offset) {

    /** What is asked for: a column (perhaps of a parent) or an aggregate over all rows. */
    sealed interface Item {
        record Column(List<String> path) implements Item {}

        /** @param path empty for COUNT() */
        record Aggregate(
                String function,
                List<String> path,
                @Nullable String alias) implements Item {}
    }

    sealed interface Condition {
        record All(List<Condition> parts) implements Condition {}

        record Any(List<Condition> parts) implements Condition {}

        record Not(Condition part) implements Condition {}

        record Compare(List<String> path, String operator, Literal literal) implements Condition {}

        record In(List<String> path, boolean negated, List<Literal> literals) implements Condition {}

        record InRows(List<String> path, boolean negated, Soql rows) implements Condition {}
    }

    /** A constant as written: text, number, boolean, null, date, datetime or a date word such as TODAY. */
    record Literal(Kind kind, String text) {
        enum Kind {
            TEXT,
            NUMBER,
            BOOLEAN,
            NULL,
            DATE,
            DATETIME
        }
    }

    record Order(List<String> path, boolean descending, boolean nullsLast) {}
}
