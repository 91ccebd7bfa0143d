package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.salesforce.Soql.Condition;
import app.rapport.sandbox.salesforce.Soql.Item;
import app.rapport.sandbox.salesforce.Soql.Literal;
import app.rapport.sandbox.salesforce.Soql.Order;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part of SOQL the sandbox understands; all else is MALFORMED_QUERY, as any mistake is. */
final class SoqlParser {
    private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX", "COUNT_DISTINCT");
    private static final Set<String> CLAUSES = Set.of("FROM", "WHERE", "ORDER", "LIMIT", "OFFSET", "AND", "OR");

    private final List<SoqlToken> tokens;
    private final Clock clock;
    private int next;

    private SoqlParser(List<SoqlToken> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    static Soql parse(String text, Clock clock) {
        var parser = new SoqlParser(SoqlToken.split(text), clock);
        var query = parser.query();
        if (parser.next < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return query;
    }

    private Soql query() {
        expect("SELECT");
        var items = new ArrayList<Item>();
        do {
            items.add(item());
        } while (accept(","));
        expect("FROM");
        var from = name();
        Condition where = accept("WHERE") ? condition() : null;
        var orders = new ArrayList<Order>();
        if (accept("ORDER")) {
            expect("BY");
            do {
                orders.add(order());
            } while (accept(","));
        }
        Integer limit = accept("LIMIT") ? Integer.valueOf(number()) : null;
        var offset = accept("OFFSET") ? number() : 0;
        return new Soql(items, from, where, orders, limit, offset);
    }

    private Item item() {
        var word = name();
        if (!accept("(")) {
            return new Item.Column(path(word));
        }
        var function = word.toUpperCase(Locale.ROOT);
        if (!AGGREGATES.contains(function)) {
            throw unexpected();
        }
        if (accept(")")) {
            if (!function.equals("COUNT")) {
                throw unexpected();
            }
            return new Item.Aggregate(function, List.of(), null);
        }
        var path = path(name());
        expect(")");
        var token = peek();
        String alias = null;
        if (token != null && token.word() && !CLAUSES.contains(token.upper())) {
            alias = name();
        }
        return new Item.Aggregate(function, path, alias);
    }

    private Order order() {
        var path = path(name());
        var descending = accept("DESC");
        if (!descending) {
            accept("ASC");
        }
        var last = false;
        if (accept("NULLS")) {
            last = accept("LAST");
            if (!last) {
                expect("FIRST");
            }
        }
        return new Order(path, descending, last);
    }

    /** AND and OR side by side need brackets; Salesforce refuses the mix. */
    private Condition condition() {
        var first = term();
        var parts = new ArrayList<>(List.of(first));
        if (accept("AND")) {
            do {
                parts.add(term());
            } while (accept("AND"));
            return new Condition.All(parts);
        }
        if (accept("OR")) {
            do {
                parts.add(term());
            } while (accept("OR"));
            return new Condition.Any(parts);
        }
        return first;
    }

    private Condition term() {
        if (accept("NOT")) {
            return new Condition.Not(term());
        }
        if (accept("(")) {
            var inner = condition();
            expect(")");
            return inner;
        }
        var path = path(name());
        var negated = accept("NOT");
        if (accept("IN")) {
            return in(path, negated);
        }
        if (negated) {
            throw unexpected();
        }
        if (accept("LIKE")) {
            return new Condition.Compare(path, "LIKE", literal());
        }
        for (var operator : List.of("!=", "<>", "<=", ">=", "=", "<", ">")) {
            if (accept(operator)) {
                return new Condition.Compare(path, operator.equals("<>") ? "!=" : operator, literal());
            }
        }
        throw unexpected();
    }

    private Condition in(List<String> path, boolean negated) {
        expect("(");
        var token = peek();
        if (token != null && token.is("SELECT")) {
            var rows = query();
            expect(")");
            return new Condition.InRows(path, negated, rows);
        }
        var literals = new ArrayList<Literal>();
        do {
            literals.add(literal());
        } while (accept(","));
        expect(")");
        return new Condition.In(path, negated, literals);
    }

    private Literal literal() {
        var token = peek();
        if (token == null || token.kind() == SoqlToken.Kind.SIGN) {
            throw unexpected();
        }
        next++;
        if (token.kind() == SoqlToken.Kind.TEXT) {
            return new Literal(Literal.Kind.TEXT, token.text());
        }
        var literal = SoqlToken.constant(token.text(), clock);
        if (literal == null) {
            next--;
            throw unexpected();
        }
        return literal;
    }

    private int number() {
        var token = peek();
        if (token == null || !token.text().matches("\\d{1,9}")) {
            throw unexpected();
        }
        next++;
        return Integer.parseInt(token.text());
    }

    private String name() {
        var token = peek();
        if (token == null || !token.word()) {
            throw unexpected();
        }
        next++;
        return token.text();
    }

    private static List<String> path(String dotted) {
        return List.of(dotted.split("\\.", -1));
    }

    private @Nullable SoqlToken peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    private boolean accept(String wanted) {
        var token = peek();
        if (token == null || !token.is(wanted)) {
            return false;
        }
        next++;
        return true;
    }

    private void expect(String wanted) {
        if (!accept(wanted)) {
            throw unexpected();
        }
    }

    private Refused unexpected() {
        var token = peek();
        var found = token == null ? "<EOF>" : "'" + token.text() + "'";
        return Refused.of("MALFORMED_QUERY", "unexpected token: " + found);
    }
}
