package app.rapport.platform.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A job as its page shows it. State is queued, running, done, failed or cancelled. */
record JobView(
        UUID id,
        String kind,
        String subject,
        String state,
        Progress progress,
        String message,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable JsonNode result) {
    record Progress(long done, long total) {}
}
