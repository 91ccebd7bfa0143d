package app.rapport.training.attendance;

import app.rapport.identity.UserId;
import app.rapport.platform.Tenancy;
import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.MeetingFacts.Place;
import app.rapport.training.attendance.MeetingFacts.Told;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.training.attendance.WatchRows.Watch;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomHosts;
import app.rapport.training.zoom.ZoomMeetings;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks Zoom where its events should have told something and did not: for a lost event is never sent again. */
@Configuration(proxyBeanMethods = false)
class Lookout {
    static final String TASK = "training.lookout";
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    private static final Duration WHILE_RUNNING = Duration.ofMinutes(5);
    private static final Duration BEFORE_END = Duration.ofMinutes(2);
    /** After that long, a meeting Zoom cannot be asked about is over. */
    private static final Duration GIVEN_UP = Duration.ofHours(6);

    private final ZoomMeetings meetings;
    private final ZoomHosts hosts;
    private final Reconciliation reconciliation;
    private final WatchRows watches;
    private final Taught taught;
    private final MeetingFacts facts;
    private final AttendanceLoop loop;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Lookout(
            ZoomMeetings meetings,
            ZoomHosts hosts,
            Reconciliation reconciliation,
            WatchRows watches,
            Taught taught,
            MeetingFacts facts,
            AttendanceLoop loop,
            TransactionTemplate transaction,
            Clock clock) {
        this.meetings = meetings;
        this.hosts = hosts;
        this.reconciliation = reconciliation;
        this.watches = watches;
        this.taught = taught;
        this.facts = facts;
        this.loop = loop;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> asksAfterSessions() {
        return Tasks.recurring(TASK, FixedDelay.ofSeconds(30)).execute((instance, context) -> look());
    }

    /** One look at all that is due. */
    void look() {
        for (var place : Tenancy.system(() -> watches.due(clock.instant()))) {
            Tenancy.run(place.organization(), () -> look(place));
        }
    }

    private void look(Place place) {
        var session = transaction.execute(status -> taught.find(place.session()).orElse(null));
        if (session == null) {
            return;
        }
        try {
            switch (session.status()) {
                case Session.SCHEDULED -> begun(session);
                case Session.IN_PROGRESS -> over(session);
                default -> {
                    var told = reconciliation.reconcile(session.id());
                    log.debug("session {} was held against Zoom's report: {}", session.id(), told);
                }
            }
        } catch (ZoomFailed failed) {
            giveUp(session, failed);
        } catch (RuntimeException e) {
            log.warn("Zoom could not be asked about session {}", session.id(), e);
            reconciliation.later(session.id(), "failed");
        }
    }

    /** It should have begun, and nothing was heard of it. */
    private void begun(Session session) throws ZoomFailed {
        var now = clock.instant();
        if (running(session)) {
            hear(session.id(), Fact.of(Kind.RUNNING, "", now));
            again(session, WHILE_RUNNING);
        } else if (session.plannedEnd().isAfter(now)) {
            again(session, BEFORE_END);
        } else {
            // Perhaps it was held, and all of its events were lost.
            var told = reconciliation.reconcile(session.id());
            log.debug("session {}, of which nothing was heard, has a report: {}", session.id(), told);
        }
    }

    /** It should be over, and its end was not heard. */
    private void over(Session session) throws ZoomFailed {
        if (running(session)) {
            again(session, WHILE_RUNNING);
        } else if (!reconciliation.reconcile(session.id())) {
            hear(session.id(), Fact.of(Kind.NOT_RUNNING, "", clock.instant()));
        }
    }

    private boolean running(Session session) throws ZoomFailed {
        var meeting = session.meetingId();
        var host = transaction.execute(status -> host(session));
        return meeting != null
                && host != null
                && host.isPresent()
                && meetings.running(host.get().zoomUserId(), meeting);
    }

    private Optional<ZoomHosts.Host> host(Session session) {
        return hosts.find(new UserId(session.instructor()));
    }

    private void giveUp(Session session, ZoomFailed failed) {
        log.debug("Zoom could not be asked about session {}: {}", session.id(), failed.getMessage());
        if (session.status().equals(Session.IN_PROGRESS)
                && session.plannedEnd().plus(GIVEN_UP).isBefore(clock.instant())) {
            hear(session.id(), Fact.of(Kind.NOT_RUNNING, "", clock.instant()));
        }
        reconciliation.later(session.id(), failed.reason().name().toLowerCase(Locale.ROOT));
    }

    private void hear(UUID session, Fact fact) {
        transaction.executeWithoutResult(status -> {
            var ignored = facts.add(List.of(Told.of(session, fact)));
        });
        loop.wake();
    }

    private void again(Session session, Duration pause) {
        transaction.executeWithoutResult(status -> {
            var watch = watches.of(session.id());
            watches.note(
                    session.id(),
                    new Watch(0, watch.reconciledAt(), null),
                    clock.instant().plus(pause));
        });
    }
}
