package app.rapport.videos;

import app.rapport.videos.Coverage.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one view say was watched. Follows from the set of events alone: neither their order nor how often one was
 * reported makes a difference.
 */
final class Watching {
    /** A view counts from here, or from that share of a shorter video. */
    private static final int COUNTS_FROM_MS = 5_000;

    private static final double OR_FROM = 0.75;
    /** So near the end is the end. */
    private static final int END_MS = 250;

    private static final float SLOWEST = 0.25f;
    private static final float FASTEST = 4;
    /** What a page may have played before it reports for the first time. */
    private static final long UNREPORTED_MS = Duration.ofMinutes(1).toMillis();
    /** As far as a video goes whose length is not known. */
    private static final int LONGEST_MS = (int) Duration.ofHours(12).toMillis();

    private Watching() {}

    /**
     * @param counted whether it is a view by the rules
     * @param clicked whether the call to action was followed, however often
     */
    record View(
            UUID organization,
            UUID video,
            UUID id,
            @Nullable UUID share,
            @Nullable UUID viewer,
            boolean counted,
            Coverage covered,
            boolean ended,
            boolean clicked,
            int downloads,
            long anonymousMs,
            @Nullable String address,
            @Nullable String agent,
            Instant startedAt,
            Instant lastSeenAt) {}

    /** @param length of the video; null when it is not known */
    static View of(Collection<Happening> happenings, @Nullable Duration length) {
        var events = happenings.stream()
                .sorted(Comparator.comparingInt(Happening::seq))
                .toList();
        var any = events.getFirst();
        var end = length == null ? LONGEST_MS : (int) Math.min(length.toMillis(), LONGEST_MS);
        var covered = Coverage.of(plausible(events, end));
        var played = covered.length() > 0 || has(events, "play");
        var reachedEnd = length != null && covered.end() >= end - END_MS;
        var ended = played && (has(events, "ended") || reachedEnd);
        var enough = length == null ? COUNTS_FROM_MS : Math.min(COUNTS_FROM_MS, Math.round(end * OR_FROM));
        return new View(
                any.organization(),
                any.video(),
                any.view(),
                any.share(),
                any.viewer(),
                ended || covered.length() >= enough,
                covered,
                ended,
                has(events, "click"),
                (int) of(events, "download").count(),
                of(events, "anonymous")
                        .mapToLong(event -> event.toMs() == null ? 0 : Math.min(event.toMs(), end))
                        .sum(),
                firstKnown(events, Happening::address),
                firstKnown(events, Happening::agent),
                first(events, Happening::receivedAt),
                last(events, Happening::receivedAt));
    }

    /** Within the video, and no more than can be played in the time that passed while the page reported. */
    private static List<Part> plausible(List<Happening> events, int end) {
        var left = (double) UNREPORTED_MS + Math.max(span(events, Happening::receivedAt), span(events, Happening::at));
        var parts = new ArrayList<Part>();
        for (var event : of(events, "watched")
                .sorted(Comparator.comparing(Happening::at).thenComparingInt(Happening::seq))
                .toList()) {
            if (event.fromMs() == null || event.toMs() == null) {
                continue;
            }
            var rate = event.rate() == null ? 1 : Math.clamp(event.rate(), SLOWEST, FASTEST);
            var to = (int) Math.min(Math.min(event.toMs(), end), event.fromMs() + left * rate);
            if (to > event.fromMs()) {
                parts.add(new Part(event.fromMs(), to));
                left -= (to - event.fromMs()) / (double) rate;
            }
        }
        return parts;
    }

    private static long span(List<Happening> events, Function<Happening, Instant> time) {
        return Duration.between(first(events, time), last(events, time)).toMillis();
    }

    private static Instant first(List<Happening> events, Function<Happening, Instant> time) {
        return events.stream().map(time).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Instant last(List<Happening> events, Function<Happening, Instant> time) {
        return events.stream().map(time).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static @Nullable String firstKnown(List<Happening> events, Function<Happening, @Nullable String> of) {
        for (var event : events) {
            var value = of.apply(event);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Stream<Happening> of(List<Happening> events, String kind) {
        return events.stream().filter(event -> event.kind().equals(kind));
    }

    private static boolean has(List<Happening> events, String kind) {
        return of(events, kind).findAny().isPresent();
    }
}
