package app.rapport.training.attendance;

import app.rapport.training.attendance.AttendanceRows.Correction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who attended a session.
 *
 * @param state not_started, running, final, or corrected by Zoom's own report
 * @param sessionSeconds how long the meeting was held
 * @param presentRate the present among the enrolled, 0 to 1; null when nobody is enrolled or it is not final
 * @param presentCount the present, the late among them; null until it is final
 */
record AttendanceReport(
        UUID sessionId,
        String title,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int sessionSeconds,
        @Nullable Double presentRate,
        @Nullable Integer presentCount,
        int enrolledCount,
        int inRoomCount,
        List<Attendee> attendees,
        List<Unmatched> unmatched,
        List<Resolved> resolved,
        List<Correction> corrections,
        Rules rules,
        Map<String, String> definitions,
        Instant asOf) {

    /**
     * @param percent of the session's length
     * @param status what counts: what a person decided, else {@code automaticStatus}; null while it is open
     * @param passing while it runs: reached, possible or impossible
     */
    record Attendee(
            UUID userId,
            String email,
            String name,
            @Nullable UUID customerId,
            @Nullable Instant firstJoin,
            @Nullable Instant lastLeave,
            int seconds,
            double percent,
            int stints,
            @Nullable String status,
            @Nullable String automaticStatus,
            boolean inRoom,
            @Nullable String passing,
            List<Stint> segments,
            @Nullable Decided override) {}

    record Stint(Instant join, @Nullable Instant leave) {}

    record Decided(String status, String reason, @Nullable By by, Instant at) {}

    record By(UUID id, String name) {}

    /**
     * @param lasting whether they come with something by which they can be known again
     * @param suggestion whom a person said somebody of that name to be in an earlier session of the cohort
     */
    record Unmatched(
            UUID id,
            @Nullable String name,
            @Nullable String email,
            Instant firstJoin,
            @Nullable Instant lastLeave,
            int seconds,
            boolean inRoom,
            boolean lasting,
            @Nullable Suggestion suggestion) {

        Unmatched suggested(@Nullable Suggestion known) {
            return new Unmatched(id, name, email, firstJoin, lastLeave, seconds, inRoom, lasting, known);
        }
    }

    /** @param userId null for one of the staff */
    record Suggestion(@Nullable UUID userId, @Nullable String name, boolean staff, Instant saidAt) {}

    /**
     * Who somebody said a stranger of this session is.
     *
     * @param name what the stranger was called
     * @param remembered whether they count by themselves in sessions to come
     * @param suggested whether somebody of that name is offered as the same person
     */
    record Resolved(
            UUID id,
            String identity,
            @Nullable String name,
            @Nullable UUID userId,
            boolean staff,
            boolean remembered,
            boolean suggested) {}

    /** @param lateAfterMinutes after the planned or the real beginning, whichever is later */
    record Rules(String type, int presencePercent, int lateAfterMinutes) {}
}
