package app.rapport.crm.hubspot;

import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Line;
import app.rapport.platform.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What HubSpot's answers mean. Every member of an error may be missing. */
final class HubspotErrors implements Line.Reading {
    private static final String AGAIN = "Rapport tries again by itself.";
    private static final Pattern EXISTING = Pattern.compile("(?i)existing id:?\\s*(\\d+)");

    private final Clock clock;

    HubspotErrors(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Fault fault(UUID connection, Line.Answer answer) {
        var body = answer.body();
        var category = body.path("category").asString(body.path("errorType").asString(""));
        var said = body.path("message").asString("");
        var after = answer.retryAfter();
        var code = category.isEmpty() ? Integer.toString(answer.status()) : category;
        return switch (answer.status()) {
            case 401 ->
                Fault.of(
                        ErrorClass.AUTH,
                        code,
                        "HubSpot no longer accepts Rapport's key or sign-in.",
                        "Reconnect HubSpot under Integrations; what waits then continues by itself.",
                        words("signed_out"));
            case 403 -> forbidden(code, said, body);
            case 404 ->
                Fault.of(
                        ErrorClass.NOT_FOUND,
                        code,
                        "HubSpot says that what Rapport asked for is not there.",
                        AGAIN,
                        words("not_there"));
            case 423 ->
                Fault.of(
                                ErrorClass.TRANSIENT,
                                code,
                                "HubSpot keeps the record locked for a moment.",
                                AGAIN,
                                words("record_locked"))
                        .after(after == null ? Duration.ofSeconds(2) : after);
            case 429 -> limited(code, said, body, after);
            case 477 ->
                Fault.of(
                                ErrorClass.RATE,
                                code,
                                "HubSpot is moving this account to another place.",
                                AGAIN,
                                words("account_moving"))
                        .quiet(after, Duration.ofMinutes(15));
            default ->
                answer.status() < 500
                        ? refused(code, said, body)
                        : Fault.of(
                                        ErrorClass.TRANSIENT,
                                        code,
                                        "HubSpot had a problem of its own (" + answer.status() + ").",
                                        AGAIN,
                                        words("provider_trouble").with("status", answer.status()))
                                .after(after);
        };
    }

    private static Fault refused(String code, String said, JsonNode body) {
        return body.toString().contains("PROPERTY_DOESNT_EXIST")
                ? Fault.of(
                        ErrorClass.CONFIGURATION,
                        "PROPERTY_DOESNT_EXIST",
                        "A property Rapport writes does not exist in HubSpot: " + details(said, body),
                        "Check the mappings of this connection, then press Retry.",
                        words("field_unfit").with("said", details(said, body)))
                : Fault.of(
                        ErrorClass.VALIDATION,
                        code,
                        "HubSpot refused the content: " + details(said, body),
                        "Correct what HubSpot names, here or there, then press Retry.",
                        words("content_refused").with("said", details(said, body)));
    }

    private static Fault forbidden(String code, String said, JsonNode body) {
        var scopes = new TreeSet<String>();
        for (var error : body.path("errors")) {
            error.path("context").path("requiredGranularScopes").forEach(scope -> scopes.add(scope.asString("")));
        }
        body.path("context").path("requiredGranularScopes").forEach(scope -> scopes.add(scope.asString("")));
        return scopes.isEmpty()
                ? Fault.of(
                        ErrorClass.CONFIGURATION,
                        code,
                        "HubSpot does not allow this: " + (said.isEmpty() ? "403" : said),
                        "Ask a HubSpot admin to give the key or app this right, then press Retry.",
                        words("not_allowed").with("said", said.isEmpty() ? "403" : said))
                : Fault.of(
                        ErrorClass.CONFIGURATION,
                        code,
                        "The HubSpot key lacks the scopes " + String.join(", ", scopes) + ".",
                        "Add these scopes to the key or app in HubSpot, then press Retry.",
                        words("scopes_missing").with("scopes", List.copyOf(scopes)));
    }

    /** HubSpot says which of its limits was met, sometimes only in the message. */
    private Fault limited(String code, String said, JsonNode body, @Nullable Duration after) {
        var policy = (body.path("policyName").asString("") + " " + said).toUpperCase(Locale.ROOT);
        Duration wait;
        String which;
        if (policy.contains("DAILY")) {
            // The account's day ends at its own midnight; the latest it can be is found by asking once an hour.
            var now = clock.instant();
            var midnight = now.atZone(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.DAYS)
                    .plusDays(1)
                    .toInstant();
            var left = Duration.between(now, midnight);
            wait = left.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : left;
            which = "for a day";
        } else if (policy.contains("TEN_SECONDLY")) {
            wait = Duration.ofSeconds(10);
            which = "for ten seconds";
        } else if (policy.contains("SECONDLY")) {
            wait = Duration.ofSeconds(1);
            which = "for a second";
        } else {
            wait = Duration.ofSeconds(10);
            which = "";
        }
        return Fault.of(
                        ErrorClass.RATE,
                        code,
                        ("HubSpot's limit of calls " + which).strip() + " is reached.",
                        AGAIN,
                        words("calls_limited"))
                .quiet(after, wait);
    }

    private static Wording words(String code) {
        return Wording.of(code).with("provider", "HubSpot");
    }

    private static String details(String said, JsonNode body) {
        var all = new ArrayList<String>();
        if (!said.isEmpty()) {
            all.add(said);
        }
        for (var error : body.path("errors")) {
            var message = error.path("message").asString(error.path("code").asString(""));
            if (!message.isEmpty() && !all.contains(message) && !said.contains(message)) {
                all.add(message);
            }
        }
        return all.isEmpty() ? "no reason given" : String.join("; ", all);
    }

    /** The id of the record that is there already, out of a conflict's words. */
    static Optional<String> existing(Line.Answer answer) {
        var matcher = EXISTING.matcher(answer.body().path("message").asString(""));
        return answer.status() == 409 && matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
