package app.rapport.training;

import app.rapport.platform.Wording;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its pages show it to one person.
 *
 * @param alternativeHosts who may hold it besides the instructor
 * @param zoomStartUrl asked of Zoom anew for the instructor, whose key it holds, else null
 * @param present null until it is known
 * @param letters how far those about it are, while some are to be written; for who teaches or plans
 * @param opensAt when the host may start
 */
record SessionView(
        UUID id,
        String title,
        String type,
        String status,
        @JsonProperty("cohort_id") UUID cohortId,
        Named cohort,
        @JsonProperty("instructor_id") UUID instructorId,
        Named instructor,
        @JsonProperty("alternative_hosts") List<Named> alternativeHosts,
        @JsonProperty("start_time") Instant startTime,
        int duration,
        String zone,
        @JsonProperty("zoom_meeting_id") @Nullable String zoomMeetingId,
        @JsonProperty("zoom_join_url") @Nullable String zoomJoinUrl,
        @JsonProperty("zoom_start_url") @Nullable String zoomStartUrl,
        Meeting meeting,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable UUID seriesId,
        int enrolled,
        @Nullable Integer present,
        @Nullable Letters letters,
        Instant opensAt,
        boolean mayStart,
        boolean mayJoin,
        May may,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> series,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Warning> warnings) {

    /**
     * @param state creating, ready, changing, failed, deleting; none: there is no Zoom account
     * @param nextAttemptAt null when nothing more happens by itself
     */
    record Meeting(
            String state,
            @Nullable String code,
            @Nullable String error,
            int attempts,
            @Nullable Instant nextAttemptAt) {}

    /** @param readers to whom they are written */
    record Letters(int written, int readers) {}

    /** What this person may do. */
    record May(boolean edit, boolean host, boolean attendance) {}

    /** Something to know about what was done all the same. */
    record Warning(String code, String message, Wording words) {
        Warning(String message, Wording words) {
            this(words.code(), message, words);
        }
    }

    SessionView startedBy(@Nullable String url) {
        return with(url, series, warnings);
    }

    SessionView telling(@Nullable List<UUID> planned, List<Warning> told) {
        return with(zoomStartUrl, planned, told);
    }

    private SessionView with(@Nullable String startUrl, @Nullable List<UUID> planned, @Nullable List<Warning> told) {
        return new SessionView(
                id,
                title,
                type,
                status,
                cohortId,
                cohort,
                instructorId,
                instructor,
                alternativeHosts,
                startTime,
                duration,
                zone,
                zoomMeetingId,
                zoomJoinUrl,
                startUrl,
                meeting,
                startedAt,
                endedAt,
                seriesId,
                enrolled,
                present,
                letters,
                opensAt,
                mayStart,
                mayJoin,
                may,
                planned,
                told);
    }
}
