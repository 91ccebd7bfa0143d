package app.rapport.training.zoom;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads leniently: members come and go with Zoom's versions, and a number is a number or the text of one. */
@Component
class SignedEvents implements ZoomEvents {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String VALIDATION = "endpoint.url_validation";
    private static final String VERSION = "v0";

    /** So many digits of a time are seconds; Zoom itself counts milliseconds. */
    private static final int SECONDS = 10;

    private final Installation installation;
    private final Pulse pulse;
    private final JsonMapper json;

    SignedEvents(Installation installation, Pulse pulse, JsonMapper json) {
        this.installation = installation;
        this.pulse = pulse;
        this.json = json;
    }

    @Override
    public Verdict verify(Request request) {
        var secret = installation.webhookSecret().orElse(null);
        if (secret == null) {
            return new Verdict.Refused("zoom_not_configured", "ZOOM_WEBHOOK_SECRET_TOKEN is not set here.");
        }
        var signature = header(request, "x-zm-signature");
        var timestamp = header(request, "x-zm-request-timestamp");
        if (signature.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
            return new Verdict.Refused("not_signed", "The post is not signed.");
        }
        var signed = (VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        var expected = VERSION + "=" + HexFormat.of().formatHex(Hmac.of(secret, signed, request.body()));
        if (!MessageDigest.isEqual(bytes(expected), bytes(signature))) {
            return new Verdict.Refused("wrong_signature", "The signature is not Zoom's.");
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), request.receivedAt())
                .abs();
        if (age.compareTo(TOLERANCE) >= 0) {
            return new Verdict.Refused("stale", "The post was signed more than five minutes ago.");
        }
        return challenge(request.body(), secret);
    }

    /** Only what is signed is answered: the answer is made with the key that signs events. */
    private Verdict challenge(byte[] body, String secret) {
        // Reading each event here would cost the fast path what the queue does anyway.
        if (!new String(body, StandardCharsets.ISO_8859_1).contains(VALIDATION)) {
            pulse.heard();
            return new Verdict.Genuine();
        }
        var event = parsed(body);
        var token =
                event == null ? "" : event.path("payload").path("plainToken").asString("");
        if (event == null || !event.path("event").asString("").equals(VALIDATION) || token.isEmpty()) {
            pulse.heard();
            return new Verdict.Genuine();
        }
        pulse.validated();
        return new Verdict.Answered(json.writeValueAsBytes(Map.of(
                "plainToken",
                token,
                "encryptedToken",
                HexFormat.of().formatHex(Hmac.of(secret, token.getBytes(StandardCharsets.UTF_8))))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(Request request, String name) {
        return request.headers().getOrDefault(name, List.of("")).getFirst();
    }

    @Override
    public boolean ours(Event event) {
        var account = event.accountId();
        return account == null || installation.serves(account);
    }

    @Override
    public Optional<Event> read(byte[] body) {
        var event = parsed(body);
        if (event == null || !event.path("event").isString()) {
            return Optional.empty();
        }
        var payload = event.path("payload");
        var object = payload.path("object");
        var startedAt = instant(object, "start_time");
        var endedAt = instant(object, "end_time");
        var person = object.path("participant");
        var there = person.isObject() ? participantTime(person) : null;
        var at = Objects.requireNonNullElse(
                first(millis(event.path("event_ts")), there, endedAt, startedAt), Instant.EPOCH);
        return Optional.of(new Event(
                event.path("event").asString(""),
                at,
                text(payload, "account_id"),
                digits(object.path("id")),
                text(object, "uuid"),
                startedAt,
                endedAt,
                person.isObject() ? participant(person, there == null ? at : there) : null));
    }

    private static Participant participant(JsonNode person, Instant at) {
        return new Participant(
                Objects.requireNonNullElse(first(text(person, "user_id"), text(person, "participant_uuid")), ""),
                text(person, "customer_key"),
                first(text(person, "participant_user_id"), text(person, "id")),
                text(person, "email"),
                text(person, "user_name"),
                text(person, "phone_number"),
                at);
    }

    private static @Nullable Instant participantTime(JsonNode person) {
        return first(instant(person, "join_time"), instant(person, "leave_time"), instant(person, "date_time"));
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            var read = json.readTree(body);
            return read.isObject() ? read : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... values) {
        for (var value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Null for what is empty, too: Zoom says so of people it does not know. */
    private static @Nullable String text(JsonNode object, String name) {
        var value = object.path(name);
        var text = value.isString() || value.isIntegralNumber() ? value.asString("") : "";
        return text.isBlank() ? null : text.strip();
    }

    /** As text: a meeting's number may be larger than what a script counts exactly. */
    private static @Nullable String digits(JsonNode number) {
        var text = number.isString() || number.isIntegralNumber()
                ? number.asString("").replaceAll("[ -]", "")
                : "";
        return text.matches("[0-9]{1,30}") ? text : null;
    }

    private static @Nullable Instant millis(JsonNode value) {
        var text = digits(value);
        if (text == null || text.length() > 14) {
            return null;
        }
        var number = Long.parseLong(text);
        return text.length() > SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    private static @Nullable Instant instant(JsonNode object, String name) {
        var text = text(object, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
