package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error as Zoom words it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String field;

    @SuppressWarnings("serial") // never serialised
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Refused(int status, int code, String message, String field) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    Refused(int status, int code, String message) {
        this(status, code, message, "");
    }

    static Refused field(String field, String message) {
        return new Refused(400, 300, message, field);
    }

    static Refused noUser(String who) {
        return new Refused(404, 1001, "User does not exist: " + who + ".");
    }

    static Refused noMeeting(String which) {
        return new Refused(404, 3001, "Meeting does not exist: " + which + ".");
    }

    Refused with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Whether the caller broke the contract, rather than met an ordinary state of the account. */
    boolean callersFault() {
        return code == 300;
    }

    String words() {
        return field.isEmpty() ? String.valueOf(getMessage()) : field + ": " + getMessage();
    }

    int code() {
        return code;
    }

    Reply reply() {
        var json = Json.object().put("code", code);
        if (field.isEmpty()) {
            json.put("message", getMessage());
        } else {
            json.put("message", "Validation Failed.");
            json.putArray("errors").addObject().put("field", field).put("message", getMessage());
        }
        var reply = Reply.json(status, json);
        for (var header : headers.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}
