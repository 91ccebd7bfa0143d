package app.rapport.sandbox;

import app.rapport.sandbox.zoom.Zoom;
import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Zoom in a test's hand: where its events go and what happens in its meetings, besides what every provider has. */
public final class ZoomHandle extends ProviderHandle {
    private final Zoom zoom;

    ZoomHandle(ProviderDesk desk, String baseUrl, Zoom zoom) {
        super(desk, baseUrl);
        this.zoom = zoom;
    }

    /** From now on what happens in meetings is posted there; null tells nobody. */
    public void webhooksTo(@Nullable URI url) {
        zoom.webhooksTo(url);
    }

    /** As {@code POST /control/zoom/settings}. */
    public void set(ObjectNode settings) {
        zoom.set(Given.of(settings, zoom.settings().toArray(String[]::new)));
    }

    /** As {@code POST /control/zoom/meetings/{id}/{what}}: somebody starts, joins, leaves, renames or ends. */
    public JsonNode act(String meeting, String what, String body) {
        return control(body, "meetings", meeting, what);
    }

    /** As {@code POST /control/zoom/webhooks/{what}}: sends an event now, or validates the address; answers what came back. */
    public JsonNode webhook(String what, String body) {
        return control(body, "webhooks", what);
    }

    private JsonNode control(String body, String... path) {
        var call = new Call(
                "POST",
                "/control/zoom/" + String.join("/", path),
                "",
                new Headers(),
                body.getBytes(StandardCharsets.UTF_8),
                "");
        var reply = Objects.requireNonNull(zoom.control(call, List.of(path)));
        if (reply.status() >= 400) {
            throw new IllegalArgumentException(reply.text());
        }
        return reply.body().length == 0 ? Json.object() : Objects.requireNonNull(Json.parse(reply.body()));
    }
}
