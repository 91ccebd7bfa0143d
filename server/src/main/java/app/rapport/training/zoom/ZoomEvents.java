package app.rapport.training.zoom;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Zoom's webhooks: whether they are Zoom's, and what they say. */
public interface ZoomEvents {
    /** Over the raw bytes; answers Zoom's challenge. No database, no call. */
    Verdict verify(Request request);

    /** Empty for what is no JSON object with an event's name. Unknown members and events are no fault. */
    Optional<Event> read(byte[] body);

    /** Whether it is about our own account, as far as it says. */
    boolean ours(Event event);

    /**
     * @param name {@code meeting.participant_joined} …
     * @param at when it happened, by Zoom's clock; {@link Instant#EPOCH} when it does not say
     * @param meetingId decimal digits; null for events about no meeting
     * @param meetingUuid of this one run of the meeting
     */
    record Event(
            String name,
            Instant at,
            @Nullable String accountId,
            @Nullable String meetingId,
            @Nullable String meetingUuid,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Participant participant) {}

    /**
     * @param connection {@code user_id}, which the report of the run has too; else {@code participant_uuid}, else empty.
     *     Another one after each rejoin, and the same words mean another person in another run
     * @param phone the number they telephone from, as Zoom writes it: it may be masked
     * @param at when they joined or left
     */
    record Participant(
            String connection,
            @Nullable String customerKey,
            @Nullable String zoomUserId,
            @Nullable String email,
            @Nullable String name,
            @Nullable String phone,
            @Nullable Instant at) {}
}
