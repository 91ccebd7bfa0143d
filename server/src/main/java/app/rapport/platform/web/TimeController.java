package app.rapport.platform.web;

import app.rapport.platform.Public;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The time by our clock, for pages that count down to what we allow: the visitor's clock may be wrong. */
@RestController
class TimeController {
    private final Clock clock;

    TimeController(Clock clock) {
        this.clock = clock;
    }

    record Present(Instant now) {}

    @Public
    @GetMapping("/api/time")
    Present time() {
        return new Present(clock.instant());
    }
}
