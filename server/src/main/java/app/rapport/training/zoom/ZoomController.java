package app.rapport.training.zoom;

import static app.rapport.identity.Permission.TRAINING_MANAGE;

import app.rapport.identity.Requires;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The installation's Zoom account and its licences, over HTTP. */
@RestController
class ZoomController {
    private final ZoomPage page;
    private final Licences licences;

    ZoomController(ZoomPage page, Licences licences) {
        this.page = page;
        this.licences = licences;
    }

    /** How it goes with Zoom. */
    @Requires(TRAINING_MANAGE)
    @GetMapping("/api/training/zoom")
    ZoomPage.Whole zoom() {
        return page.show();
    }

    /** Tries the account's credentials now. */
    @Requires(TRAINING_MANAGE)
    @PostMapping("/api/training/zoom/check")
    ZoomPage.Whole check() {
        return page.check();
    }

    /** The instructors and who of them holds a licence. */
    @Requires(TRAINING_MANAGE)
    @GetMapping("/api/training/licences")
    Licences.Whole licences() {
        return licences.all();
    }

    /** Gives an instructor a Zoom user, where they have none, and a licence. */
    @Requires(TRAINING_MANAGE)
    @PostMapping("/api/training/licences/{userId}")
    Licences.Item assign(@PathVariable UUID userId) {
        return licences.assign(userId);
    }

    /** Takes the licence back. Whoever teaches now or within a day keeps it, unless forced. */
    @Requires(TRAINING_MANAGE)
    @DeleteMapping("/api/training/licences/{userId}")
    Licences.Item release(@PathVariable UUID userId, @RequestParam(defaultValue = "false") boolean force) {
        return licences.release(userId, force);
    }
}
