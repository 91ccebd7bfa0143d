package app.rapport.training;

import app.rapport.platform.Problem;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When sessions take place, checked. */
final class SessionPlan {
    /** What Zoom holds at most. */
    private static final int ZOOM_MINUTES = 1_800;

    private static final int MOST_REPEATS = 60;

    private SessionPlan() {}

    /**
     * @param alternativeHosts users who may hold it besides the instructor
     * @param title the cohort's name when it is not said
     */
    record Form(
            @JsonProperty("cohort_id") @JsonAlias("cohortId") @Nullable
            UUID cohortId,

            @JsonProperty("instructor_id") @JsonAlias("instructorId") @Nullable
            UUID instructorId,

            @JsonProperty("start_time") @JsonAlias("startTime") @Nullable
            Instant startTime,

            @JsonProperty("alternative_hosts") @JsonAlias("alternativeHosts") @Nullable
            List<UUID> alternativeHosts,

            @Nullable Integer duration,
            @Nullable String title,
            @Nullable String type,
            @Nullable String zone,
            @Nullable Repeat repeat) {}

    /** @param every day, week, two_weeks, month */
    record Repeat(@Nullable String every, @Nullable Integer count) {}

    static int duration(int minutes, TrainingSettings settings) {
        var most = Math.min(ZOOM_MINUTES, settings.longest().toMinutes());
        if (minutes < 1 || minutes > most) {
            throw Problem.invalid("invalid_duration", "A session takes 1 to " + most + " minutes.")
                    .with("limit", most)
                    .with("field", "duration");
        }
        return minutes;
    }

    static Instant start(Instant start, Instant now) {
        if (start.isBefore(now)) {
            throw Problem.invalid("start_in_the_past", "A session can only be planned for a time to come.")
                    .with("field", "start_time");
        }
        return start;
    }

    static String type(@Nullable String type) {
        if (type == null || type.isBlank()) {
            return "class";
        }
        if (!type.matches("[a-z][a-z0-9_-]{0,39}")) {
            throw Problem.invalid("invalid_field", "A type is a short word in small letters.")
                    .with("field", "type");
        }
        return type;
    }

    /** By the clock on the wall: ten in the morning stays ten when summer time ends. */
    static List<Instant> starts(Instant first, ZoneId zone, @Nullable Repeat repeat) {
        if (repeat == null) {
            return List.of(first);
        }
        var count = Typed.needed("repeat.count", repeat.count());
        if (count < 1 || count > MOST_REPEATS) {
            throw Problem.invalid("invalid_repeat", "A series has 1 to " + MOST_REPEATS + " sessions.")
                    .with("limit", MOST_REPEATS)
                    .with("field", "repeat.count");
        }
        BiFunction<ZonedDateTime, Integer, ZonedDateTime> after =
                switch (Typed.needed("repeat.every", repeat.every())) {
                    case "day" -> (start, n) -> start.plusDays(n);
                    case "week" -> (start, n) -> start.plusWeeks(n);
                    case "two_weeks" -> (start, n) -> start.plusWeeks(2L * n);
                    case "month" -> (start, n) -> start.plusMonths(n);
                    default ->
                        throw Problem.invalid("invalid_field", "A session repeats every day, week, two_weeks or month.")
                                .with("field", "repeat.every");
                };
        var start = first.atZone(zone);
        return IntStream.range(0, count)
                .mapToObj(n -> after.apply(start, n).toInstant())
                .toList();
    }
}
