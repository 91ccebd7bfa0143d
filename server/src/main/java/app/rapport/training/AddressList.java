package app.rapport.training;

import app.rapport.training.LearnerFile.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * People as mail programs copy them: addresses, each with a name or without, several to a line. Not a table: nothing but
 * addresses is in it, or it is none of these.
 */
final class AddressList {
    /** A name in quotes may hold what else stands between two people. Possessive: the other kind takes stack for each letter. */
    private static final Pattern ANY_SEPARATOR =
            Pattern.compile("(?:\"[^\"\\r\\n]*+\"|[^\",;\u060c\u061b\\t\\r\\n]++)++");

    /** Some write the family's name first, with a comma, and semicolons between people. */
    private static final Pattern SEMICOLONS = Pattern.compile("(?:\"[^\"\\r\\n]*+\"|[^\";\u061b\\r\\n]++)++");

    private static final Pattern ONE = Pattern.compile(
            "\\s*(?:\"?([^\"<>@]*?)\"?\\s*<\\s*([^<>\\s,;@]+@[^<>\\s,;@]+)\\s*>|([^<>\\s,;\"@]+@[^<>\\s,;\"@]+))\\s*");

    private static final int LONGEST = 500;

    private AddressList() {}

    /** Empty when it is something else. */
    static List<Row> read(String text) {
        var rows = split(text, ANY_SEPARATOR);
        return rows.isEmpty() ? split(text, SEMICOLONS) : rows;
    }

    private static List<Row> split(String text, Pattern person) {
        var rows = new ArrayList<Row>();
        var persons = person.matcher(text);
        var line = 1L;
        var counted = 0;
        while (persons.find()) {
            if (persons.group().isBlank()) {
                continue;
            }
            var one = ONE.matcher(LearnerFile.clean(persons.group()));
            if (persons.group().length() > LONGEST || !one.matches()) {
                return List.of();
            }
            line += text.substring(counted, persons.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            counted = persons.start();
            rows.add(
                    one.group(2) == null
                            ? new Row(line, one.group(3), "")
                            : new Row(line, one.group(2), one.group(1).strip()));
        }
        return rows;
    }
}
