package app.rapport.videos;

import static app.rapport.identity.Permission.ORGANIZATION_MANAGE;
import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.SearchText;
import app.rapport.videos.VideoViewers.ViewerRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How videos are watched, over HTTP. */
@RestController
class ViewingController {
    private final Analytics analytics;
    private final CustomerVideos customers;
    private final ViewerErasure erasure;

    ViewingController(Analytics analytics, CustomerVideos customers, ViewerErasure erasure) {
        this.analytics = analytics;
        this.customers = customers;
        this.erasure = erasure;
    }

    @Requires(VIDEOS)
    @GetMapping("/api/videos/{id}/analytics")
    Analytics.Whole analytics(@PathVariable UUID id) {
        return analytics.of(id);
    }

    /** Who watched, the named ones first. {@code q} finds parts of names and e-mail addresses. */
    @Requires(VIDEOS)
    @GetMapping("/api/videos/{id}/viewers")
    Page<ViewerRow> viewers(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return analytics.viewers(id, SearchText.of(q), cursor, Cursor.limit(limit));
    }

    /** Counts again from the events. The numbers stay as they were, unless they were wrong. */
    @Requires(ORGANIZATION_MANAGE)
    @PostMapping("/api/videos/{id}/analytics/rebuild")
    Analytics.Whole rebuild(@PathVariable UUID id) {
        return analytics.rebuilt(id);
    }

    record Address(@NotBlank @Size(max = 254) String email) {}

    /** Takes a person out of the record of viewing. The numbers stay; their links end. */
    @Requires(ORGANIZATION_MANAGE)
    @PostMapping("/api/videos/viewers/erase")
    ViewerErasure.Erased erase(@Valid @RequestBody Address person) {
        return erasure.erase(person.email());
    }

    /** The videos shared with a customer, the latest watched first. */
    @Requires(VIDEOS)
    @GetMapping("/api/customers/{id}/videos")
    CustomerVideos.Whole ofCustomer(@PathVariable UUID id) {
        return customers.of(id);
    }
}
