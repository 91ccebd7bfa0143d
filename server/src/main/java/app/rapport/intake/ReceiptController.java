package app.rapport.intake;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What providers told us about an organisation, and doing it again. Bodies are not shown: one receipt may speak of several
 * organisations.
 */
@RestController
class ReceiptController {
    private final JdbcClient db;
    private final Dispatcher dispatcher;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiptController(JdbcClient db, Dispatcher dispatcher, AuditTrail audit, Clock clock) {
        this.db = db;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param state waiting, done or dead */
    record View(
            UUID id,
            String provider,
            Instant receivedAt,
            String state,
            int attempts,
            @Nullable String error,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant finishedAt) {}

    @Requires(Permission.AUDIT_READ)
    @GetMapping("/api/intake/receipts")
    @Transactional(readOnly = true)
    public Page<View> receipts(
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var size = Cursor.limit(limit);
        var after = Cursor.read(cursor, 1);
        var rows = db.sql("""
                select w.* from intake.receipt_of o join intake.work w on w.id = o.receipt_id
                where o.receipt_id < coalesce(cast(:after as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                  and w.provider = coalesce(:provider, w.provider) and w.state = coalesce(:state, w.state)
                order by o.receipt_id desc limit :limit
                """)
                .param("after", after == null ? null : after.part(0, UUID::fromString))
                .param("provider", provider)
                .param("state", state)
                .param("limit", size + 1)
                .query((row, number) -> {
                    var waiting = row.getString("state").equals("waiting");
                    return new View(
                            row.getObject("id", UUID.class),
                            row.getString("provider"),
                            Timestamps.read(row, "received_at"),
                            row.getString("state"),
                            row.getInt("attempts"),
                            row.getString("error"),
                            waiting ? Timestamps.readOrNull(row, "next_attempt_at") : null,
                            Timestamps.readOrNull(row, "finished_at"));
                })
                .list();
        return Page.of(rows, size, view -> Cursor.of(view.id()));
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping("/api/intake/receipts/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Map<String, String> replay(@PathVariable UUID id) {
        var replayed = db.sql("""
                update intake.work set state = 'waiting', attempts = 0, error = null, finished_at = null, next_attempt_at = :now
                where id = :id and exists (select from intake.receipt_of o where o.receipt_id = :id)
                """)
                .param("id", id)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (replayed == 0) {
            throw Problem.notFound("receipt");
        }
        audit.record("intake.replayed", "receipt", id.toString(), Map.of());
        dispatcher.wake();
        return Map.of("state", "waiting");
    }
}
