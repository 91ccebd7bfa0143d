package app.rapport.render;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A list of people from a CSV file: its header names the columns. */
final class People {
    /** Folders beside the people's own. */
    static final String SHARED = "shared";

    /** One person. */
    record Person(String id, Map<String, String> values) {}

    private People() {}

    static List<Person> read(Path file) throws IOException {
        var people = new java.util.ArrayList<Person>();
        var taken = new HashSet<String>(Set.of(SHARED));
        try (var rows =
                CsvReader.builder().detectBomHeader(true).skipEmptyLines(true).ofCsvRecord(file)) {
            List<String> header = List.of();
            for (var row : rows) {
                if (header.isEmpty()) {
                    header = row.getFields().stream().map(String::strip).toList();
                    continue;
                }
                var values = new LinkedHashMap<String, String>();
                for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
                    values.put(header.get(i), row.getField(i));
                }
                people.add(new Person(unique(id(values, people.size() + 1), taken), values));
            }
        } catch (de.siegmar.fastcsv.reader.CsvParseException e) {
            throw new IllegalArgumentException(file + " is not a CSV file: " + e.getMessage(), e);
        }
        if (people.isEmpty()) {
            throw new IllegalArgumentException(file + " names nobody: it needs a header and at least one row.");
        }
        return people;
    }

    /** The column id, as a name that is safe for a folder and in an address; else the number of the row. */
    private static String id(Map<String, String> values, int row) {
        var byName = new HashMap<String, String>();
        values.forEach((column, value) -> byName.put(column.toLowerCase(Locale.ROOT), value));
        String given = byName.getOrDefault("id", "").strip();
        String safe = given.replaceAll("[^\\p{L}\\p{N}._@+-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        if (safe.length() > 80) {
            safe = safe.substring(0, 80);
        }
        return safe.isEmpty() ? String.valueOf(row) : safe;
    }

    private static String unique(String id, Set<String> taken) {
        String unique = id;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = id + "-" + i;
        }
        return unique;
    }
}
