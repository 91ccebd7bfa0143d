package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.salesforce.Soql.Literal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One word, sign or quoted text of a query. */
record SoqlToken(Kind kind, String text) {
    enum Kind {
        WORD,
        TEXT,
        SIGN
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern LAST_DAYS = Pattern.compile("(LAST|NEXT)_N_DAYS:(\\d{1,6})");

    boolean is(String wanted) {
        return kind != Kind.TEXT && text.equalsIgnoreCase(wanted);
    }

    boolean word() {
        return kind == Kind.WORD && NAME.matcher(text).matches();
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    static List<SoqlToken> split(String query) {
        var tokens = new ArrayList<SoqlToken>();
        var at = 0;
        while (at < query.length()) {
            var letter = query.charAt(at);
            if (Character.isWhitespace(letter)) {
                at++;
            } else if (letter == '\'') {
                at = quoted(query, at + 1, tokens);
            } else if ("(),".indexOf(letter) >= 0) {
                tokens.add(new SoqlToken(Kind.SIGN, String.valueOf(letter)));
                at++;
            } else if ("=<>!".indexOf(letter) >= 0) {
                var two = at + 1 < query.length() && "=>".indexOf(query.charAt(at + 1)) >= 0 && letter != '=';
                tokens.add(new SoqlToken(Kind.SIGN, query.substring(at, at + (two ? 2 : 1))));
                at += two ? 2 : 1;
            } else {
                var end = at;
                while (end < query.length() && "(),=<>!' \t\r\n".indexOf(query.charAt(end)) < 0) {
                    end++;
                }
                tokens.add(new SoqlToken(Kind.WORD, query.substring(at, end)));
                at = end;
            }
        }
        return tokens;
    }

    private static int quoted(String query, int from, List<SoqlToken> tokens) {
        var text = new StringBuilder();
        var at = from;
        while (at < query.length()) {
            var letter = query.charAt(at++);
            if (letter == '\'') {
                tokens.add(new SoqlToken(Kind.TEXT, text.toString()));
                return at;
            }
            if (letter < ' ') {
                throw Refused.of("MALFORMED_QUERY", "control characters are not allowed in a text literal");
            }
            if (letter != '\\') {
                text.append(letter);
                continue;
            }
            if (at == query.length()) {
                break;
            }
            text.append(
                    switch (query.charAt(at++)) {
                        case 'n', 'N' -> "\n";
                        case 'r', 'R' -> "\r";
                        case 't', 'T' -> "\t";
                        case '\'' -> "'";
                        case '"' -> "\"";
                        case '\\' -> "\\";
                        // Kept with their backslash: LIKE still has to tell them from wildcards.
                        case '%' -> "\\%";
                        case '_' -> "\\_";
                        default -> throw Refused.of("MALFORMED_QUERY", "Illegal character escape in a text literal");
                    });
        }
        throw Refused.of("MALFORMED_QUERY", "unexpected token: <EOF>, a text literal is not closed");
    }

    /** A constant without quotes, or null when the word is none. */
    static @Nullable Literal constant(String word, Clock clock) {
        var upper = word.toUpperCase(Locale.ROOT);
        if (NUMBER.matcher(word).matches()) {
            return new Literal(Literal.Kind.NUMBER, word);
        }
        if (upper.equals("TRUE") || upper.equals("FALSE")) {
            return new Literal(Literal.Kind.BOOLEAN, upper.toLowerCase(Locale.ROOT));
        }
        if (upper.equals("NULL")) {
            return new Literal(Literal.Kind.NULL, "");
        }
        if (Times.date(word) != null) {
            return new Literal(Literal.Kind.DATE, word);
        }
        var instant = Times.instant(word);
        if (instant != null) {
            return new Literal(Literal.Kind.DATETIME, Times.stamp(instant));
        }
        var day = day(upper, Times.dateOf(clock.instant()));
        return day == null ? null : new Literal(Literal.Kind.DATE, day.toString());
    }

    private static @Nullable LocalDate day(String upper, LocalDate today) {
        var days = LAST_DAYS.matcher(upper);
        if (days.matches()) {
            var count = Long.parseLong(days.group(2));
            return days.group(1).equals("LAST") ? today.minusDays(count) : today.plusDays(count);
        }
        return switch (upper) {
            case "TODAY" -> today;
            case "YESTERDAY" -> today.minusDays(1);
            case "TOMORROW" -> today.plusDays(1);
            default -> null;
        };
    }
}
