package app.rapport.demo;

import app.rapport.platform.MovableClock;
import app.rapport.platform.Problem;
import app.rapport.platform.Public;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Moves the demo's clock. Exists only in the demo, where nothing is at stake. */
@RestController
class DemoClockController {
    private final MovableClock clock;

    DemoClockController(MovableClock clock) {
        this.clock = clock;
    }

    record Time(Instant now) {}

    /** One of the two; neither goes back to the true time. */
    record Move(@Nullable Instant now, @Nullable Long advanceSeconds) {}

    @Public
    @GetMapping("/api/demo/clock")
    Time time() {
        return new Time(clock.instant());
    }

    @Public
    @PostMapping("/api/demo/clock")
    Time move(@RequestBody Move move) {
        if (move.now() != null && move.advanceSeconds() != null) {
            throw Problem.invalid("invalid_move", "Give now or advanceSeconds, not both.");
        }
        if (move.now() != null) {
            clock.set(move.now());
        } else if (move.advanceSeconds() != null) {
            clock.advance(Duration.ofSeconds(move.advanceSeconds()));
        } else {
            clock.reset();
        }
        return time();
    }
}
