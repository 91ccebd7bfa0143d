package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An error as HubSpot words it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String category;
    private final transient @Nullable ArrayNode errors;

    Refused(int status, String category, String message, @Nullable ArrayNode errors) {
        super(message, null, false, false);
        this.status = status;
        this.category = category;
        this.errors = errors;
    }

    static Refused invalid(String message) {
        return new Refused(400, "VALIDATION_ERROR", message, null);
    }

    /** One property is wrong. */
    static Refused property(String name, String code, String message) {
        var errors = Json.array();
        var error = errors.addObject().put("message", message).put("code", code);
        error.putObject("context").putArray("propertyName").add(name);
        var inside = Json.object()
                .put("isValid", false)
                .put("message", message)
                .put("error", code)
                .put("name", name)
                .put("localizedErrorMessage", message);
        return new Refused(400, "VALIDATION_ERROR", "Property values were not valid: [" + inside + "]", errors);
    }

    static Refused required(String type, List<String> properties) {
        var errors = Json.array();
        var message = "Error creating " + type + ". Some required properties were not set.";
        var context = errors.addObject()
                .put("message", message)
                .put("code", "REQUIRED_FIELD")
                .putObject("context")
                .putArray("properties");
        properties.forEach(context::add);
        return new Refused(400, "VALIDATION_ERROR", message, errors);
    }

    static Refused notFound() {
        return new Refused(404, "OBJECT_NOT_FOUND", "resource not found", null);
    }

    static Refused scopes(List<String> needed) {
        var errors = Json.array();
        var names = errors.addObject()
                .put("message", "One or more of the following scopes are required.")
                .putObject("context")
                .putArray("requiredGranularScopes");
        needed.forEach(names::add);
        return new Refused(
                403,
                "MISSING_SCOPES",
                "This app hasn't been granted all required scopes to make this call. Read more about required scopes"
                        + " here: https://developers.hubspot.com/scopes.",
                errors);
    }

    int status() {
        return status;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** Whether the caller broke the contract, rather than met an ordinary state of the account. */
    boolean callersFault() {
        return status == 400 || status == 405 || status == 415 || category.equals("MISSING_SCOPES");
    }

    ObjectNode body() {
        var json = Json.object()
                .put("status", "error")
                .put("message", words())
                .put("correlationId", UUID.randomUUID().toString());
        if (errors != null) {
            json.set("errors", errors);
        }
        return json.put("category", category);
    }

    Reply reply() {
        return Reply.json(status, body());
    }
}
