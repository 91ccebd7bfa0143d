package app.rapport.webhooks;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import java.time.Instant;
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

/** The log of deliveries, and sending again. */
@RestController
@RequestMapping("/api/integrations/webhooks")
class DeliveriesController {
    private final DeliveryLog log;

    DeliveriesController(DeliveryLog log) {
        this.log = log;
    }

    @Requires(Permission.WEBHOOKS_READ)
    @GetMapping("/{id}/deliveries")
    Page<DeliveryLog.Line> deliveries(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String eventType,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return log.page(id, DeliveryLog.Filter.of(state, eventType, from, to, sort), Cursor.limit(limit), cursor);
    }

    @Requires(Permission.WEBHOOKS_READ)
    @GetMapping("/deliveries/{id}")
    DeliveryLog.Detail delivery(@PathVariable UUID id) {
        return log.detail(id);
    }

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/deliveries/{id}/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Count again(@PathVariable UUID id) {
        log.again(id);
        return new Count(1);
    }

    record Range(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable List<String> states) {}

    /** @param count how many are sent again */
    record Count(int count) {}

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/{id}/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Count again(@PathVariable UUID id, @RequestBody Range range) {
        if (range.from() == null || range.to() == null || range.to().isBefore(range.from())) {
            throw Problem.invalid("invalid_range", "Name the time to send again by from and to.");
        }
        return new Count(log.again(id, range.from(), range.to(), range.states()));
    }
}
