package app.rapport.videos;

import app.rapport.media.LadderNews;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Notes how videos stand, in the transaction that makes them stand so. */
@Component
class LadderListener {
    private final VideoStore store;
    private final JdbcClient db;
    private final JsonMapper json;

    LadderListener(VideoStore store, JdbcClient db, JsonMapper json) {
        this.store = store;
        this.db = db;
        this.json = json;
    }

    @EventListener
    void on(LadderNews news) {
        switch (news) {
            case LadderNews.Ready ready -> store.ready(ready.video(), ready.duration(), ready.width(), ready.height());
            case LadderNews.Failed failed ->
                db.sql("""
                        update videos.videos set state = 'failed', error_code = :code, error_values = cast(:values as jsonb)
                        where id = :id
                        """)
                        .param("id", failed.video())
                        .param("code", failed.code())
                        .param("values", json.writeValueAsString(failed.values()))
                        .update();
            case LadderNews.Begun begun ->
                db.sql("""
                        update videos.videos set state = 'processing', progress = 0, error_code = null, error_values = '{}'
                        where id = :id
                        """).param("id", begun.video()).update();
        }
    }
}
