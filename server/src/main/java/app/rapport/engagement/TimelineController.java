package app.rapport.engagement;

import static app.rapport.identity.Permission.CUSTOMERS_READ;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A customer's timeline over HTTP. */
@RestController
class TimelineController {
    private final Timeline timeline;

    TimelineController(Timeline timeline) {
        this.timeline = timeline;
    }

    /** @param source may be given several times */
    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/timeline")
    Page<Activity> timeline(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return timeline.of(id, source, cursor, Cursor.limit(limit));
    }

    /** Where the entries of the whole timeline come from, the most frequent first. */
    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/timeline/sources")
    Timeline.Sources sources(@PathVariable UUID id) {
        return timeline.sources(id);
    }
}
