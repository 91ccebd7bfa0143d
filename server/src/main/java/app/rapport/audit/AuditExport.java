package app.rapport.audit;

import app.rapport.platform.csv.CsvOut;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Writes the log as CSV, a page at a time: a slow reader holds no transaction, and a long log no memory. */
final class AuditExport {
    private static final int AT_ONCE = 1_000;

    private AuditExport() {}

    static void write(AuditReading reading, AuditReading.Filter filter, Writer to) throws IOException {
        var out = new CsvOut(to);
        out.row(List.of("at", "actor", "actorKind", "actorId", "action", "subjectType", "subjectId", "details"));
        String cursor = null;
        do {
            var page = reading.page(filter, cursor, AT_ONCE);
            for (var entry : page.items()) {
                out.row(Arrays.asList(
                        entry.at().toString(),
                        entry.actor().name(),
                        entry.actor().kind(),
                        Objects.toString(entry.actor().id(), ""),
                        entry.action(),
                        entry.subjectType(),
                        entry.subjectId(),
                        entry.details().toString()));
            }
            out.flush();
            cursor = page.nextCursor();
        } while (cursor != null);
    }
}
