package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.training.MeetingRows.Task;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomHosts;
import app.rapport.training.zoom.ZoomMeetings;
import app.rapport.training.zoom.ZoomMeetings.Meeting;
import app.rapport.training.zoom.ZoomMeetings.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings Zoom to what was wished. The wish is committed before Zoom hears of it and the outcome after, so a crash at any point
 * leaves a row that says what to look for: nothing is made twice, and nothing that nobody wants stays.
 */
@Component
class MeetingSaga {
    private static final Logger log = LoggerFactory.getLogger(MeetingSaga.class);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));
    private static final Duration LAST_PAUSE = Duration.ofHours(1);
    /** Whoever accepts Zoom's invitation on the day of the class is not to wait for their meeting. */
    private static final Duration ACCEPTS_WITHIN = Duration.ofMinutes(5);

    /** A request without an answer can still take effect this long; after that, what is not there will not come. */
    private static final Duration LATE_EFFECT = Duration.ofMinutes(2);

    private final MeetingRows rows;
    private final ZoomMeetings zoom;
    private final ZoomHosts hosts;
    private final AlternativeHosts alternatives;
    private final Clock clock;

    MeetingSaga(MeetingRows rows, ZoomMeetings zoom, ZoomHosts hosts, AlternativeHosts alternatives, Clock clock) {
        this.rows = rows;
        this.zoom = zoom;
        this.hosts = hosts;
        this.alternatives = alternatives;
        this.clock = clock;
    }

    /** Does now what is open for the session, which whoever made the wish waits for. Outside a transaction. */
    void settle(UUID session) {
        rows.open(session).forEach(this::work);
    }

    /** One step of this meeting, if there is one and nobody is at it. */
    void work(UUID meeting) {
        var claimed = rows.claim(meeting);
        if (claimed.isEmpty()) {
            return;
        }
        var task = claimed.get();
        try {
            if (task.wanted()) {
                fulfil(task);
            } else {
                remove(task);
            }
        } catch (ZoomFailed failed) {
            failed(task, failed);
        } catch (RuntimeException e) {
            log.error("a step of meeting {} failed", task.id(), e);
            rows.failed(task, "failed", "unexpected", null, next(task, null));
        }
    }

    private void fulfil(Task task) throws ZoomFailed {
        if (task.session().over(clock.instant())) {
            rows.failed(task, task.zoomId() == null ? "failed" : "ready", "session_over", null, null);
            return;
        }
        var others = alternatives.atZoom(task.session());
        var told = others.stream().map(other -> other.id().value()).toList();
        if (task.zoomId() != null && changed(task, task.zoomId(), others)) {
            rows.kept(task, told);
            return;
        }
        var earlier = earlier(task);
        if (earlier != null) {
            // An earlier request made it, perhaps as it was wished then.
            zoom.change(earlier.id(), wanted(task, task.hostId(), others));
            rows.made(task, earlier, told);
            return;
        }
        rows.made(task, create(task, others), told);
    }

    /** False when somebody deleted it in Zoom. */
    private boolean changed(Task task, String zoomId, List<Users.User> others) throws ZoomFailed {
        try {
            zoom.change(zoomId, wanted(task, task.hostId(), others));
            return true;
        } catch (ZoomFailed failed) {
            if (failed.reason() != ZoomFailed.Reason.NOT_FOUND) {
                throw failed;
            }
            rows.absent(task.id());
            return false;
        }
    }

    private @Nullable Meeting earlier(Task task) throws ZoomFailed {
        return task.unclearSince() == null || task.hostId() == null
                ? null
                : zoom.find(task.hostId(), task.marker()).orElse(null);
    }

    private Meeting create(Task task, List<Users.User> others) throws ZoomFailed {
        var user = new UserId(task.host());
        var host = hosts.ensure(user);
        // Each try is one of the few that Zoom allows for a host in a day: of the same invited person, one is enough.
        if (host.pending() && task.attempt() > 1) {
            throw invited(null);
        }
        try {
            return create(task, host, others);
        } catch (ZoomFailed failed) {
            if (failed.reason() != ZoomFailed.Reason.NOT_FOUND) {
                throw failed;
            }
            var again = host.pending() ? host : hosts.afresh(user);
            if (again.pending()) {
                throw invited(failed);
            }
            return create(task, again, others);
        }
    }

    private static ZoomFailed invited(@Nullable ZoomFailed cause) {
        return new ZoomFailed(
                ZoomFailed.Reason.PENDING,
                "The instructor has not accepted Zoom's invitation yet. The meeting is made as soon as they have.",
                null,
                cause);
    }

    private Meeting create(Task task, ZoomHosts.Host host, List<Users.User> others) throws ZoomFailed {
        rows.asking(task.id(), host.zoomUserId());
        try {
            return zoom.create(wanted(task, host.zoomUserId(), others));
        } catch (ZoomFailed failed) {
            if (failed.reason() != ZoomFailed.Reason.UNCLEAR) {
                rows.absent(task.id());
            }
            throw failed;
        }
    }

    private void remove(Task task) throws ZoomFailed {
        if (task.zoomId() != null) {
            zoom.delete(task.zoomId());
        } else {
            var earlier = earlier(task);
            if (earlier != null) {
                zoom.delete(earlier.id());
            } else if (task.unclearSince() != null
                    && clock.instant().isBefore(task.unclearSince().plus(LATE_EFFECT))) {
                rows.failed(
                        task, "deleting", "unclear", null, task.unclearSince().plus(LATE_EFFECT));
                return;
            }
        }
        rows.gone(task);
    }

    private void failed(Task task, ZoomFailed failed) {
        var code = failed.reason().name().toLowerCase(Locale.ROOT);
        log.warn("meeting {} (attempt {}): {} {}", task.id(), task.attempt(), code, failed.getMessage());
        var state = failed.reason() == ZoomFailed.Reason.NOT_CONFIGURED && task.zoomId() == null ? "none" : "failed";
        // What nobody wants any more has to go, whatever Zoom says today.
        var worthIt = failed.passing() || !task.wanted();
        rows.failed(task, state, code, failed.getMessage(), worthIt ? again(task, failed) : null);
    }

    private Instant again(Task task, ZoomFailed failed) {
        var later = next(task, failed.after());
        var soon = clock.instant().plus(ACCEPTS_WITHIN);
        return failed.reason() == ZoomFailed.Reason.PENDING && later.isAfter(soon) ? soon : later;
    }

    private Instant next(Task task, @Nullable Duration asked) {
        var pause = task.attempt() <= PAUSES.size() ? PAUSES.get(task.attempt() - 1) : LAST_PAUSE;
        return clock.instant().plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
    }

    private static Wanted wanted(Task task, @Nullable String hostId, List<Users.User> others) {
        var session = task.session();
        return new Wanted(
                hostId == null ? "" : hostId,
                session.title(),
                session.start(),
                session.minutes(),
                session.zone(),
                task.marker(),
                others.stream().map(Users.User::email).toList());
    }
}
