package app.rapport.videos;

import app.rapport.platform.LiveEvents;
import app.rapport.videos.VideoWatched.Person;
import app.rapport.webhooks.OutwardEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells open pages and the organisation's endpoints who watched. */
@Component
class ViewingNews {
    private static final Map<String, String> TYPES = Map.of(
            VideoWatched.VIEWED, "video.viewed",
            VideoWatched.COMPLETED, "video.completed",
            VideoWatched.CLICKED, "cta.clicked");

    private final Videos videos;
    private final OutwardEvents outward;
    private final LiveEvents live;
    private final Clock clock;

    ViewingNews(Videos videos, OutwardEvents outward, LiveEvents live, Clock clock) {
        this.videos = videos;
        this.outward = outward;
        this.live = live;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void watched(VideoWatched event) {
        event.people().forEach(this::tell);
        event.people().stream()
                .map(Person::videoId)
                .distinct()
                .forEach(video -> live.publish("video", video.toString()));
    }

    private void tell(Person person) {
        var types =
                person.news().stream().map(TYPES::get).filter(Objects::nonNull).toList();
        if (types.isEmpty()) {
            return;
        }
        videos.viewing(person.videoId(), person.viewerId())
                .map(viewing -> payload(person.videoId(), viewing))
                .ifPresent(payload ->
                        types.forEach(type -> outward.publish(id(person, type), type, clock.instant(), payload)));
    }

    /** One for each person, video and kind of event, however often it is told. */
    private static UUID id(Person person, String type) {
        var seed = person.videoId() + " " + person.viewerId() + " " + type;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> payload(UUID video, Videos.Viewing viewing) {
        var viewer = new LinkedHashMap<String, @Nullable Object>();
        viewer.put("name", viewing.name());
        viewer.put("email", viewing.email());
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("videoId", video);
        payload.put("title", viewing.title());
        payload.put("viewer", viewer);
        payload.put("customerId", viewing.customerId());
        payload.put("stakeholderId", viewing.stakeholderId());
        payload.put("watchSeconds", viewing.watched().toMillis() / 1000.0);
        payload.put("share", viewing.share());
        payload.put("completed", viewing.completed());
        return payload;
    }
}
