package app.rapport.platform.jobs;

import app.rapport.platform.SignedIn;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Progress of a long job, and its cancel button. */
@RestController
class JobController {
    private final JobDesk desk;

    JobController(JobDesk desk) {
        this.desk = desk;
    }

    @SignedIn
    @GetMapping("/api/jobs/{id}")
    JobView job(@PathVariable UUID id) {
        return desk.view(id);
    }

    @SignedIn
    @PostMapping("/api/jobs/{id}/cancel")
    JobView cancel(@PathVariable UUID id) {
        return desk.cancel(id);
    }
}
