package app.rapport.identity;

import app.rapport.platform.LiveEvents;
import app.rapport.platform.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream that tells open pages what changed: event name = topic, data = {@code {"id"}}. */
@RestController
class LiveController {
    private final LiveEvents events;

    LiveController(LiveEvents events) {
        this.events = events;
    }

    @SignedIn
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(CurrentUser user) {
        return events.listen(user.id().value());
    }
}
