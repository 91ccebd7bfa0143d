package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import app.rapport.platform.SqlArrays;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a provider allows in a window of time, counted per connection over all nodes. */
@Component
class Budgets {
    /** Longer than a short window, far shorter than a day: a caller waits this long itself, else it is sent away. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Budgets(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes one request out of every budget it counts for, waiting where the wait is short. Outside a transaction. */
    void spend(UUID connection, Provider provider, String path) throws CallFailed {
        var counting = provider.budgets().stream()
                .filter(budget -> counts(budget, path))
                .toList();
        if (counting.isEmpty()) {
            return;
        }
        var place = place(connection, counting);
        if (!place.taken()) {
            throw new CallFailed(
                    Reason.BUDGET,
                    provider.name() + " allows " + place.budget().limit() + " requests in "
                            + words(place.budget().windowSeconds()) + "; they are used up.",
                    place.delay().compareTo(Duration.ofSeconds(1)) > 0 ? place.delay() : Duration.ofSeconds(1),
                    null);
        }
        try {
            Thread.sleep(place.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Reason.NOT_SENT, "interrupted", null, e);
        }
    }

    /**
     * When a request may be sent.
     *
     * @param budget the one it waits for longest
     * @param taken whether it has its place; none is taken for somebody who will not wait that long
     */
    record Place(Duration delay, Provider.Budget budget, boolean taken) {}

    /** In all budgets at once: a place in one is of no use at another time than the place in the other. */
    Place place(UUID connection, List<Provider.Budget> counting) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var windows = new LinkedHashMap<Provider.Budget, SlidingWindow>();
            counting.forEach(budget -> windows.put(budget, open(connection, budget)));
            var now = clock.instant();
            var at = now;
            var tightest = counting.getFirst();
            for (var window : windows.entrySet()) {
                var next = window.getValue().next(now);
                if (next.isAfter(at)) {
                    at = next;
                    tightest = window.getKey();
                }
            }
            var wait = Duration.between(now, at);
            if (wait.compareTo(PATIENCE) > 0) {
                return new Place(wait, tightest, false);
            }
            for (var window : windows.entrySet()) {
                window.getValue().take(at, 1);
                keep(connection, window.getKey(), window.getValue());
            }
            return new Place(wait, tightest, true);
        }));
    }

    /** What is left right now. */
    long left(UUID connection, Provider.Budget budget) {
        return Objects.requireNonNull(
                transaction.execute(status -> open(connection, budget).left()));
    }

    /** The provider counts fewer left than we do: others use the account too, or its window began at another time. */
    void atMost(UUID connection, Provider.Budget budget, long left) {
        transaction.executeWithoutResult(status -> {
            var window = open(connection, budget);
            var surplus = window.left() - left;
            if (surplus > 0) {
                window.take(clock.instant(), surplus);
                keep(connection, budget, window);
            }
        });
    }

    static boolean counts(Provider.Budget budget, String path) {
        var expression = budget.path();
        if (expression == null) {
            return true;
        }
        var question = path.indexOf('?');
        return Pattern.compile(expression)
                .matcher(question < 0 ? path : path.substring(0, question))
                .find();
    }

    /** Locked until the transaction ends, on all nodes. */
    private SlidingWindow open(UUID connection, Provider.Budget budget) {
        var stored = stored(connection, budget);
        if (stored.isEmpty()) {
            db.sql("""
                    insert into connections.rate_window (connection_id, budget) values (:connection, :budget)
                    on conflict do nothing
                    """)
                    .param("connection", connection)
                    .param("budget", budget.name())
                    .update();
            stored = stored(connection, budget);
        }
        return new SlidingWindow(budget, stored.getFirst(), clock.instant(), PATIENCE);
    }

    private List<List<Long>> stored(UUID connection, Provider.Budget budget) {
        return db.sql("""
                select taken from connections.rate_window where connection_id = :connection and budget = :budget for update
                """)
                .param("connection", connection)
                .param("budget", budget.name())
                .query((row, number) ->
                        Arrays.asList((Long[]) row.getArray("taken").getArray()))
                .list();
    }

    private void keep(UUID connection, Provider.Budget budget, SlidingWindow window) {
        db.sql(
                        "update connections.rate_window set taken = :taken where connection_id = :connection and budget = :budget")
                .param("taken", SqlArrays.longs(window.stored(), number -> number))
                .param("connection", connection)
                .param("budget", budget.name())
                .update();
    }

    private static String words(long seconds) {
        if (seconds >= 86_400) {
            return "24 hours";
        }
        return seconds == 1 ? "a second" : seconds + " seconds";
    }
}
