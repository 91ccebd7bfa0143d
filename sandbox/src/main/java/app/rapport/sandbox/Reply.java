package app.rapport.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes back to the caller. */
@SuppressWarnings("ArrayRecordComponent") // replies are sent, never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json;charset=UTF-8"), Json.bytes(body));
    }

    public static Reply html(int status, String body) {
        return new Reply(
                status, Map.of("Content-Type", "text/html;charset=UTF-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), NOTHING);
    }

    public static Reply redirect(String location) {
        return new Reply(302, Map.of("Location", location), NOTHING);
    }

    /** The sandbox's own refusal, for paths that belong to no provider. */
    public static Reply refuse(int status, String message) {
        return json(status, Json.object().put("error", message));
    }

    public Reply with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
