package app.rapport.training;

import static app.rapport.identity.Permission.TRAINING;
import static app.rapport.identity.Permission.TRAINING_MANAGE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.SignedIn;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions over HTTP. What is wished is committed first; Zoom is asked before the answer, and again later if it fails. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {
    private final SessionDesk desk;
    private final SessionReads reads;
    private final SessionWarnings warnings;
    private final AlternativeHosts alternatives;
    private final MeetingSaga meetings;
    private final StartUrls startUrls;

    SessionController(
            SessionDesk desk,
            SessionReads reads,
            SessionWarnings warnings,
            AlternativeHosts alternatives,
            MeetingSaga meetings,
            StartUrls startUrls) {
        this.desk = desk;
        this.reads = reads;
        this.warnings = warnings;
        this.alternatives = alternatives;
        this.meetings = meetings;
        this.startUrls = startUrls;
    }

    /** From a day on: the next one first; else the latest first. Narrowed by the document's own words too. */
    @Requires(TRAINING)
    @GetMapping
    Page<SessionView> list(
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable UUID cohort,
            @RequestParam(name = "cohort_id", required = false) @Nullable UUID cohortId,
            @RequestParam(required = false) @Nullable UUID instructor,
            @RequestParam(name = "instructor_id", required = false) @Nullable UUID instructorId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = new SessionReads.Filter(
                scope,
                cohort == null ? cohortId : cohort,
                instructor == null ? instructorId : instructor,
                status,
                from,
                to);
        return reads.list(filter, cursor, Cursor.limit(limit));
    }

    @Requires(TRAINING_MANAGE)
    @PostMapping
    ResponseEntity<SessionView> add(@RequestBody SessionPlan.Form form) {
        alternatives.introduce(form.instructorId(), form.alternativeHosts());
        var planned = desk.add(form);
        var first = planned.getFirst();
        meetings.settle(first);
        var view = startUrls.with(reads.view(first)).telling(planned.size() > 1 ? planned : null, warnings.of(first));
        return ResponseEntity.created(URI.create("/api/sessions/" + first)).body(view);
    }

    @SignedIn
    @GetMapping("/{id}")
    SessionView one(@PathVariable UUID id) {
        return startUrls.with(reads.view(id));
    }

    @Requires(TRAINING_MANAGE)
    @PatchMapping("/{id}")
    SessionView edit(@PathVariable UUID id, @RequestBody SessionDesk.Change change) {
        if (change.cancels(reads.view(id).status())) {
            desk.cancel(id, change.scope());
        } else {
            alternatives.introduce(
                    change.instructorId().value(), change.alternativeHosts().value());
            desk.edit(id, change);
        }
        meetings.settle(id);
        return startUrls.with(reads.view(id)).telling(null, warnings.of(id));
    }

    /** Cancels. */
    @Requires(TRAINING_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID id, @RequestParam(required = false) @Nullable String scope) {
        desk.cancel(id, scope == null ? Patch.absent() : Patch.to(scope));
        meetings.settle(id);
    }

    /** Asks Zoom once more, now. */
    @Requires(TRAINING_MANAGE)
    @PostMapping("/{id}/meeting/retry")
    SessionView retry(@PathVariable UUID id) {
        desk.retry(id);
        meetings.settle(id);
        return startUrls.with(reads.view(id));
    }
}
