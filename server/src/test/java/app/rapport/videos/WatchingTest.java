package app.rapport.videos;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.videos.Coverage.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was watched, worked out from what the page reported. */
class WatchingTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID SOMETHING = UUID.randomUUID();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private int seq;

    @Test
    @Requirement({"P-44", "D-10"})
    void secondsReallyPlayedCountOnceAndSkippingAddsNothing() {
        var view = Watching.of(
                List.of(
                        event("play", 0, null, START),
                        watched(0, 10),
                        event("seek", 10.0, 50.0, START),
                        watched(50, 55),
                        event("seek", 55.0, 5.0, START),
                        watched(5, 12)),
                MINUTE);
        assertThat(view.covered()).isEqualTo(covers(0, 12, 50, 55));
        assertThat(view.covered().length()).isEqualTo(17_000);
    }

    @Test
    @Requirement({"P-43", "D-10"})
    void aViewCountsFromFiveSeconds() {
        assertThat(of(MINUTE, watched(0, 4.9)).counted()).isFalse();
        assertThat(of(MINUTE, watched(0, 5)).counted()).isTrue();
        assertThat(of(MINUTE, watched(0, 2), watched(30, 33)).counted()).isTrue();
        assertThat(of(MINUTE, watched(0, 3), watched(0, 3)).counted()).isFalse();
    }

    @Test
    @Requirement({"P-43", "D-10"})
    void ofAVeryShortVideoThreeQuartersAreEnough() {
        assertThat(of(ofSeconds(4), watched(0, 2.9)).counted()).isFalse();
        assertThat(of(ofSeconds(4), watched(0, 3)).counted()).isTrue();
    }

    @Test
    @Requirement({"P-43", "D-10"})
    void reachingTheEndIsAViewButOnlyForWhoeverPlayed() {
        assertThat(of(MINUTE, event("play", 58.0, null, START), event("ended", null, null, START))
                        .counted())
                .isTrue();
        assertThat(of(MINUTE, watched(58, 60)).counted()).isTrue();
        assertThat(of(MINUTE, event("ended", null, null, START)).counted()).isFalse();
        assertThat(of(MINUTE, event("play", 0.0, null, START)).counted()).isFalse();
    }

    @Test
    @Requirement("P-44")
    void nothingIsWatchedBehindTheEnd() {
        assertThat(of(MINUTE, watched(50, 9_000)).covered()).isEqualTo(covers(50, 60));
        assertThat(of(MINUTE, watched(61, 70)).covered()).isEqualTo(Coverage.NONE);
    }

    @Test
    @Requirement("P-44")
    void aPageCannotHavePlayedMoreThanTimePassed() {
        // One minute may be unreported; five seconds have passed.
        assertThat(of(LONG, event("play", 0.0, null, START), at(watched(0, 600), 5))
                        .covered())
                .isEqualTo(covers(0, 65));
        // Twice as fast plays twice as much.
        assertThat(of(LONG, event("play", 0.0, null, START), at(rated(0, 600, 2f), 5))
                        .covered())
                .isEqualTo(covers(0, 130));
        // Nobody plays a hundred times as fast.
        assertThat(of(LONG, event("play", 0.0, null, START), at(rated(0, 600, 100f), 5))
                        .covered())
                .isEqualTo(covers(0, 260));
        // Many small lies are one big one.
        var lies = new ArrayList<>(List.of(event("play", 0.0, null, START)));
        for (var from = 0; from < 600; from += 10) {
            lies.add(at(watched(from, from + 10), 5));
        }
        assertThat(Watching.of(lies, LONG).covered().length()).isEqualTo(65_000);
        // Who really takes the time is believed.
        assertThat(of(LONG, event("play", 0.0, null, START), at(watched(0, 600), 540))
                        .covered())
                .isEqualTo(covers(0, 600));
    }

    @Test
    @Requirement("P-46")
    void theCallToActionCountsOnceForEachView() {
        var view = of(MINUTE, event("click", null, null, START), event("click", null, null, START));
        assertThat(view.clicked()).isTrue();
        assertThat(view.counted()).isFalse();
    }

    @Test
    @Requirement("D-11")
    void neitherOrderNorRepetitionMatters() {
        var random = new Random(11);
        for (var round = 0; round < 300; round++) {
            var events = new ArrayList<Happening>();
            for (var i = 0; i < 1 + random.nextInt(30); i++) {
                events.add(some(random));
            }
            var length = random.nextBoolean() ? LONG : ofSeconds(1 + random.nextInt(20));
            var straight = Watching.of(events, length);
            Collections.shuffle(events, random);
            assertThat(Watching.of(events, length)).as("round %s", round).isEqualTo(straight);
        }
    }

    @Test
    @Requirement("P-190")
    void theSecondsAddUpToWhatWasPlayed() {
        var random = new Random(5);
        for (var round = 0; round < 300; round++) {
            var millis = new boolean[20_000];
            var parts = new ArrayList<Part>();
            for (var i = 0; i < random.nextInt(12); i++) {
                var from = random.nextInt(millis.length);
                var to = Math.min(millis.length, from + random.nextInt(6_000));
                parts.add(new Part(from, to));
                Arrays.fill(millis, from, to, true);
            }
            var coverage = Coverage.of(parts);
            var replayed = new int[20];
            for (var ms = 0; ms < millis.length; ms++) {
                replayed[ms / 1000] += millis[ms] ? 1 : 0;
            }
            var buckets = new int[20];
            coverage.eachSecond((second, ms) -> buckets[second] += ms);
            assertThat(buckets).as("round %s", round).isEqualTo(replayed);
            assertThat(coverage.length()).isEqualTo(Arrays.stream(replayed).sum());
            assertThat(Coverage.read(coverage.written())).isEqualTo(coverage);
        }
    }

    private Happening some(Random random) {
        var kinds = List.of("play", "pause", "watched", "watched", "watched", "seek", "ended", "click", "download");
        var from = random.nextInt(600);
        var event = event(
                kinds.get(random.nextInt(kinds.size())),
                (double) from,
                from + random.nextDouble() * 40,
                START.plusMillis(random.nextInt(120_000)));
        return random.nextBoolean() ? event : rate(event, 0.5f + random.nextInt(4));
    }

    private static Watching.View of(Duration length, Happening... events) {
        return Watching.of(List.of(events), length);
    }

    private static Coverage covers(int... seconds) {
        var parts = new ArrayList<Part>();
        for (var i = 0; i < seconds.length; i += 2) {
            parts.add(new Part(seconds[i] * 1000, seconds[i + 1] * 1000));
        }
        return new Coverage(parts);
    }

    private Happening watched(double from, double to) {
        return event("watched", from, to, START);
    }

    private Happening rated(double from, double to, float rate) {
        return rate(watched(from, to), rate);
    }

    private Happening event(String kind, @Nullable Double from, @Nullable Double to, Instant at) {
        return new Happening(
                SOMETHING, SOMETHING, SOMETHING, seq++, SOMETHING, SOMETHING, kind, ms(from), ms(to), null, at, at,
                null, null);
    }

    private Happening event(String kind, int from, @Nullable Double to, Instant at) {
        return event(kind, (double) from, to, at);
    }

    private static @Nullable Integer ms(@Nullable Double seconds) {
        return seconds == null ? null : (int) Math.round(seconds * 1000);
    }

    private static Happening at(Happening event, int secondsLater) {
        return with(event, START.plus(ofSeconds(secondsLater)), event.rate());
    }

    private static Happening rate(Happening event, float rate) {
        return with(event, event.at(), rate);
    }

    private static Happening with(Happening of, Instant at, @Nullable Float rate) {
        return new Happening(
                of.organization(),
                of.video(),
                of.view(),
                of.seq(),
                of.share(),
                of.viewer(),
                of.kind(),
                of.fromMs(),
                of.toMs(),
                rate,
                at,
                at,
                of.address(),
                of.agent());
    }
}
