package app.rapport.audit;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.csv.CsvOut;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit page: who did what, newest first, and the same as a file. */
@RestController
class AuditController {
    private final AuditReading reading;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditController(AuditReading reading, AuditTrail trail, TransactionTemplate transaction, Clock clock) {
        this.reading = reading;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Requires(Permission.AUDIT_READ)
    @GetMapping("/api/audit")
    Page<AuditReading.Entry> list(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reading.page(filter(action, actor, subject, from, to), cursor, Cursor.limit(limit));
    }

    @Requires(Permission.AUDIT_READ)
    @GetMapping("/api/audit/export")
    void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletResponse response)
            throws IOException {
        if (!format.equals("csv")) {
            throw Problem.invalid("unknown_format", "The audit log is exported as csv.");
        }
        var filter = filter(action, actor, subject, from, to);
        transaction.executeWithoutResult(
                status -> trail.record("audit.exported", "audit_log", null, Map.of("filter", filter.words())));
        var name = "audit-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".csv";
        AuditExport.write(reading, filter, CsvOut.download(response, name));
    }

    private static AuditReading.Filter filter(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to) {
        return new AuditReading.Filter(
                given(action), given(actor), given(subject), instant("from", from), instant("to", to));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A moment, or a day: its first moment in UTC. */
    private static @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("invalid_field", field + " must look like 2026-03-02 or 2026-03-02T10:00:00Z.")
                    .with("field", field);
        }
    }
}
