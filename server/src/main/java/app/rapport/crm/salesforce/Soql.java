package app.rapport.crm.salesforce;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;

/** Literals of Salesforce's query language; nothing of ours reaches a query another way. */
final class Soql {
    private Soql() {}

    static String text(String value) {
        return "'" + escaped(value) + "'";
    }

    /** A pattern that finds the value anywhere. */
    static String containing(String value) {
        return "'%" + escaped(value).replace("%", "\\%").replace("_", "\\_") + "%'";
    }

    static String list(Collection<String> values) {
        return values.stream().map(Soql::text).collect(Collectors.joining(",", "(", ")"));
    }

    /** A point in time, unquoted as the language wants it. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    static String parameter(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String value) {
        var safe = new StringBuilder(value.length() + 8);
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (Character.isISOControl(c)) {
                continue; // has no place in an address, a name or a domain
            }
            if (c == '\\' || c == '\'') {
                safe.append('\\');
            }
            safe.append(c);
        }
        return safe.toString();
    }
}
