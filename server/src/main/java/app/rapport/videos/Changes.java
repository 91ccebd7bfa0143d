package app.rapport.videos;

import app.rapport.videos.Watching.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By how much sums change: per video, and per second of it. */
final class Changes {
    private final Map<UUID, Sums> videos = new HashMap<>();
    private final Map<Second, Long> seconds = new HashMap<>();

    record Second(UUID video, int second) {}

    record Change(Second of, long ms) {}

    /** Of one video. */
    static final class Sums {
        final UUID video;
        long views;
        long watchedMs;
        long clicks;
        long downloads;
        long anonymousMs;
        long viewers;
        long coveredMs;

        @Nullable
        Instant lastSeenAt;

        Sums(UUID video) {
            this.video = video;
        }
    }

    /** @param times 1 adds what the view says, -1 takes it back */
    void add(View view, int times) {
        var sums = of(view.video());
        sums.views += view.counted() ? times : 0;
        sums.watchedMs += times * view.covered().length();
        sums.clicks += view.clicked() ? times : 0;
        sums.downloads += (long) times * view.downloads();
        sums.anonymousMs += times * view.anonymousMs();
        if (sums.lastSeenAt == null || view.lastSeenAt().isAfter(sums.lastSeenAt)) {
            sums.lastSeenAt = view.lastSeenAt();
        }
        view.covered()
                .eachSecond(
                        (second, ms) -> seconds.merge(new Second(view.video(), second), (long) times * ms, Long::sum));
    }

    /** One more viewer, or one less, and what they have seen of the video. */
    void addViewer(UUID video, int viewers, long coveredMs) {
        var sums = of(video);
        sums.viewers += viewers;
        sums.coveredMs += coveredMs;
    }

    List<Sums> videos() {
        return List.copyOf(videos.values());
    }

    List<Change> seconds() {
        return seconds.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new Change(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Sums of(UUID video) {
        return videos.computeIfAbsent(video, Sums::new);
    }
}
