package app.rapport.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request a provider got and what it answered, secrets masked.
 *
 * @param status 0 when nothing was answered
 * @param fault the fault that hit it, if any
 */
public record LoggedRequest(
        long seq,
        Instant at,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        int status,
        String response,
        long micros,
        @Nullable String fault,
        List<String> problems) {

    int weight() {
        return 400 + path.length() + query.length() + body.length() + response.length() + 60 * headers.size();
    }

    ObjectNode describe() {
        var json = Json.object()
                .put("seq", seq)
                .put("at", at.toString())
                .put("method", method)
                .put("path", path)
                .put("query", query);
        var all = json.putObject("headers");
        headers.forEach(all::put);
        var parsed = body.isEmpty() ? null : Json.parse(body);
        if (parsed != null) {
            json.set("body", parsed);
        } else {
            json.put("body", body);
        }
        json.put("status", status).put("response", response).put("durationMicros", micros);
        json.put("fault", fault);
        var found = json.putArray("problems");
        problems.forEach(found::add);
        return json;
    }
}
