package app.rapport.sandbox.elevenlabs;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.UUID;

/** An error as ElevenLabs words it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refused noSuchVoice(String id) {
        return new Refused(404, "voice_not_found", "A voice with voice_id " + id + " was not found.");
    }

    /** Whether the caller broke the contract, rather than met an ordinary state of the account. */
    boolean callersFault() {
        return status == 400 && !code.equals("voice_limit_reached");
    }

    String words() {
        return String.valueOf(getMessage());
    }

    Reply reply() {
        var json = Json.object();
        json.putObject("detail")
                .put("type", type())
                .put("code", code)
                .put("message", words())
                .put("status", code)
                .put("request_id", UUID.randomUUID().toString().replace("-", ""));
        return Reply.json(status, json);
    }

    private String type() {
        return switch (status) {
            case 401 -> code.equals("quota_exceeded") ? "payment_required" : "authentication_error";
            case 404 -> "not_found";
            case 429 -> "rate_limit_error";
            case 400 -> "validation_error";
            default -> "server_error";
        };
    }

    /** The body was not understood; this comes as a list, unlike all other errors. */
    static Reply missing(String field) {
        var json = Json.object();
        var finding = json.putArray("detail").addObject();
        finding.putArray("loc").add("body").add(field);
        finding.put("msg", "Field required").put("type", "missing");
        return Reply.json(422, json);
    }
}
