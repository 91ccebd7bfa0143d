package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts an organisation's requests of the clock hour over all nodes.
 *
 * <p>A request is counted in memory; once a second each node adds what it counted to the common sum and learns what the
 * others counted. A node may so be behind by a second of the others' requests, and no request costs a write.
 */
@Component
class HourlyUse {
    private static final Logger log = LoggerFactory.getLogger(HourlyUse.class);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Hour, Count> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService adding = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("hourly-use").factory());

    HourlyUse(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Hour(OrganizationId organization, Instant start) {}

    /** The common sum as last heard, and what this node has not added yet. */
    private static final class Count {
        private long common;
        private long own;

        Count(long common) {
            this.common = common;
        }

        synchronized long next() {
            own++;
            return common + own;
        }

        synchronized long own() {
            return own;
        }

        synchronized void added(long amount, long sum) {
            own -= amount;
            common = sum;
        }
    }

    private record Added(Count count, long amount, long sum) {}

    /** @param used requests of this hour, this one included */
    record Standing(long used, Instant hourEnds, Duration left) {}

    Standing count(OrganizationId organization) {
        var now = clock.instant();
        var hour = new Hour(organization, now.truncatedTo(ChronoUnit.HOURS));
        var count = counts.get(hour);
        if (count == null) {
            var known = new Count(sum(hour));
            var earlier = counts.putIfAbsent(hour, known);
            count = earlier == null ? known : earlier;
        }
        var end = hour.start().plus(1, ChronoUnit.HOURS);
        return new Standing(count.next(), end, Duration.between(now, end));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var _ = adding.scheduleWithFixedDelay(this::addQuietly, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        adding.shutdown();
        addQuietly();
    }

    private void addQuietly() {
        try {
            add();
        } catch (RuntimeException e) {
            log.warn("could not add up API requests, trying again: {}", e.getMessage());
        }
    }

    /** Adds what this node counted to the common sums. */
    void add() {
        var current = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var waiting = counts.entrySet().stream()
                .filter(entry -> entry.getValue().own() > 0)
                // In one order on every node, so that two never wait for each other.
                .sorted(Comparator.comparing(
                        entry -> entry.getKey().organization().value()))
                .toList();
        if (!waiting.isEmpty()) {
            // Taken off only once the sums are committed: what rolls back is added the next time.
            var added = Tenancy.system(() -> transaction.execute(status -> waiting.stream()
                    .map(entry -> {
                        var amount = entry.getValue().own();
                        return new Added(entry.getValue(), amount, add(entry.getKey(), amount));
                    })
                    .toList()));
            added.forEach(sum -> sum.count().added(sum.amount(), sum.sum()));
        }
        counts.entrySet()
                .removeIf(entry -> entry.getKey().start().isBefore(current.minus(1, ChronoUnit.HOURS))
                        && entry.getValue().own() == 0);
    }

    private long add(Hour hour, long amount) {
        return db.sql("""
                insert into identity.api_use as use (organization_id, hour, requests) values (:organization, :hour, :amount)
                on conflict (organization_id, hour) do update set requests = use.requests + excluded.requests
                returning requests
                """)
                .param("organization", hour.organization().value())
                .param("hour", Timestamps.at(hour.start()))
                .param("amount", amount)
                .query(Long.class)
                .single();
    }

    private long sum(Hour hour) {
        return Tenancy.in(
                hour.organization(),
                () -> transaction.execute(status -> db.sql(
                                "select requests from identity.api_use where organization_id = :organization and hour = :hour")
                        .param("organization", hour.organization().value())
                        .param("hour", Timestamps.at(hour.start()))
                        .query(Long.class)
                        .optional()
                        .orElse(0L)));
    }

    /** Forgets what is older than two days. Called in the system's scope. */
    void tidy() {
        transaction.executeWithoutResult(status -> db.sql("delete from identity.api_use where hour < :before")
                .param("before", Timestamps.at(clock.instant().minus(2, ChronoUnit.DAYS)))
                .update());
    }
}
