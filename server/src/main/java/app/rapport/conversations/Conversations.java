package app.rapport.conversations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads conversations as they stand, for modules above. In the scope's organisation; call inside a transaction. */
public interface Conversations {
    Optional<Snapshot> find(UUID id);

    /** Ids of completed conversations, newest first, at most {@code limit}, that started before {@code before}. */
    List<UUID> completedBefore(Instant before, int limit);

    /** Those of the conversations that are this customer's, with their titles. */
    Map<UUID, String> ofCustomer(UUID customer, Collection<UUID> among);

    /** @param kind meeting or call; {@code summary} is null until one exists */
    record Snapshot(
            UUID id,
            String title,
            String source,
            String kind,
            String state,
            Instant startedAt,
            Duration duration,
            @Nullable UUID customerId,
            @Nullable UUID ownerUserId,
            List<Participant> participants,
            @Nullable String summary,
            List<Insight> insights,
            List<ActionItem> actionItems,
            @Nullable Instant completedAt) {}

    /** @param internal one of our own users */
    record Participant(
            String name, @Nullable String email, @Nullable UUID stakeholderId, boolean internal) {}

    /** @param kind budget, competitor, decision_maker, risk or next_step */
    record Insight(
            UUID id,
            String kind,
            String text,
            String quote,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String name) {}

    /** @param status open, done or cancelled */
    record ActionItem(
            UUID id,
            String title,
            @Nullable String owner,
            @Nullable UUID ownerUserId,
            @Nullable LocalDate dueDate,
            String status) {}
}
