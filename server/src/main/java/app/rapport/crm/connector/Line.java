package app.rapport.crm.connector;

import app.rapport.connections.ProviderHttp;
import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.Reply;
import app.rapport.platform.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** The line to one kind of CRM: JSON out, JSON in, and every way it can break as a {@link Fault} in words. */
public final class Line {
    /** What an error answer of this CRM means. */
    public interface Reading {
        Fault fault(UUID connection, Answer answer);
    }

    /** An answer whose body was JSON; null node when it was empty. */
    public record Answer(int status, JsonNode body, Reply reply) {
        public @Nullable String header(String name) {
            return reply.header(name);
        }

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** How long the CRM wants to be left alone, in whichever of the two forms it says so. */
        public @Nullable Duration retryAfter() {
            return Line.retryAfter(reply);
        }
    }

    private final ProviderHttp http;
    private final JsonMapper json;
    private final String name;
    private final Reading reading;

    /** @param name the CRM's name for people */
    public Line(ProviderHttp http, JsonMapper json, String name, Reading reading) {
        this.http = http;
        this.json = json;
        this.name = name;
        this.reading = reading;
    }

    public Answer get(UUID connection, String path, String purpose) throws CrmFailure {
        return expectOk(connection, send(connection, "GET", path, Map.of(), null, purpose, false), purpose);
    }

    /** For requests that read although they carry a body: searches, batch reads. */
    public Answer ask(UUID connection, String path, JsonNode body, String purpose) throws CrmFailure {
        return expectOk(connection, send(connection, "POST", path, Map.of(), body, purpose, false), purpose);
    }

    /** A read whose 404 is an answer. */
    public @Nullable Answer find(UUID connection, String path, String purpose) throws CrmFailure {
        var answer = send(connection, "GET", path, Map.of(), null, purpose, false);
        return answer.status() == 404 ? null : expectOk(connection, answer, purpose);
    }

    /** Sends a write and returns whatever came back as JSON, errors too: the connector reads them. */
    public Answer write(UUID connection, Plan.Request request) throws CrmFailure {
        return send(
                connection,
                request.method(),
                request.path(),
                request.headers(),
                request.body(),
                request.purpose(),
                true);
    }

    /** The fault an answer stands for. */
    public Fault fault(UUID connection, Answer answer, boolean write) {
        var status = answer.status();
        var fault = reading.fault(connection, answer).status(status);
        // A server that stumbled may have stumbled after the write.
        return write && status >= 500 ? fault.unknown(true) : fault;
    }

    private Answer expectOk(UUID connection, Answer answer, String purpose) throws CrmFailure {
        if (!answer.ok()) {
            throw fault(connection, answer, false).during(purpose).failure();
        }
        return answer;
    }

    private Answer send(
            UUID connection,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable JsonNode body,
            String purpose,
            boolean write)
            throws CrmFailure {
        var all = new LinkedHashMap<>(headers);
        all.put("Accept", "application/json");
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        Reply reply;
        try {
            var bytes = body == null ? null : json.writeValueAsBytes(body);
            reply = http.send(connection, new Call(method, path, all, bytes, purpose, write));
        } catch (CallFailed e) {
            throw broken(e, write).during(purpose).failure();
        }
        return read(reply, write, purpose);
    }

    private Answer read(Reply reply, boolean write, String purpose) throws CrmFailure {
        if (reply.body().length == 0) {
            return new Answer(reply.status(), NullNode.getInstance(), reply);
        }
        try {
            return new Answer(reply.status(), json.readTree(reply.body()), reply);
        } catch (JacksonException e) {
            throw unreadable(reply, write).during(purpose).failure();
        }
    }

    /** Not JSON: half an answer, or a page of something that stands in between. */
    private Fault unreadable(Reply reply, boolean write) {
        var start = new String(reply.body(), 0, Math.min(200, reply.body().length), StandardCharsets.UTF_8)
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
        var page = start.startsWith("<");
        var message = page
                ? name + " answered with a web page instead of data (status " + reply.status() + ")."
                : "The answer of " + name + " broke off half-way.";
        return Fault.of(
                        ErrorClass.TRANSIENT,
                        page ? "web_page" : "unreadable_answer",
                        message,
                        "Rapport tries again by itself. If it stays, check whether a proxy stands between Rapport and "
                                + name + ".",
                        page ? words("web_page").with("status", reply.status()) : words("unreadable_answer"))
                .status(reply.status())
                .after(retryAfter(reply))
                .unknown(write);
    }

    private Fault broken(CallFailed e, boolean write) {
        var again = "Rapport tries again by itself.";
        return switch (e.reason()) {
            case NEEDS_RECONNECT ->
                Fault.of(
                        ErrorClass.AUTH,
                        "needs_reconnect",
                        name + " no longer accepts Rapport's sign-in.",
                        "Reconnect " + name + " under Integrations; what waits then continues by itself.",
                        words("signed_out"));
            case NOT_CONNECTED ->
                Fault.of(
                        ErrorClass.AUTH,
                        "not_connected",
                        name + " is paused or disconnected.",
                        "Resume or reconnect " + name + " under Integrations; what waits then continues by itself.",
                        words("not_connected"));
            case BUDGET ->
                Fault.of(ErrorClass.RATE, "budget", String.valueOf(e.getMessage()), again, words("share_used_up"))
                        .after(e.after() == null ? Duration.ofSeconds(10) : e.after());
            case NOT_SENT ->
                Fault.of(
                                ErrorClass.TRANSIENT,
                                "unreachable",
                                name + " could not be reached.",
                                again,
                                words("unreachable"))
                        .after(e.after());
            case TIMEOUT ->
                Fault.of(ErrorClass.TRANSIENT, "timeout", name + " did not answer in time.", again, words("timeout"))
                        .unknown(write);
            case BROKEN ->
                Fault.of(
                                ErrorClass.TRANSIENT,
                                "connection_lost",
                                "The connection to " + name + " was lost.",
                                again,
                                words("connection_lost"))
                        .unknown(write);
        };
    }

    private Wording words(String code) {
        return Wording.of(code).with("provider", name);
    }

    private static @Nullable Duration retryAfter(Reply reply) {
        var wanted = reply.header("retry-after");
        if (wanted == null) {
            return null;
        }
        try {
            if (wanted.strip().matches("[0-9]+([.][0-9]+)?")) {
                return Duration.ofMillis(Math.round(Double.parseDouble(wanted.strip()) * 1000));
            }
            var said = reply.header("date");
            var wait = said == null ? Duration.ZERO : Duration.between(date(said), date(wanted));
            return wait.isPositive() ? wait : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Instant date(String header) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from);
    }
}
