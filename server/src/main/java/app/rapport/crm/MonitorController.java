package app.rapport.crm;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The monitor of what flows into CRMs. */
@RestController
@RequestMapping("/api/monitor")
class MonitorController {
    private final Monitor monitor;
    private final SyncDesk desk;

    MonitorController(Monitor monitor, SyncDesk desk) {
        this.monitor = monitor;
        this.desk = desk;
    }

    @Requires(Permission.MONITOR_READ)
    @GetMapping
    Monitor.Numbers numbers() {
        return monitor.numbers();
    }

    @Requires(Permission.MONITOR_READ)
    @GetMapping("/activity")
    Page<Monitor.Activity> activity(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return monitor.activity(cursor, Cursor.limit(limit));
    }

    @Requires(Permission.MONITOR_READ)
    @GetMapping("/errors")
    Page<Monitor.Failure> errors(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return monitor.failures(cursor, Cursor.limit(limit));
    }

    @Requires(Permission.CONVERSATIONS_WRITE)
    @PostMapping("/errors/{syncId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retried retry(@PathVariable UUID syncId) {
        return new Retried(desk.retry(List.of(syncId)));
    }

    /** Some, or all that failed or wait. */
    @Requires(Permission.CONVERSATIONS_WRITE)
    @PostMapping("/errors/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retried retry(@RequestBody Which which) {
        if (Boolean.TRUE.equals(which.all())) {
            return new Retried(desk.retryAll());
        }
        if (which.ids() == null || which.ids().isEmpty()) {
            throw Problem.invalid("invalid_field", "Name the syncs to retry, or say all.");
        }
        return new Retried(desk.retry(which.ids()));
    }

    record Which(@Nullable List<UUID> ids, @Nullable Boolean all) {}

    record Retried(int retried) {}
}
