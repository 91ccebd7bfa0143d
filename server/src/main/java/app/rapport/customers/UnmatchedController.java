package app.rapport.customers;

import static app.rapport.identity.Permission.CUSTOMERS_READ;
import static app.rapport.identity.Permission.CUSTOMERS_WRITE;

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

/** The unmatched queue over HTTP. */
@RestController
@RequestMapping("/api/unmatched")
class UnmatchedController {
    private final UnmatchedQueue queue;

    UnmatchedController(UnmatchedQueue queue) {
        this.queue = queue;
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping
    Page<UnmatchedQueue.Entry> list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (!List.of("open", "resolved", "ignored").contains(state)) {
            throw Problem.invalid("invalid_state", "A sighting is open, resolved or ignored.");
        }
        return queue.list(state, cursor, Cursor.limit(limit));
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/{id}/resolve")
    UnmatchedQueue.Entry resolve(@PathVariable UUID id, @RequestBody UnmatchedQueue.Resolution resolution) {
        return queue.resolve(id, resolution);
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/{id}/ignore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ignore(@PathVariable UUID id) {
        queue.ignore(id);
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable UUID id) {
        queue.reopen(id);
    }
}
