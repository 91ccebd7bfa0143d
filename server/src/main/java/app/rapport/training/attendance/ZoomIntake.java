package app.rapport.training.attendance;

import app.rapport.intake.IntakeHandler;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.MeetingFacts.Place;
import app.rapport.training.zoom.ZoomEvents;
import app.rapport.training.zoom.ZoomEvents.Event;
import app.rapport.training.zoom.ZoomEvents.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Zoom's events, written down as what was heard about a session. What they come to is worked out afterwards: events are
 * doubled, come in any order, and some never come.
 */
@Component
class ZoomIntake implements IntakeHandler {
    private static final Logger log = LoggerFactory.getLogger(ZoomIntake.class);
    private static final Instant EARLIEST = Instant.parse("2011-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final ZoomEvents zoom;
    private final MeetingFacts facts;
    private final AttendanceLoop loop;
    private final TransactionTemplate transaction;
    private final Map<UUID, Heard> concerned = new ConcurrentHashMap<>();

    ZoomIntake(ZoomEvents zoom, MeetingFacts facts, AttendanceLoop loop, TransactionTemplate transaction) {
        this.zoom = zoom;
        this.facts = facts;
        this.loop = loop;
        this.transaction = transaction;
    }

    @Override
    public String provider() {
        return "zoom";
    }

    @Override
    public Verdict verify(Request request) {
        return zoom.verify(request);
    }

    /** Whose it is and what it says is found out once for both questions. */
    private record Heard(Event event, Optional<Place> place) {}

    @Override
    public Set<OrganizationId> concerns(Receipt receipt) {
        var heard = heard(receipt).orElse(null);
        if (heard == null) {
            return Set.of();
        }
        concerned.put(receipt.id(), heard);
        return heard.place().map(place -> Set.of(place.organization())).orElse(Set.of());
    }

    private Optional<Heard> heard(Receipt receipt) {
        return zoom.read(receipt.body()).map(event -> new Heard(event, place(event)));
    }

    private Optional<Place> place(Event event) {
        var meeting = MeetingFacts.text(event.meetingId());
        return meeting == null || !plausible(event.at()) || !zoom.ours(event)
                ? Optional.empty()
                : facts.place(meeting, event.at());
    }

    @Override
    public void handle(Receipt receipt) {
        var heard = Optional.ofNullable(concerned.remove(receipt.id()))
                .or(() -> heard(receipt))
                .orElse(null);
        if (heard == null) {
            log.info("receipt {} of zoom is no event", receipt.id());
            return;
        }
        var event = heard.event();
        var place = heard.place();
        if (place.isEmpty()) {
            log.info("receipt {} of zoom, {}, is about no meeting of ours", receipt.id(), event.name());
            return;
        }
        var session = place.get().session();
        Tenancy.run(
                place.get().organization(),
                () -> transaction.executeWithoutResult(status -> {
                    var told = told(event);
                    var result = told.isEmpty() ? "ignored" : facts.add(session, told) > 0 ? "recorded" : "duplicate";
                    facts.log(
                            receipt.id(),
                            session,
                            MeetingFacts.textOrEmpty(event.name()),
                            event.at(),
                            receipt.receivedAt(),
                            result);
                }));
        loop.wake();
    }

    /** What the event says about attendance; empty for what says nothing. */
    static List<Fact> told(Event event) {
        var run = MeetingFacts.textOrEmpty(event.meetingUuid());
        return switch (event.name()) {
            case "meeting.started" -> List.of(Fact.of(Kind.STARTED, run, started(event)));
            case "meeting.ended" -> ended(event, run);
            case "meeting.participant_joined", "meeting.participant_jbh_joined" -> person(event, run, Kind.JOINED);
            case "meeting.participant_left" -> person(event, run, Kind.LEFT);
            case "meeting.participant_joined_breakout_room" -> person(event, run, Kind.ASIDE_JOINED);
            case "meeting.participant_left_breakout_room" -> person(event, run, Kind.ASIDE_LEFT);
            default -> List.of();
        };
    }

    /** A planned time in the place of the real one would lie elsewhere. */
    private static Instant started(Event event) {
        var told = event.startedAt();
        return told != null && plausible(told) && !told.isAfter(event.at().plus(SKEW)) ? told : event.at();
    }

    private static List<Fact> ended(Event event, String run) {
        var facts = new ArrayList<Fact>();
        var told = event.endedAt();
        var end = told != null && plausible(told) ? told : event.at();
        facts.add(Fact.of(Kind.ENDED, run, end));
        var start = event.startedAt();
        if (start != null && plausible(start) && !start.isAfter(end)) {
            // Says what the started event said, which may have been lost.
            facts.add(Fact.of(Kind.STARTED, run, start));
        }
        return facts;
    }

    private static List<Fact> person(Event event, String run, Kind kind) {
        return Optional.ofNullable(event.participant())
                .map(who -> List.of(new Fact(
                        kind,
                        run,
                        at(event, who),
                        null,
                        MeetingFacts.textOrEmpty(who.connection()),
                        MeetingFacts.text(who.customerKey()),
                        MeetingFacts.text(who.zoomUserId()),
                        MeetingFacts.text(who.email()),
                        MeetingFacts.text(who.name()),
                        MeetingFacts.text(who.phone()))))
                .orElse(List.of());
    }

    private static Instant at(Event event, Participant who) {
        var told = who.at();
        return told != null && plausible(told) ? told : event.at();
    }

    private static boolean plausible(@Nullable Instant at) {
        return at != null && !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }
}
