package app.rapport.training.zoom;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Zoom itself recorded of meetings that are over: the truth our events are held against. Calls Zoom. */
public interface ZoomReports {
    /** The runs of a meeting number that are over: each time it was started is one, with a uuid of its own. */
    List<Run> runs(String meetingId) throws ZoomFailed;

    /** One row for each connection somebody had to that run. */
    List<Stay> stays(String meetingUuid) throws ZoomFailed;

    record Run(String uuid, Instant startedAt, Instant endedAt) {}

    /** @param connection the {@code user_id} of one connection in one run, as {@link ZoomEvents.Participant} has it: another after each rejoin */
    record Stay(
            String connection,
            @Nullable String customerKey,
            @Nullable String zoomUserId,
            @Nullable String email,
            @Nullable String name,
            Instant joinedAt,
            Instant leftAt) {}
}
