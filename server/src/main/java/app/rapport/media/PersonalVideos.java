package app.rapport.media;

import app.rapport.platform.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Videos of a base video for one person each. In the scope's organisation. */
public interface PersonalVideos {
    /** @param id whatever the caller calls the person: the same with the same values is made once */
    record Person(String id, Map<String, String> values) {}

    /** Has videos made for these people, those of higher priority first. In the caller's transaction. */
    Order order(UUID video, List<Person> people, int priority);

    /** Has one made before all else, to look at. */
    Personal preview(UUID video, Map<String, String> values);

    /** @throws app.rapport.platform.Problem when the video has no such order */
    Order order(UUID video, UUID order);

    Optional<Personal> find(UUID video, UUID personal);

    /** @param after the last one of the page before; null from the first */
    Page<Personal> page(UUID video, @Nullable UUID order, @Nullable String state, @Nullable String after, int limit);

    /** What people wish of work that was ordered. */
    enum Wish {
        PAUSE,
        RESUME,
        CANCEL,
        RETRY
    }

    Order wish(UUID video, UUID order, Wish wish);

    Personal wishOne(UUID video, UUID personal, Wish wish);

    /** @param states how many of its videos are in which state */
    record Order(UUID id, long people, Map<String, Long> states) {}

    /**
     * @param state queued, processing, paused, ready, failed or cancelled
     * @param notes what the maker should know: characters that could not be shown, who spoke
     */
    record Personal(
            UUID id,
            @Nullable UUID orderId,
            String person,
            Map<String, String> values,
            String state,
            double progress,
            @Nullable Integer remainingSeconds,
            Media.@Nullable Failure error,
            List<Note> notes,
            List<Spoken> spoken,
            @Nullable String poster,
            Media.@Nullable Playback playback,
            Instant createdAt) {}

    record Note(String code, String value) {}

    /**
     * Who spoke the words of a spoken point.
     *
     * @param by recorded, elevenlabs, openai, offline; or nobody when the base video's own sound stayed
     * @param voice the voice's name
     * @param label both, in a few words of English
     */
    record Spoken(
            String words,
            String by,
            @Nullable String voice,
            @Nullable String label) {}
}
