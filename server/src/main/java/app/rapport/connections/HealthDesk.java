package app.rapport.connections;

import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.Reply;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what is known about how a connection does. */
@Component
class HealthDesk implements ConnectionHealth {
    /** Successes follow each other quickly; one note a second says as much as a thousand. */
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);

    private static final Pattern ADDRESS_IN_PATH = Pattern.compile("[^/]*(?:@|%40)[^/]*", Pattern.CASE_INSENSITIVE);

    private final JdbcClient db;
    private final ConnectionRows rows;
    private final Budgets budgets;
    private final ConnectionNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json;
    private final Map<UUID, Instant> noted = new ConcurrentHashMap<>();

    HealthDesk(
            JdbcClient db,
            ConnectionRows rows,
            Budgets budgets,
            ConnectionNews news,
            TransactionTemplate transaction,
            Clock clock,
            JsonMapper json) {
        this.db = db;
        this.rows = rows;
        this.budgets = budgets;
        this.news = news;
        this.transaction = transaction;
        this.clock = clock;
        this.json = json;
    }

    /** A call was answered: its audit row, and what it says of the connection. */
    void answered(ConnectionRow connection, Provider provider, Call call, Reply reply) {
        var busy = reply.status() == 429 || reply.status() >= 500;
        var useful = reply.status() < 400 || reply.status() == 404 || reply.status() == 409 || reply.status() == 412;
        var now = clock.instant();
        var reading = Readings.usage(provider, reply, now);
        transaction.executeWithoutResult(status -> {
            audit(
                    connection,
                    call,
                    Map.of("status", reply.status(), "durationMs", reply.took().toMillis()));
            if (busy) {
                failure(
                        connection,
                        provider.name() + " answered " + reply.status(),
                        Wording.of("provider_answered")
                                .with("provider", provider.name())
                                .with("status", reply.status()),
                        now);
            } else if (useful && worthNoting(connection, now)) {
                success(connection, now);
            }
            if (reading != null && (busy || worthNoting(connection, now))) {
                read(connection, provider, reading);
            }
            noted.put(connection.id(), now);
        });
        Readings.remaining(provider, reply)
                .ifPresent(left -> budgets.atMost(connection.id(), left.budget(), left.left()));
    }

    /** A call that got no answer. */
    void failed(ConnectionRow connection, Provider provider, Call call, CallFailed e) {
        transaction.executeWithoutResult(status -> {
            audit(connection, call, Map.of("outcome", e.reason().name().toLowerCase(java.util.Locale.ROOT)));
            failure(connection, String.valueOf(e.getMessage()), unanswered(provider, e), clock.instant());
        });
    }

    @Override
    public void worked(UUID connection) {
        transaction.executeWithoutResult(status -> {
            var before = rows.find(connection).orElse(null);
            if (before == null) {
                return;
            }
            db.sql("""
                    update connections.connection set last_sync_at = :now, last_success_at = :now, failures = 0,
                      last_failure = null, attention = null, attention_next_step = null
                    where id = :id
                    """)
                    .param("id", connection)
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
            news.changed(connection);
        });
    }

    @Override
    public void quietFor(UUID connection, Duration pause, String reason, Wording words, boolean asked) {
        transaction.executeWithoutResult(
                status -> quiet(connection, clock.instant().plus(pause), reason, words, asked));
    }

    @Override
    public void tryNow(UUID connection) {
        var ended = db.sql("""
                        update connections.connection set quiet_until = null, quiet_reason = null, quiet_words = null
                        where id = :id and quiet_until is not null and not quiet_asked
                        """).param("id", connection).update() == 1;
        if (ended) {
            news.changed(connection);
        }
    }

    @Override
    public void needsAttention(UUID connection, String reason, String nextStep, Wording words) {
        transaction.executeWithoutResult(status -> {
            var row = rows.findForUpdate(connection).orElse(null);
            if (row == null || reason.equals(row.trouble().attention())) {
                return;
            }
            db.sql(
                            "update connections.connection set attention = :reason, attention_next_step = :next, attention_words = cast(:words as jsonb) where id = :id")
                    .param("id", connection)
                    .param("reason", reason)
                    .param("next", nextStep)
                    .param("words", json.writeValueAsString(words))
                    .update();
            news.record("connection.needs_attention", connection, Map.of("reason", reason));
            news.notice(
                    Permission.INTEGRATIONS_MANAGE,
                    "connection.needs_attention",
                    Severity.WARNING,
                    row.label() + " needs attention",
                    reason + " " + nextStep,
                    Map.of("label", row.label(), "cause", words),
                    connection.toString());
            news.changed(connection);
        });
    }

    private void audit(ConnectionRow connection, Call call, Map<String, ?> outcome) {
        var details = new LinkedHashMap<String, Object>();
        details.put("provider", connection.provider());
        details.put("method", call.method());
        details.put("path", pathOnly(call.path()));
        details.put("purpose", call.purpose());
        details.putAll(outcome);
        news.record(connection.category() + (call.write() ? ".write" : ".read"), connection.id(), details);
    }

    /** Without the query, and without a person's address in a segment. */
    static String pathOnly(String path) {
        var question = path.indexOf('?');
        return ADDRESS_IN_PATH
                .matcher(question < 0 ? path : path.substring(0, question))
                .replaceAll("…");
    }

    private boolean worthNoting(ConnectionRow connection, Instant now) {
        var last = noted.get(connection.id());
        return last == null
                || connection.trouble().failures() > 0
                || !now.isBefore(last.plus(BETWEEN_NOTES))
                || now.isBefore(last);
    }

    private void success(ConnectionRow connection, Instant now) {
        var recovered = db.sql("""
                        update connections.connection set last_success_at = :now, failures = 0, last_failure = null where id = :id
                        """)
                                .param("id", connection.id())
                                .param("now", Timestamps.at(now))
                                .update()
                        == 1
                && connection.trouble().failures() > 0;
        if (recovered) {
            news.changed(connection.id());
        }
    }

    private void failure(ConnectionRow connection, String sentence, Wording words, Instant now) {
        db.sql("""
                update connections.connection set failures = failures + 1, last_failure = :sentence,
                  last_failure_words = cast(:words as jsonb), last_failure_at = :now
                where id = :id
                """)
                .param("id", connection.id())
                .param("sentence", sentence)
                .param("words", json.writeValueAsString(words))
                .param("now", Timestamps.at(now))
                .update();
        noted.remove(connection.id());
        news.changed(connection.id());
    }

    private void read(ConnectionRow connection, Provider provider, ConnectionRow.Reading reading) {
        db.sql("""
                update connections.connection set budget_limit = :limit, budget_used = :used, budget_at = :at where id = :id
                """)
                .param("id", connection.id())
                .param("limit", reading.limit())
                .param("used", reading.used())
                .param("at", Timestamps.at(reading.at()))
                .update();
        var usage = provider.usage();
        if (usage != null && reading.used() >= reading.limit() * (1 - usage.shareForOthers())) {
            quiet(
                    connection.id(),
                    reading.at().plusSeconds(usage.pauseSeconds()),
                    provider.name() + " has counted " + reading.used() + " of the " + reading.limit()
                            + " requests your account may make in 24 hours. The rest is left to your other integrations.",
                    Wording.of("account_calls")
                            .with("provider", provider.name())
                            .with("used", reading.used())
                            .with("limit", reading.limit()),
                    false);
        }
    }

    private void quiet(UUID connection, Instant until, String reason, Wording words, boolean asked) {
        var later = db.sql("""
                        update connections.connection set quiet_until = :until, quiet_reason = :reason,
                          quiet_words = cast(:words as jsonb), quiet_asked = :asked
                        where id = :id and (quiet_until is null or quiet_until < :until)
                        """)
                        .param("id", connection)
                        .param("until", Timestamps.at(until))
                        .param("reason", reason)
                        .param("words", json.writeValueAsString(words))
                        .param("asked", asked)
                        .update()
                == 1;
        if (later) {
            news.changed(connection);
        }
    }

    /** In words, with the next step. */
    static ConnectionView.Health words(ConnectionRow row, Provider provider, Instant now) {
        var trouble = row.trouble();
        if (row.state().equals(ConnectionRow.DISCONNECTED)) {
            return new ConnectionView.Health(
                    "disconnected", "It was disconnected.", "Connect it again to sync.", Wording.of("disconnected"));
        }
        if (row.state().equals(ConnectionRow.NEEDS_RECONNECT)) {
            return new ConnectionView.Health(
                    "disconnected",
                    provider.name() + " no longer accepts our sign-in.",
                    row.auth().equals("token") ? "Paste a new token." : "Connect it again; what waits is sent then.",
                    Wording.of(row.auth().equals("token") ? "token_ended" : "signed_out")
                            .with("provider", provider.name()));
        }
        if (row.paused()) {
            return new ConnectionView.Health(
                    "degraded",
                    "It is paused.",
                    "Resume it to send what waits.",
                    Wording.of("paused").with("provider", provider.name()));
        }
        if (trouble.attention() != null) {
            return new ConnectionView.Health(
                    "failing", trouble.attention(), orEmpty(trouble.nextStep()), known(trouble.attentionWords()));
        }
        if (trouble.failures() >= 5) {
            return new ConnectionView.Health(
                    "failing",
                    sentence(trouble.lastFailure()) + ", " + trouble.failures() + " times in a row.",
                    "Nothing is lost: it is tried again by itself. See whether " + provider.name()
                            + " reports a disturbance.",
                    Wording.of("keeps_failing")
                            .with("cause", known(trouble.lastFailureWords()))
                            .with("times", trouble.failures())
                            .with("provider", provider.name()));
        }
        if (trouble.quietUntil() != null && trouble.quietUntil().isAfter(now)) {
            return new ConnectionView.Health(
                    "degraded",
                    orEmpty(trouble.quietReason()),
                    "It goes on by itself at " + trouble.quietUntil().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                            + ".",
                    Wording.of("quiet")
                            .with("cause", known(trouble.quietWords()))
                            .with("until", trouble.quietUntil().toString()));
        }
        if (trouble.failures() > 0) {
            return new ConnectionView.Health(
                    "degraded",
                    sentence(trouble.lastFailure()) + ".",
                    "Nothing to do: it is tried again by itself.",
                    Wording.of("failed_once").with("cause", known(trouble.lastFailureWords())));
        }
        return new ConnectionView.Health("healthy", "It works.", "", Wording.of("works"));
    }

    /** What was stored before there were words says only that there is something. */
    private static Wording known(@Nullable Wording words) {
        return words == null ? Wording.of("trouble") : words;
    }

    /** Why there was no answer. */
    static Wording unanswered(Provider provider, CallFailed e) {
        var code = switch (e.reason()) {
            case NEEDS_RECONNECT -> "signed_out";
            case NOT_CONNECTED -> "not_connected";
            case BUDGET -> "share_used_up";
            case NOT_SENT -> "unreachable";
            case TIMEOUT -> "timeout";
            case BROKEN -> "connection_lost";
        };
        return Wording.of(code).with("provider", provider.name());
    }

    private static String sentence(@Nullable String words) {
        var text = orEmpty(words);
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
