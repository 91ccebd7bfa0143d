package app.rapport.webhooks;

import app.rapport.platform.lanes.DeliveryHandler;
import app.rapport.platform.lanes.DeliveryState;
import app.rapport.platform.lanes.Outcome;
import app.rapport.webhooks.WebhookCalls.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How lanes deliver webhooks. */
@Component
class WebhookDeliveries implements DeliveryHandler<Letter> {
    static final String GONE = "gone";
    /** Answers that mean "later" rather than "wrong", when they come with a time. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Letters letters;
    private final WebhookCalls calls;
    private final DeliveryRows rows;
    private final DeliveryNews news;
    private final Clock clock;

    WebhookDeliveries(Letters letters, WebhookCalls calls, DeliveryRows rows, DeliveryNews news, Clock clock) {
        this.letters = letters;
        this.calls = calls;
        this.rows = rows;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Endpoints.LANE_KIND;
    }

    @Override
    public Map<UUID, Letter> load(Collection<UUID> deliveries) {
        return letters.load(deliveries);
    }

    @Override
    public Outcome attempt(UUID delivery, Letter letter) {
        return switch (calls.post(letter.url(), letter.headers(clock.instant()), letter.body())) {
            case Answer.Replied reply -> judge(reply);
            case Answer.Unanswered none
            when none.code().equals(Addresses.REFUSED) -> new Outcome.Refused(none.code(), none.reason(), null, "");
            case Answer.Unanswered none -> new Outcome.Retry(none.code(), none.reason(), null, "", null);
        };
    }

    private Outcome judge(Answer.Replied reply) {
        var status = reply.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(status, reply.excerpt());
        }
        if (status == 410) {
            return new Outcome.Refused(
                    GONE, "The endpoint answered 410: it is gone for good.", status, reply.excerpt());
        }
        var after = retryAfter(reply.retryAfter());
        if (after != null && BUSY.contains(status)) {
            return new Outcome.Throttled(
                    "The endpoint answered " + status + " and asked to wait " + after.toSeconds() + " seconds.",
                    status,
                    after);
        }
        var reason = status >= 300 && status < 400
                ? "The endpoint answered " + status + "; redirects are not followed."
                : "The endpoint answered " + status + ".";
        return new Outcome.Retry("http_" + status, reason, status, reply.excerpt(), after);
    }

    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.clamp(Long.parseLong(header.strip()), 0, 86_400));
        } catch (NumberFormatException noSeconds) {
            try {
                var at = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                var wait = Duration.between(clock.instant(), at.toInstant());
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException noDate) {
                return null;
            }
        }
    }

    @Override
    public void recorded(List<Finished> attempts) {
        rows.record(attempts);
        news.heard(attempts);
        if (attempts.stream().anyMatch(attempt -> attempt.state() != DeliveryState.DELIVERED)) {
            rows.announceTrouble(attempts);
        }
    }

    @Override
    public void forget(Collection<UUID> deliveries) {
        rows.forget(deliveries);
    }
}
