package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {
    private static final Duration AHEAD = Duration.ofDays(10_000);

    /** Callers come in bursts, in trickles and with long pauses between; each goes when it is told to. */
    @ParameterizedTest
    @CsvSource({"100,10", "5,1", "600,300", "3,86400"})
    @Requirement({"H-79", "H-80", "H-81"})
    void noWindowHoldsMoreThanTheLimitWhereverItIsLaid(int limit, int seconds) {
        var budget = new Provider.Budget("x", limit, seconds, null);
        var length = Duration.ofSeconds(seconds);
        var random = new Random(limit);
        var now = Instant.parse("2026-11-20T09:00:00Z");
        var stored = List.<Long>of();
        var sent = new ArrayList<Instant>();
        for (var round = 0; round < 60; round++) {
            now = now.plusMillis(random.nextLong(length.toMillis()) * (round % 7 == 0 ? 3 : 1) / 2);
            for (var burst = random.nextInt(limit); burst >= 0; burst--) {
                var window = new SlidingWindow(budget, stored, now, AHEAD);
                var at = window.next(now);
                window.take(at, 1);
                stored = window.stored();
                sent.add(at);
            }
        }

        assertThat(sent).isSorted();
        var within = new ArrayDeque<Instant>();
        for (var at : sent) {
            within.add(at);
            while (!within.getFirst().isAfter(at.minus(length))) {
                within.removeFirst();
            }
            assertThat(within.size()).isLessThanOrEqualTo(limit);
        }
    }

    @ParameterizedTest
    @CsvSource({"100,10", "5,1", "60000,300"})
    void aBacklogUsesNearlyAllOfEachWindow(int limit, int seconds) {
        var budget = new Provider.Budget("x", limit, seconds, null);
        var began = Instant.parse("2026-11-20T09:00:00Z");
        var end = began.plusSeconds(seconds * 10L);
        var window = new SlidingWindow(budget);
        var sent = 0;
        for (var at = window.next(began); at.isBefore(end); at = window.next(at)) {
            window.take(at, 1);
            sent++;
            if (sent % limit == 0) {
                window = new SlidingWindow(budget, window.stored(), at, AHEAD);
            }
        }
        assertThat(sent).isGreaterThan((int) (limit * 9.0));
    }
}
