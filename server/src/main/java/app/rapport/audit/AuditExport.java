package app.rapport.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the log as CSV, a page at a time: a slow reader holds no transaction, and a long log no memory. */
final class AuditExport {
    private static final int AT_ONCE = 1_000;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private AuditExport() {}

    static void write(AuditReading reading, AuditReading.Filter filter, Writer out) throws IOException {
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord("at", "actor", "actorKind", "actorId", "action", "subjectType", "subjectId", "details");
        String cursor = null;
        do {
            var page = reading.page(filter, cursor, AT_ONCE);
            for (var entry : page.items()) {
                csv.writeRecord(
                        entry.at().toString(),
                        harmless(entry.actor().name()),
                        entry.actor().kind(),
                        Objects.toString(entry.actor().id(), ""),
                        harmless(entry.action()),
                        harmless(entry.subjectType()),
                        harmless(entry.subjectId()),
                        harmless(entry.details().toString()));
            }
            csv.flush();
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    /** Spreadsheets run what begins like a formula; an apostrophe makes it text again. */
    static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
