package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An error as Salesforce words it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** What a correct caller meets as well. */
    private static final Set<String> NOBODYS_FAULT = Set.of(
            "DUPLICATES_DETECTED",
            "DUPLICATE_VALUE",
            "ENTITY_IS_DELETED",
            "NOT_FOUND",
            "INVALID_SESSION_ID",
            "REQUEST_LIMIT_EXCEEDED");

    private final int status;
    private final String code;
    private final transient List<String> fields;
    private final transient @Nullable ObjectNode duplicates;

    Refused(int status, String code, String message, List<String> fields, @Nullable ObjectNode duplicates) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = fields;
        this.duplicates = duplicates;
    }

    static Refused of(String code, String message, String... fields) {
        return new Refused(400, code, message, List.of(fields), null);
    }

    static Refused notFound() {
        return new Refused(404, "NOT_FOUND", "The requested resource does not exist", List.of(), null);
    }

    static Refused noColumn(String field, String type) {
        return of("INVALID_FIELD", "No such column '" + field + "' on sobject of type " + type);
    }

    /** An error somebody ordered. */
    static Refused simulated(int status, @Nullable String code) {
        var known = switch (status) {
            case 400 -> "UNABLE_TO_LOCK_ROW";
            case 401 -> "INVALID_SESSION_ID";
            case 403 -> "INSUFFICIENT_ACCESS_OR_READONLY";
            case 404 -> "NOT_FOUND";
            case 409 -> "DUPLICATE_VALUE";
            case 429 -> "REQUEST_LIMIT_EXCEEDED";
            case 503 -> "SERVER_UNAVAILABLE";
            default -> "UNKNOWN_EXCEPTION";
        };
        var word = code == null ? known : code;
        var message = switch (word) {
            case "INVALID_SESSION_ID" -> "Session expired or invalid";
            case "REQUEST_LIMIT_EXCEEDED" -> "TotalRequests Limit exceeded.";
            case "NOT_FOUND" -> "The requested resource does not exist";
            case "UNABLE_TO_LOCK_ROW" -> "unable to obtain exclusive access to this record";
            case "SERVER_UNAVAILABLE" -> "The server is currently unavailable to handle the request";
            case "INSUFFICIENT_ACCESS_OR_READONLY" -> "insufficient access rights on object id";
            case "DUPLICATE_VALUE" -> "duplicate value found: a record with this value exists already";
            default -> "An unexpected error occurred. Please include this ErrorId if you contact support";
        };
        return new Refused(status, word, message, List.of(), null);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** Whether the caller broke the contract, rather than met an ordinary state of the org. */
    boolean callersFault() {
        return !NOBODYS_FAULT.contains(code);
    }

    ArrayNode body() {
        var error = Json.object();
        if (duplicates != null) {
            error.set("duplicateResut", duplicates); // spelt so by Salesforce
        }
        error.put("message", words()).put("errorCode", code);
        if (!fields.isEmpty() || status == 400) {
            var names = error.putArray("fields");
            fields.forEach(names::add);
        }
        return Json.array().add(error);
    }

    /** The same inside a collection's result. */
    ObjectNode inResult() {
        var error = Json.object().put("statusCode", code).put("message", words());
        var names = error.putArray("fields");
        fields.forEach(names::add);
        return error;
    }
}
