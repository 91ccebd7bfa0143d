package app.rapport.videos;

import static app.rapport.identity.Permission.ORGANIZATION_MANAGE;
import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.Requires;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How videos are watched, over HTTP. */
@RestController
class ViewingController {
    private final Analytics analytics;
    private final CustomerVideos customers;

    ViewingController(Analytics analytics, CustomerVideos customers) {
        this.analytics = analytics;
        this.customers = customers;
    }

    @Requires(VIDEOS)
    @GetMapping("/api/videos/{id}/analytics")
    Analytics.Whole analytics(@PathVariable UUID id) {
        return analytics.of(id);
    }

    /** Counts again from the events. The numbers stay as they were, unless they were wrong. */
    @Requires(ORGANIZATION_MANAGE)
    @PostMapping("/api/videos/{id}/analytics/rebuild")
    Analytics.Whole rebuild(@PathVariable UUID id) {
        return analytics.rebuilt(id);
    }

    /** The videos shared with a customer, the latest watched first. */
    @Requires(VIDEOS)
    @GetMapping("/api/customers/{id}/videos")
    CustomerVideos.Whole ofCustomer(@PathVariable UUID id) {
        return customers.of(id);
    }
}
