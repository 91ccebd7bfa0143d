package app.rapport.platform;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream that tells open pages what changed: event name = topic, data = {@code {"id"}}. */
@RestController
class LiveController {
    private final LiveStream stream;

    LiveController(LiveStream stream) {
        this.stream = stream;
    }

    @SignedIn
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live() {
        return stream.open(Tenancy.current());
    }
}
