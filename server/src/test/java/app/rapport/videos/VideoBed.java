package app.rapport.videos;

import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.videos.VideoStore.NewVideo;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Videos that can be watched, and links to them, without anything having been uploaded. */
@Component
public class VideoBed {
    private final VideoStore videos;

    VideoBed(VideoStore videos) {
        this.videos = videos;
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

    /** The token of a link for this person. */
    public static String tokenFor(TestOrganization organization, UUID video, String name, String email) {
        return share(organization, video, """
                {"recipient":{"name":"%s","email":"%s"}}""".formatted(name, email))
                .path("token")
                .asString();
    }
}
