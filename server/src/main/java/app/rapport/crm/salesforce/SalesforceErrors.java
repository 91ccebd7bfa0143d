package app.rapport.crm.salesforce;

import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Line;
import app.rapport.platform.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Salesforce's error codes mean. Its messages are in the user's language: only codes are compared. */
final class SalesforceErrors implements Line.Reading {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final String AGAIN = "Rapport tries again by itself.";

    /** How often in a row the org's allowance was found used up. */
    private final ConcurrentMap<UUID, Integer> exhausted = new ConcurrentHashMap<>();

    @Override
    public Fault fault(UUID connection, Line.Answer answer) {
        return fault(connection, answer.status(), answer.body(), answer.retryAfter());
    }

    void worked(UUID connection) {
        exhausted.remove(connection);
    }

    Fault fault(UUID connection, int status, JsonNode body, @Nullable Duration after) {
        var first = body.isArray() ? body.path(0) : body;
        var code = first.path("errorCode").asString(first.path("error").asString(""));
        var said =
                first.path("message").asString(first.path("error_description").asString(""));
        var fields = fields(first);
        return switch (code) {
            case "INVALID_SESSION_ID", "INVALID_AUTH_HEADER", "invalid_grant" -> signedOut(code);
            case "REQUEST_LIMIT_EXCEEDED" -> exhausted(connection, code, said, after);
            case "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED" ->
                admin(
                        code,
                        "This Salesforce org does not let other systems in (API access is off).",
                        words("api_access_off"));
            case "INSUFFICIENT_ACCESS",
                    "INSUFFICIENT_ACCESS_OR_READONLY",
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "CLIENT_NOT_ACCESSIBLE_FOR_USER" ->
                admin(
                        code,
                        "The connected Salesforce user may not do this: " + said,
                        words("not_allowed").with("said", said));
            case "UNABLE_TO_LOCK_ROW", "QUERY_TIMEOUT", "REQUEST_RUNNING_TOO_LONG", "SERVER_UNAVAILABLE" ->
                Fault.of(
                                ErrorClass.TRANSIENT,
                                code,
                                "Salesforce was busy: " + said,
                                AGAIN,
                                words("provider_busy").with("said", said))
                        .after(after);
            case "INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_TYPE", "MALFORMED_QUERY" ->
                Fault.of(
                        ErrorClass.CONFIGURATION,
                        code,
                        "A field Rapport writes does not fit this Salesforce org: " + said + fields,
                        "Check the mappings of this connection, then press Retry.",
                        words("field_unfit").with("said", said + fields));
            case "DUPLICATES_DETECTED" ->
                Fault.of(
                        ErrorClass.VALIDATION,
                        code,
                        "Salesforce found several records that may be the same: " + said,
                        "Merge or correct them in Salesforce, then press Retry.",
                        words("duplicates_there").with("said", said));
            case "NOT_FOUND", "ENTITY_IS_DELETED" ->
                Fault.of(
                        ErrorClass.NOT_FOUND,
                        code,
                        "Salesforce says that what Rapport asked for is not there.",
                        AGAIN,
                        words("not_there"));
            case "" -> byStatus(connection, status, said, after);
            default ->
                status >= 500
                        ? byStatus(connection, status, code + ": " + said, after)
                        : Fault.of(
                                ErrorClass.VALIDATION,
                                code,
                                "Salesforce refused the content: " + (said.isEmpty() ? code : said) + fields,
                                "Correct what Salesforce names, here or there, then press Retry.",
                                words("content_refused").with("said", (said.isEmpty() ? code : said) + fields));
        };
    }

    private static Fault signedOut(String code) {
        return Fault.of(
                ErrorClass.AUTH,
                code,
                "Salesforce no longer accepts Rapport's sign-in.",
                "Reconnect Salesforce under Integrations; what waits then continues by itself.",
                words("signed_out"));
    }

    private static Fault admin(String code, String message, Wording words) {
        return Fault.of(
                ErrorClass.CONFIGURATION,
                code,
                message,
                "Ask a Salesforce admin to give the connected user this right, then press Retry.",
                words);
    }

    /** Salesforce says nowhere how long to wait; where something in between does, that counts. */
    private Fault exhausted(UUID connection, String code, String said, @Nullable Duration after) {
        if (after != null) {
            return Fault.of(
                            ErrorClass.RATE,
                            code,
                            "Salesforce asked Rapport to slow down.",
                            AGAIN,
                            words("calls_limited"))
                    .quiet(after, after);
        }
        if (said.contains("ConcurrentPerOrgLongTxn")) {
            return Fault.of(
                            ErrorClass.RATE,
                            code,
                            "Too many long requests run in this Salesforce org.",
                            AGAIN,
                            words("long_requests"))
                    .quiet(null, Duration.ofSeconds(30));
        }
        var times = exhausted.merge(connection, 1, Integer::sum);
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 3));
        return Fault.of(
                        ErrorClass.RATE,
                        code,
                        "This Salesforce org has used up its API calls of the last 24 hours.",
                        "Rapport waits and goes on by itself; Retry tries at once. If it happens often, look in Salesforce which"
                                + " integrations use the calls.",
                        words("calls_used_up"))
                .quiet(null, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private Fault byStatus(UUID connection, int status, String said, @Nullable Duration after) {
        return switch (status) {
            case 401 -> signedOut("401");
            case 403 ->
                admin(
                        "403",
                        "Salesforce refused the request (403). " + said,
                        words("not_allowed").with("said", said));
            case 404 ->
                Fault.of(
                        ErrorClass.NOT_FOUND,
                        "404",
                        "Salesforce says that what Rapport asked for is not there.",
                        AGAIN,
                        words("not_there"));
            case 429 -> exhausted(connection, "429", said, after);
            case 300, 400, 405, 409, 412, 413, 414, 415, 422 ->
                Fault.of(
                        ErrorClass.VALIDATION,
                        Integer.toString(status),
                        "Salesforce refused the content (" + status + "). " + said,
                        "Correct the conversation or the mappings, then press Retry.",
                        words("content_refused").with("said", status + " " + said));
            default ->
                Fault.of(
                                ErrorClass.TRANSIENT,
                                Integer.toString(status),
                                "Salesforce had a problem of its own (" + status + "). " + said,
                                AGAIN,
                                words("provider_trouble").with("status", status))
                        .after(after);
        };
    }

    private static Wording words(String code) {
        return Wording.of(code).with("provider", "Salesforce");
    }

    private static String fields(JsonNode error) {
        var names = new ArrayList<String>();
        error.path("fields").forEach(field -> names.add(field.asString("")));
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    /** The records Salesforce takes for the same as the one to be made. */
    static List<String> duplicates(JsonNode body) {
        var ids = new ArrayList<String>();
        for (var error : body) {
            // Misspelt by Salesforce; the right spelling may come one day.
            var result = error.has("duplicateResut") ? error.path("duplicateResut") : error.path("duplicateResult");
            for (var match : result.path("matchResults")) {
                for (var record : match.path("matchRecords")) {
                    var id = record.path("record").path("Id").asString("");
                    if (!id.isEmpty() && !ids.contains(id)) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids;
    }
}
