package app.rapport.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, shifted. Only the demo and tests shift it; it goes on ticking. */
public final class MovableClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    MovableClock(Clock base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var outer = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return outer.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return outer.withZone(other);
            }
        };
    }

    public void advance(Duration by) {
        shift.updateAndGet(now -> now.plus(by));
    }

    public void set(Instant now) {
        shift.set(Duration.between(base.instant(), now));
    }

    /** Back to the true time. */
    public void reset() {
        shift.set(Duration.ZERO);
    }
}
