package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** What a provider allows in a window of time, counted per connection over all nodes. */
@Component
class Budgets {
    /** Longer than a short window, far shorter than a day: a caller waits this long itself, else it is sent away. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final ProxyManager<String> buckets;

    Budgets(DataSource pool, Clock clock) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("connections.rate_budget")
                .clientClock(meter(clock))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(5)))
                .build();
    }

    /** Takes one request out of every budget it counts for, waiting where the wait is short. Outside a transaction. */
    void spend(UUID connection, Provider provider, String path) throws CallFailed {
        for (var budget : provider.budgets()) {
            if (counts(budget, path)) {
                spend(connection, provider, budget);
            }
        }
    }

    /** What is left right now. */
    long left(UUID connection, Provider.Budget budget) {
        return bucket(connection, budget).getAvailableTokens();
    }

    /** The provider counts fewer left than we do: others use the account too, or its window began at another time. */
    void atMost(UUID connection, Provider.Budget budget, long left) {
        var bucket = bucket(connection, budget);
        var surplus = bucket.getAvailableTokens() - left;
        if (surplus > 0) {
            bucket.tryConsumeAsMuchAsPossible(surplus);
        }
    }

    private void spend(UUID connection, Provider provider, Provider.Budget budget) throws CallFailed {
        var bucket = bucket(connection, budget);
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return;
        }
        var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
        try {
            // Reserves a place in the next window, so that those who wait are served in turn and not all at once.
            if (wait.compareTo(PATIENCE) <= 0
                    && bucket.asBlocking().tryConsume(1, PATIENCE, BlockingStrategy.PARKING)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Reason.NOT_SENT, "interrupted", null, e);
        }
        throw new CallFailed(
                Reason.BUDGET,
                provider.name() + " allows " + budget.limit() + " requests in " + words(budget.windowSeconds())
                        + "; they are used up.",
                Optional.of(wait)
                        .filter(one -> one.compareTo(Duration.ofSeconds(1)) > 0)
                        .orElse(Duration.ofSeconds(1)),
                null);
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

    Bucket bucket(UUID connection, Provider.Budget budget) {
        // The size is part of the name: another size is another bucket.
        var key = connection + ":" + budget.name() + ":" + budget.limit();
        return buckets.getProxy(key, () -> configuration(budget));
    }

    static BucketConfiguration configuration(Provider.Budget budget) {
        var capacity = Bandwidth.builder().capacity(budget.limit());
        var window = Duration.ofSeconds(budget.windowSeconds());
        var bandwidth = budget.smooth()
                ? capacity.refillGreedy(budget.limit(), window)
                : capacity.refillIntervally(budget.limit(), window);
        return BucketConfiguration.builder().addLimit(bandwidth.build()).build();
    }

    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return Math.multiplyExact(clock.millis(), 1_000_000L);
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    private static String words(long seconds) {
        if (seconds >= 86_400) {
            return "24 hours";
        }
        return seconds == 1 ? "a second" : seconds + " seconds";
    }
}
