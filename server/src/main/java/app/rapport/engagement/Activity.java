package app.rapport.engagement;

import app.rapport.platform.Wording;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a customer's timeline.
 *
 * @param kind what happened: {@code conversation}
 * @param source who reported it: {@code upload}, {@code zoom} …
 * @param actor who acted, in words
 * @param subject the person at the customer it was with, if one stands out
 * @param words of the summary, where it is a sentence of ours
 * @param link path in the app
 */
record Activity(
        UUID id,
        Instant at,
        String kind,
        String source,
        @Nullable Named actor,
        @Nullable Subject subject,
        String title,
        @Nullable String summary,
        @Nullable Wording words,
        @Nullable String link) {
    record Named(String name) {}

    record Subject(UUID id, String name) {}
}
