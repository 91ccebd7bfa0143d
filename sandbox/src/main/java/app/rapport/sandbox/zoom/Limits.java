package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the account may ask: so many requests of a weight in a second and a day, so many changes of meetings per host and day. */
final class Limits {
    /** What a request weighs, by Zoom's own label. */
    enum Weight {
        LIGHT("Light", 80),
        MEDIUM("Medium", 60),
        HEAVY("Heavy", 40);

        private final String word;
        private final int ordinarily;

        Weight(String word, int ordinarily) {
            this.word = word;
            this.ordinarily = ordinarily;
        }
    }

    private final Clock clock;
    private final Map<Weight, ArrayDeque<Long>> recent = new EnumMap<>(Weight.class);
    private final Map<Weight, Integer> perSecond = new EnumMap<>(Weight.class);
    private final Map<String, Integer> ofHost = new HashMap<>();
    private long dailyLeft;
    private int hostDaily;
    private int hostDailyCode;

    Limits(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        for (var weight : Weight.values()) {
            recent.put(weight, new ArrayDeque<>());
            perSecond.put(weight, weight.ordinarily);
        }
        ofHost.clear();
        dailyLeft = 60_000;
        hostDaily = Integer.parseInt(App.named("RAPPORT_ZOOM_HOST_DAILY", "100"));
        hostDailyCode = 429;
    }

    void spend(Weight weight) {
        if (dailyLeft <= 0) {
            var tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            throw refused(
                            weight,
                            "Daily-limit",
                            60_000,
                            "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.")
                    .with("Retry-After", tomorrow.toString());
        }
        var times = recent.getOrDefault(weight, new ArrayDeque<>());
        var now = clock.millis();
        while (!times.isEmpty() && times.getFirst() <= now - 1_000) {
            times.removeFirst();
        }
        var most = perSecond.getOrDefault(weight, weight.ordinarily);
        if (times.size() >= most) {
            throw refused(
                    weight,
                    "QPS",
                    most,
                    "You have reached the maximum per-second rate limit for this API. Try again later.");
        }
        times.addLast(now);
        dailyLeft--;
    }

    private static Refused refused(Weight weight, String type, long limit, String message) {
        return new Refused(429, 429, message)
                .with("X-RateLimit-Category", weight.word)
                .with("X-RateLimit-Type", type)
                .with("X-RateLimit-Limit", String.valueOf(limit))
                .with("X-RateLimit-Remaining", "0");
    }

    /** A meeting of the host is made or changed. */
    void changes(String host) {
        var today = host + " " + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (ofHost.getOrDefault(today, 0) >= hostDaily) {
            throw new Refused(
                    hostDailyCode == 429 ? 429 : 400,
                    hostDailyCode,
                    "You have exceeded the daily rate limit (" + hostDaily
                            + ") of Meetings Create/Update API requests permitted for this particular user.");
        }
        ofHost.merge(today, 1, Integer::sum);
    }

    void set(Given wanted) {
        perSecond.put(Weight.LIGHT, wanted.number("lightPerSecond", perSecond.getOrDefault(Weight.LIGHT, 80)));
        perSecond.put(Weight.MEDIUM, wanted.number("mediumPerSecond", perSecond.getOrDefault(Weight.MEDIUM, 60)));
        perSecond.put(Weight.HEAVY, wanted.number("heavyPerSecond", perSecond.getOrDefault(Weight.HEAVY, 40)));
        dailyLeft = wanted.number("dailyLeft", dailyLeft);
        hostDaily = wanted.number("hostDaily", hostDaily);
        hostDailyCode = wanted.number("hostDailyCode", hostDailyCode);
    }

    ObjectNode state() {
        var json = Json.object();
        perSecond.forEach(
                (weight, most) -> json.put(weight.word.toLowerCase(java.util.Locale.ROOT) + "PerSecond", most));
        return json.put("dailyLeft", dailyLeft).put("hostDaily", hostDaily).put("hostDailyCode", hostDailyCode);
    }
}
