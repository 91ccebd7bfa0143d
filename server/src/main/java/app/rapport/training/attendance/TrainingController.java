package app.rapport.training.attendance;

import static app.rapport.identity.Permission.CUSTOMERS_READ;
import static app.rapport.identity.Permission.TRAINING;
import static app.rapport.identity.Permission.TRAINING_MANAGE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Attendance over many sessions, and what it goes by, over HTTP. */
@RestController
class TrainingController {
    private final TrainingReads reads;
    private final SettingsDesk settings;

    TrainingController(TrainingReads reads, SettingsDesk settings) {
        this.reads = reads;
        this.settings = settings;
    }

    @Requires(TRAINING)
    @GetMapping("/api/training/settings")
    AttendanceSettings settings() {
        return settings.current();
    }

    /** What is left out stays as it is. */
    @Requires(TRAINING_MANAGE)
    @PutMapping("/api/training/settings")
    AttendanceSettings change(@RequestBody SettingsDesk.Form form) {
        return settings.change(form);
    }

    /**
     * @param from a day or a moment
     * @param to a day, which is counted in, or a moment
     */
    @Requires(TRAINING)
    @GetMapping("/api/training/report")
    TrainingReads.Report report(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable UUID cohort,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reads.report(
                new TrainingReads.Filter(Moments.from(from), Moments.until(to), cohort, customer),
                cursor,
                Cursor.limit(limit));
    }

    /** How a customer's people attend. */
    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/training")
    TrainingReads.OfCustomer ofCustomer(@PathVariable UUID id) {
        return reads.ofCustomer(id);
    }
}
