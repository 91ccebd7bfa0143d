package app.rapport.training;

import app.rapport.platform.Problem;
import app.rapport.platform.csv.SheetText;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * People as somebody pasted them or as a spreadsheet saved them: with a header or without, the address anywhere in the row, or
 * as {@code Name <address>}, one to a line or many.
 */
final class LearnerFile {
    private static final int MOST_ROWS = 5_000;
    private static final Pattern IN_BRACKETS = Pattern.compile("(.*)<([^<>]*)>\\s*");

    /** Marks of direction and hard spaces that spreadsheets put around text; an address has none. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u00a0\\ufeff]");

    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("email", "email"),
            Map.entry("mail", "email"),
            Map.entry("emailaddress", "email"),
            Map.entry("البريد", "email"),
            Map.entry("البريدالإلكتروني", "email"),
            Map.entry("البريدالالكتروني", "email"),
            Map.entry("الإيميل", "email"),
            Map.entry("الايميل", "email"),
            Map.entry("name", "name"),
            Map.entry("fullname", "name"),
            Map.entry("firstname", "name"),
            Map.entry("lastname", "name"),
            Map.entry("surname", "name"),
            Map.entry("الاسم", "name"),
            Map.entry("الاسمالكامل", "name"),
            Map.entry("الاسمالأول", "name"),
            Map.entry("اسمالعائلة", "name"));

    private LearnerFile() {}

    /** @param row as a spreadsheet counts, from 1 */
    record Row(long row, String email, String name) {}

    static List<Row> read(String text) {
        var addresses = AddressList.read(text);
        if (!addresses.isEmpty()) {
            return atMost(addresses);
        }
        var rows = new ArrayList<Row>();
        try (var records = CsvReader.builder()
                .fieldSeparator(SheetText.separator(text))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<String> header = List.of();
            var first = true;
            for (var record : records) {
                if (first && isHeader(record)) {
                    header = record.getFields();
                } else if (record.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(header.isEmpty() ? loose(record) : under(header, record));
                }
                first = false;
                atMost(rows);
            }
        } catch (CsvParseException e) {
            throw Problem.unprocessable(
                    "unreadable_csv", "This is not a CSV file that can be read: a cell or line in it is far too long.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (rows.isEmpty()) {
            throw Problem.unprocessable("nobody_listed", "There is nobody in this list.");
        }
        return rows;
    }

    private static List<Row> atMost(List<Row> rows) {
        if (rows.size() > MOST_ROWS) {
            throw Problem.unprocessable(
                            "too_many_learners", "At most " + MOST_ROWS + " people at once. Split the list.")
                    .with("limit", MOST_ROWS);
        }
        return rows;
    }

    private static boolean isHeader(CsvRecord record) {
        return record.getFields().stream().noneMatch(cell -> cell.contains("@"))
                && record.getFields().stream().anyMatch(cell -> "email".equals(MEANING.get(plain(cell))));
    }

    private static Row under(List<String> header, CsvRecord record) {
        var email = "";
        var names = new ArrayList<String>();
        for (var i = 0; i < Math.min(header.size(), record.getFieldCount()); i++) {
            var cell = clean(record.getField(i));
            var meaning = MEANING.get(plain(header.get(i)));
            if ("email".equals(meaning) && email.isEmpty()) {
                email = cell;
            } else if ("name".equals(meaning) && !cell.isEmpty()) {
                names.add(cell);
            }
        }
        return new Row(record.getStartingLineNumber(), email, String.join(" ", names));
    }

    private static Row loose(CsvRecord record) {
        var email = "";
        var name = "";
        for (var field : record.getFields()) {
            var cell = clean(field);
            var brackets = IN_BRACKETS.matcher(cell);
            if (email.isEmpty() && brackets.matches()) {
                email = brackets.group(2).strip();
                name = name.isEmpty() ? brackets.group(1).strip().replaceAll("^\"|\"$", "") : name;
            } else if (email.isEmpty() && cell.contains("@")) {
                email = cell;
            } else if (name.isEmpty()) {
                name = cell;
            }
        }
        // Without an address in it, the row is shown as it is where the address should be.
        return email.isEmpty()
                ? new Row(record.getStartingLineNumber(), name, "")
                : new Row(record.getStartingLineNumber(), email, name);
    }

    static String clean(String cell) {
        return INVISIBLE.matcher(cell).replaceAll("").strip();
    }

    private static String plain(String header) {
        return clean(header).toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-.]+", "");
    }
}
