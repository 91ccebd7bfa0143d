package app.rapport.videos;

import app.rapport.audit.AuditTrail;
import app.rapport.media.PersonalVideos;
import app.rapport.media.PersonalVideos.Order;
import app.rapport.media.PersonalVideos.Person;
import app.rapport.media.PersonalVideos.Personal;
import app.rapport.media.PersonalVideos.Wish;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.videos.PersonalController.NewOrder;
import app.rapport.videos.PersonalController.NewPerson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks what people order before the renderers are troubled with it. */
@Service
@Transactional
class PersonalOrders {
    private static final int MOST_PEOPLE = 10_000;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST = 500;
    private static final int MOST_PRIORITY = 10;

    private final VideoStore videos;
    private final PersonalVideos personal;
    private final AuditTrail audit;

    PersonalOrders(VideoStore videos, PersonalVideos personal, AuditTrail audit) {
        this.videos = videos;
        this.personal = personal;
        this.audit = audit;
    }

    Order order(UUID video, NewOrder wanted) {
        videos.require(video);
        var given = wanted.people();
        if (given == null || given.isEmpty() || given.size() > MOST_PEOPLE) {
            throw Problem.invalid("invalid_people", "An order names 1 to " + MOST_PEOPLE + " people.")
                    .with("field", "people")
                    .with("limit", MOST_PEOPLE);
        }
        var priority = Math.clamp(Objects.requireNonNullElse(wanted.priority(), 0), -MOST_PRIORITY, MOST_PRIORITY);
        var order =
                personal.order(video, given.stream().map(PersonalOrders::person).toList(), priority);
        audit.record("video.personal_ordered", "video", video.toString(), Map.of("people", given.size()));
        return order;
    }

    Personal preview(UUID video, @Nullable Map<String, @Nullable Object> values) {
        videos.require(video);
        return personal.preview(video, checked(values));
    }

    @Transactional(readOnly = true)
    Page<Personal> page(UUID video, @Nullable UUID order, @Nullable String state, @Nullable String cursor, int limit) {
        videos.require(video);
        return personal.page(video, order, state, cursor, limit);
    }

    @Transactional(readOnly = true)
    Personal find(UUID video, UUID id) {
        videos.require(video);
        return personal.find(video, id).orElseThrow(() -> Problem.notFound("personal video"));
    }

    Personal wish(UUID video, UUID id, Wish wish) {
        videos.require(video);
        return personal.wishOne(video, id, wish);
    }

    private static Person person(@Nullable NewPerson given) {
        var id = given == null ? null : given.id();
        if (given == null || id == null || id.isBlank() || id.length() > LONGEST || id.indexOf('\0') >= 0) {
            throw Problem.invalid("invalid_people", "Each person has an id of at most " + LONGEST + " characters.")
                    .with("field", "people")
                    .with("limit", LONGEST);
        }
        return new Person(id.strip(), checked(given.values()));
    }

    /** Numbers and such are shown as they are written. */
    private static Map<String, String> checked(@Nullable Map<String, @Nullable Object> given) {
        var values = new LinkedHashMap<String, String>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    values.put(name, value.toString());
                }
            });
        }
        if (values.size() > MOST_VALUES
                || values.entrySet().stream()
                        .anyMatch(one -> one.getKey().length() > LONGEST
                                || one.getValue().length() > LONGEST
                                || (one.getKey() + one.getValue()).indexOf('\0') >= 0)) {
            throw Problem.invalid(
                            "invalid_values",
                            "A person has at most " + MOST_VALUES + " values of " + LONGEST + " characters each.")
                    .with("field", "values")
                    .with("limit", MOST_VALUES);
        }
        return values;
    }
}
