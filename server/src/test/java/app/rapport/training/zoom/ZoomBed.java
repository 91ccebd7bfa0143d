package app.rapport.training.zoom;

import app.rapport.SandboxTest;
import app.rapport.platform.MovableClock;
import app.rapport.sandbox.LoggedRequest;
import app.rapport.sandbox.ZoomHandle;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Zoom as new: the simulated account is empty, and this node remembers nothing of it. */
@Component
class ZoomBed {
    private final ZoomToken token;
    private final JdbcClient db;
    private final MovableClock clock;
    private final JsonMapper json;

    ZoomBed(ZoomToken token, JdbcClient db, MovableClock clock, JsonMapper json) {
        this.token = token;
        this.db = db;
        this.clock = clock;
        this.json = json;
    }

    ZoomHandle asNew() {
        var zoom = zoom();
        zoom.reset();
        clock.reset();
        token.forget();
        for (var table : List.of("zoom_pulse", "zoom_pace", "zoom_host_days")) {
            db.sql("delete from training." + table).update();
        }
        return zoom;
    }

    static ZoomHandle zoom() {
        return SandboxTest.InPlaceOfProviders.sandbox().zoom();
    }

    static List<LoggedRequest> asked(String method, String path) {
        return zoom().requests().stream()
                .filter(one -> one.method().equals(method) && one.path().matches(path))
                .toList();
    }

    static long tokens() {
        return asked("POST", "/oauth/token").size();
    }

    /** This many changes of the host's meetings were made today. */
    void used(String host, int changes) {
        db.sql("update training.zoom_host_days set changes = :changes where zoom_user_id = :host")
                .param("changes", changes)
                .param("host", host)
                .update();
    }

    void set(String settings) {
        zoom().set((ObjectNode) json.readTree(settings));
    }
}
