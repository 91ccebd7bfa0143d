package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static org.awaitility.Awaitility.await;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.platform.Tenancy;
import app.rapport.videos.VideoStore.NewVideo;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Videos that can be watched, and links to them, without anything having been uploaded. */
@Component
public class VideoBed {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final VideoStore videos;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    VideoBed(VideoStore videos, JdbcClient db, TransactionTemplate transaction) {
        this.videos = videos;
        this.db = db;
        this.transaction = transaction;
    }

    /** A video of the CSM, ready to be watched. */
    public UUID video(TestOrganization organization, String title, Duration length) {
        return organization.in(() -> {
            var id = videos.add(new NewVideo(organization.user(Role.CSM).id(), null, title, "upload", List.of(), null));
            videos.ready(id, length, 1280, 720);
            return id;
        });
    }

    /** The new share as its maker sees it. */
    public static JsonNode share(TestOrganization organization, UUID video, String form) {
        return json(post(organization.client(Role.CSM), "/api/videos/" + video + "/shares", form), 201);
    }

    /** The token of a link for whoever has it. */
    public static String token(TestOrganization organization, UUID video) {
        return share(organization, video, "{}").path("token").asString();
    }

    /** The token of a link for this person. */
    public static String tokenFor(TestOrganization organization, UUID video, String name, String email) {
        return share(organization, video, """
                {"recipient":{"name":"%s","email":"%s"}}""".formatted(name, email))
                .path("token")
                .asString();
    }

    /** Waits until all that was reported is counted. */
    public void counted() {
        await().atMost(PATIENCE)
                .until(() -> Tenancy.system(() -> transaction.execute(
                        status -> db.sql("""
                        select not exists (select from videos.fold f join videos.video_events e on e.written_in > f.read_to)
                        """).query(Boolean.class).single())));
    }

    /** How the video was watched, all reports counted. */
    public JsonNode analytics(TestOrganization organization, UUID video) {
        counted();
        return json(get(organization.client(Role.CSM), "/api/videos/" + video + "/analytics"), 200);
    }
}
