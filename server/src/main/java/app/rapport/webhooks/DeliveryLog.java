package app.rapport.webhooks;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.lanes.Attempt;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.DeliveryState;
import app.rapport.platform.lanes.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was sent where and what came back; and sending it again. */
@Service
class DeliveryLog {
    private static final int AGAIN_AT_ONCE = 2_000;
    /** A delivery's row and its place in the lane are made within one transaction, so their times differ by less. */
    private static final Duration CLOSE = Duration.ofMinutes(1);

    private static final int AGAIN_MOST = 100_000;

    private final JdbcClient db;
    private final DeliveryLanes lanes;
    private final JsonMapper json;

    DeliveryLog(JdbcClient db, DeliveryLanes lanes, JsonMapper json) {
        this.db = db;
        this.lanes = lanes;
        this.json = json;
    }

    record Line(
            UUID id,
            UUID webhookId,
            UUID eventId,
            String eventType,
            DeliveryState state,
            int attempts,
            @Nullable Integer responseStatus,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant nextAttemptAt) {
        static final String COLUMNS = """
                id, webhook_config_id, event_id, event_type, state, attempts, response_status, error, created_at,
                delivered_at, next_attempt_at""";

        static Line read(ResultSet row, int number) throws SQLException {
            return new Line(
                    row.getObject("id", UUID.class),
                    row.getObject("webhook_config_id", UUID.class),
                    row.getObject("event_id", UUID.class),
                    row.getString("event_type"),
                    DeliveryState.of(row.getString("state")),
                    row.getInt("attempts"),
                    row.getObject("response_status", Integer.class),
                    row.getString("error"),
                    Timestamps.read(row, "created_at"),
                    Timestamps.readOrNull(row, "delivered_at"),
                    Timestamps.readOrNull(row, "next_attempt_at"));
        }
    }

    /** Which deliveries a list shows; null does not narrow it. */
    record Filter(
            @Nullable DeliveryState state,
            @Nullable String eventType,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean oldestFirst) {
        static Filter of(
                @Nullable String state,
                @Nullable String eventType,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable String sort) {
            if (sort != null && !sort.equals("createdAt") && !sort.equals("-createdAt")) {
                throw Problem.invalid("invalid_sort", "Deliveries sort by createdAt or -createdAt.");
            }
            return new Filter(state(state), blankAsNull(eventType), from, to, sort != null && sort.equals("createdAt"));
        }

        private static @Nullable String blankAsNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }

        static @Nullable DeliveryState state(@Nullable String word) {
            if (word == null || word.isBlank()) {
                return null;
            }
            try {
                return DeliveryState.of(word.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(
                        "invalid_state", "A delivery is pending, failed, blocked, delivered, dead or cancelled.");
            }
        }
    }

    @Transactional(readOnly = true)
    Page<Line> page(UUID endpoint, Filter filter, int limit, @Nullable String after) {
        known(endpoint);
        var cursor = Cursor.read(after, 2);
        var where = new ArrayList<String>();
        where.add("webhook_config_id = :endpoint");
        var from = filter.from();
        if (filter.state() != null) {
            where.add("state = :state");
        }
        if (filter.state() == DeliveryState.PENDING) {
            // Few among many, and without an index of their own: the lane knows since when it has any.
            var lane = new LaneId(endpoint);
            var waiting = lanes.waiting(List.of(lane)).get(lane);
            if (waiting == null) {
                return new Page<>(List.of(), null, null);
            }
            var since = waiting.since().minus(CLOSE);
            from = from == null || from.isBefore(since) ? since : from;
        } else if (filter.state() != null && filter.state() != DeliveryState.DELIVERED) {
            where.add("troubled");
        }
        if (from != null) {
            where.add("created_at >= :from");
        }
        if (filter.to() != null) {
            where.add("created_at < :to");
        }
        var direction = filter.oldestFirst() ? " asc" : " desc";
        var order = "created_at" + direction + ", id" + direction;
        var beyond = filter.oldestFirst() ? ">" : "<";
        if (filter.eventType() != null) {
            // A range of one, and part of the order: an equation would leave a prepared plan free to walk the whole log
            // in
            // search of a type it believes common.
            where.add("event_type between :type and :type");
            order = "event_type" + direction + ", " + order;
            if (cursor != null) {
                where.add("(event_type, created_at, id) " + beyond + " (:type, :at, :id)");
            }
        } else if (cursor != null) {
            where.add("(created_at, id) " + beyond + " (:at, :id)");
        }
        var query = db.sql("select %s from webhooks.webhook_deliveries where %s order by %s limit :limit"
                        .formatted(Line.COLUMNS, String.join(" and ", where), order))
                .param("endpoint", endpoint)
                .param("limit", limit + 1);
        if (filter.state() != null) {
            query = query.param("state", filter.state().word());
        }
        if (filter.eventType() != null) {
            query = query.param("type", filter.eventType());
        }
        if (from != null) {
            query = query.param("from", Timestamps.at(from));
        }
        if (filter.to() != null) {
            query = query.param("to", Timestamps.at(filter.to()));
        }
        if (cursor != null) {
            query = query.param("at", Timestamps.at(cursor.part(0, Instant::parse)))
                    .param("id", cursor.part(1, UUID::fromString));
        }
        return Page.of(query.query(Line::read).list(), limit, line -> Cursor.of(line.createdAt(), line.id()));
    }

    record Detail(
            UUID id,
            UUID webhookId,
            UUID eventId,
            String eventType,
            Instant eventAt,
            DeliveryState state,
            int attempts,
            @Nullable Integer responseStatus,
            @Nullable String responseBody,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant nextAttemptAt,
            JsonNode payload,
            List<LoggedAttempt> attemptLog) {}

    record LoggedAttempt(
            int number,
            Instant at,
            long durationMs,
            @Nullable Integer status,
            String outcome,
            @Nullable String code,
            @Nullable String error,
            String excerpt) {
        static LoggedAttempt of(Attempt attempt) {
            return new LoggedAttempt(
                    attempt.number(),
                    attempt.startedAt(),
                    attempt.took().toMillis(),
                    attempt.status(),
                    attempt.outcome(),
                    attempt.code(),
                    attempt.error(),
                    attempt.excerpt());
        }
    }

    @Transactional(readOnly = true)
    Detail detail(UUID delivery) {
        var log = lanes.attempts(delivery).stream().map(LoggedAttempt::of).toList();
        return db.sql("select *, payload::text as content from webhooks.webhook_deliveries where id = :id")
                .param("id", delivery)
                .query((row, number) -> {
                    var line = Line.read(row, number);
                    return new Detail(
                            line.id(),
                            line.webhookId(),
                            line.eventId(),
                            line.eventType(),
                            Timestamps.read(row, "event_at"),
                            line.state(),
                            line.attempts(),
                            line.responseStatus(),
                            row.getString("response_body"),
                            line.error(),
                            line.createdAt(),
                            line.deliveredAt(),
                            line.nextAttemptAt(),
                            json.readTree(row.getString("content")),
                            log);
                })
                .optional()
                .orElseThrow(() -> Problem.notFound("delivery"));
    }

    /** Sends it again with the same id, whatever became of it. */
    @Transactional
    void again(UUID delivery) {
        var endpoint = db.sql("select webhook_config_id from webhooks.webhook_deliveries where id = :id")
                .param("id", delivery)
                .query(SqlArrays::id)
                .optional()
                .orElseThrow(() -> Problem.notFound("delivery"));
        on(endpoint);
        again(List.of(delivery));
    }

    /** All of a time that stand so; failed, dead and blocked ones when no state is named. */
    @Transactional
    int again(UUID endpoint, Instant from, Instant to, @Nullable List<String> states) {
        on(endpoint);
        var wanted = states == null || states.isEmpty() ? List.of("failed", "dead", "blocked") : states;
        var words = wanted.stream()
                .map(Filter::state)
                .map(state -> state == null ? "" : state.word())
                .toList();
        var found = db.sql("""
                select id from webhooks.webhook_deliveries
                where webhook_config_id = :endpoint and created_at >= :from and created_at <= :to and state = any(:states)
                order by created_at, id limit :most
                """)
                .param("endpoint", endpoint)
                .param("from", Timestamps.at(from))
                .param("to", Timestamps.at(to))
                .param("states", SqlArrays.texts(words, word -> word))
                .param("most", AGAIN_MOST)
                .query(SqlArrays::id)
                .list();
        for (var i = 0; i < found.size(); i += AGAIN_AT_ONCE) {
            again(found.subList(i, Math.min(found.size(), i + AGAIN_AT_ONCE)));
        }
        return found.size();
    }

    private void again(List<UUID> deliveries) {
        db.sql("""
                update webhooks.webhook_deliveries set state = 'pending', error = null
                where id in (select id from webhooks.webhook_deliveries where id = any(:ids) order by id for update)
                """).param("ids", SqlArrays.uuids(deliveries, id -> id)).update();
        lanes.retry(deliveries);
    }

    private void known(UUID endpoint) {
        active(endpoint);
    }

    private boolean active(UUID endpoint) {
        return db.sql("select active from webhooks.webhook_configs where id = :id")
                .param("id", endpoint)
                .query((row, number) -> row.getBoolean(1))
                .optional()
                .orElseThrow(() -> Problem.notFound("webhook"));
    }

    private void on(UUID endpoint) {
        if (!active(endpoint)) {
            throw Problem.conflict("webhook_disabled", "This webhook is switched off. Switch it on first.");
        }
    }
}
