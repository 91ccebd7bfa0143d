package app.rapport.engagement;

import app.rapport.identity.Users;
import app.rapport.platform.Wording;
import app.rapport.videos.VideoWatched;
import app.rapport.videos.VideoWatched.Person;
import app.rapport.videos.Videos;
import app.rapport.videos.Videos.Viewing;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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
        var people = event.people().stream()
                .collect(Collectors.toMap(VideoFacts::key, person -> person, (one, same) -> one, TreeMap::new));
        // All in the same order, so that nobody waits for somebody who waits for them.
        people.keySet().forEach(timeline::takeTurns);
        people.forEach((key, person) -> {
            var viewing = videos.viewing(person.videoId(), person.viewerId())
                    .filter(found -> found.views() > 0 && found.customerId() != null);
            viewing.ifPresentOrElse(found -> keep(key, person.videoId(), found), () -> timeline.forget(key));
        });
    }

    private static String key(Person person) {
        return "video:" + person.videoId() + ":" + person.viewerId();
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
                words(viewing),
                "/videos/" + video,
                viewing.firstSeenAt()));
    }

    /** Who it was is said beside it, when they are a person of the customer's. */
    private static String summary(Viewing viewing) {
        return "%s watched %s%s."
                .formatted(who(viewing), extent(viewing), viewing.clicked() ? " and followed its link" : "");
    }

    private static String extent(Viewing viewing) {
        var share = viewing.share();
        return viewing.completed()
                ? "the video to its end"
                : share == null ? "the video" : percent(share) + " % of the video";
    }

    private static Wording words(Viewing viewing) {
        var share = viewing.share();
        var extent =
                Wording.of(viewing.completed() ? "viewing_whole" : share == null ? "viewing_some" : "viewing_share");
        return Wording.of(viewing.clicked() ? "viewing_clicked" : "viewing_only")
                .with("name", who(viewing))
                .with("extent", share == null ? extent : extent.with("percent", percent(share)));
    }

    private static String who(Viewing viewing) {
        return Objects.requireNonNullElse(viewing.name() != null ? viewing.name() : viewing.email(), "Somebody");
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }
}
