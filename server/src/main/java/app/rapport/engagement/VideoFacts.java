package app.rapport.engagement;

import app.rapport.identity.Users;
import app.rapport.videos.VideoWatched;
import app.rapport.videos.Videos;
import app.rapport.videos.Videos.Viewing;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** That a known person watched a video is one entry on their customer's timeline, however often they come back. */
@Component
class VideoFacts {
    private final Videos videos;
    private final Users users;
    private final Timeline timeline;

    VideoFacts(Videos videos, Users users, Timeline timeline) {
        this.videos = videos;
        this.users = users;
        this.timeline = timeline;
    }

    /** Written from how it stands now: events may come late, twice or in any order. */
    @ApplicationModuleListener
    void watched(VideoWatched event) {
        var key = "video:" + event.videoId() + ":" + event.viewerId();
        timeline.takeTurns(key);
        var viewing = videos.viewing(event.videoId(), event.viewerId())
                .filter(found -> found.views() > 0 && found.customerId() != null);
        viewing.ifPresentOrElse(found -> keep(key, event.videoId(), found), () -> timeline.forget(key));
    }

    private void keep(String key, UUID video, Viewing viewing) {
        var customer = viewing.customerId();
        if (customer == null) {
            return;
        }
        timeline.keep(new Timeline.Fact(
                key,
                customer,
                viewing.stakeholderId(),
                "video",
                "video",
                users.find(viewing.owner()).map(Users.User::name).orElse(null),
                viewing.title(),
                summary(viewing),
                "/videos/" + video,
                viewing.firstSeenAt()));
    }

    /** Who it was is said beside it, when they are a person of the customer's. */
    private static String summary(Viewing viewing) {
        var who = viewing.name() != null ? viewing.name() : viewing.email();
        return "%s watched %s%s."
                .formatted(
                        who,
                        extent(viewing.share(), viewing.completed()),
                        viewing.clicked() ? " and followed its link" : "");
    }

    private static String extent(@Nullable Double share, boolean completed) {
        return completed
                ? "the video to its end"
                : share == null ? "the video" : String.format(Locale.ROOT, "%.0f %% of the video", share * 100);
    }
}
