package app.rapport.training.attendance;

import static app.rapport.identity.Permission.TRAINING;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Attendance over HTTP. */
@RestController
class AttendanceController {
    private final AttendanceDesk desk;
    private final Decisions decisions;
    private final Strangers strangers;
    private final Reconciliation reconciliation;

    AttendanceController(AttendanceDesk desk, Decisions decisions, Strangers strangers, Reconciliation reconciliation) {
        this.desk = desk;
        this.decisions = decisions;
        this.strangers = strangers;
        this.reconciliation = reconciliation;
    }

    /** Who attended, for how long, and what that amounts to. */
    @Requires(TRAINING)
    @GetMapping("/api/sessions/{id}/attendance")
    AttendanceReport report(@PathVariable UUID id) {
        return desk.report(id);
    }

    /** Who is in the meeting now. */
    @Requires(TRAINING)
    @GetMapping("/api/sessions/{id}/attendance/room")
    AttendanceDesk.Room room(@PathVariable UUID id) {
        return desk.room(id);
    }

    /**
     * Who did not come, or not for long enough; while the session runs, who has not come yet.
     *
     * @param warned only those who attend too little of the cohort
     */
    @Requires(TRAINING)
    @GetMapping("/api/sessions/{id}/attendance/absentees")
    AttendanceDesk.Absentees absentees(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean warned,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return desk.absentees(id, warned, cursor, Cursor.limit(limit));
    }

    /** Holds what was heard against Zoom's report now. */
    @Requires(TRAINING)
    @PostMapping("/api/sessions/{id}/attendance/reconcile")
    AttendanceReport reconcile(@PathVariable UUID id) {
        return reconciliation.asked(id);
    }

    /** What counts instead of what was worked out, whatever is heard later. */
    @Requires(TRAINING)
    @PutMapping("/api/sessions/{id}/attendance/{userId}/override")
    AttendanceReport.Attendee override(
            @PathVariable UUID id, @PathVariable UUID userId, @RequestBody Decisions.Form form) {
        return decisions.decide(id, userId, form);
    }

    @Requires(TRAINING)
    @DeleteMapping("/api/sessions/{id}/attendance/{userId}/override")
    AttendanceReport.Attendee undoOverride(@PathVariable UUID id, @PathVariable UUID userId) {
        return decisions.undo(id, userId);
    }

    /** Says who a participant is whom nobody could be matched to. */
    @Requires(TRAINING)
    @PostMapping("/api/sessions/{id}/attendance/unmatched/{unmatchedId}/resolve")
    AttendanceReport resolve(@PathVariable UUID id, @PathVariable UUID unmatchedId, @RequestBody Strangers.Form form) {
        return strangers.resolve(id, unmatchedId, form);
    }

    /** Takes that back; the id is the one in the report. */
    @Requires(TRAINING)
    @DeleteMapping("/api/sessions/{id}/attendance/unmatched/{unmatchedId}/resolve")
    AttendanceReport undoResolve(@PathVariable UUID id, @PathVariable UUID unmatchedId) {
        return strangers.undo(id, unmatchedId);
    }
}
