package app.rapport.conversations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its page and the API show it.
 *
 * @param facets what modules above add, each under its own name: {@code sync}
 */
record ConversationView(
        UUID id,
        String title,
        String source,
        String kind,
        String state,
        Instant startedAt,
        int durationSeconds,
        @Nullable UUID customerId,
        @Nullable Named customer,
        List<Participant> participants,
        @Nullable String summary,
        @Nullable SummaryDetails summaryDetails,
        List<Insight> insights,
        List<ActionItem> actionItems,
        @Nullable String transcriptFormat,
        int turnCount,
        @Nullable Instant completedAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonAnyGetter Map<String, @Nullable Object> facets) {
    record Named(UUID id, String name) {}

    record Participant(
            String name,
            @Nullable String email,
            @Nullable UUID customerId,
            @Nullable UUID stakeholderId,
            @Nullable UUID unmatchedId,
            boolean internal) {}

    /**
     * Where the summary comes from.
     *
     * @param sentences the sentences of a generated summary with their places in the transcript; empty for an entered one
     * @param origin built-in, model or entered: who wrote it; {@code edited} when a person changed it since
     */
    record SummaryDetails(
            List<Sentence> sentences,
            String origin,
            boolean edited,
            @Nullable Instant generatedAt) {}

    /** @param turn index of the transcript's turn the sentence stands on */
    record Sentence(String text, int turn) {}

    record Insight(
            UUID id,
            String kind,
            String text,
            String quote,
            int turn,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String name,
            boolean edited) {}

    record ActionItem(
            UUID id,
            UUID conversationId,
            @Nullable String conversationTitle,
            String title,
            @Nullable String owner,
            @Nullable UUID ownerUserId,
            @Nullable LocalDate dueDate,
            String status,
            @Nullable Integer turn,
            @Nullable String quote,
            String origin,
            boolean edited) {}

    /** A row of the list. */
    record Brief(
            UUID id,
            String title,
            String source,
            String kind,
            String state,
            Instant startedAt,
            int durationSeconds,
            @Nullable Named customer,
            int actionItemCount,
            @JsonAnyGetter Map<String, @Nullable Object> facets) {}

    record TurnView(
            int index,
            @Nullable String speaker,
            @Nullable Long startMs,
            @Nullable Long endMs,
            String text) {}
}
