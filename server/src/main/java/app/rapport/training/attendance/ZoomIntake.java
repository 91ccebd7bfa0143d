package app.rapport.training.attendance;

import app.rapport.intake.IntakeHandler;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.MeetingFacts.Candidate;
import app.rapport.training.attendance.MeetingFacts.Entry;
import app.rapport.training.attendance.MeetingFacts.Place;
import app.rapport.training.attendance.MeetingFacts.Told;
import app.rapport.training.zoom.ZoomEvents;
import app.rapport.training.zoom.ZoomEvents.Event;
import app.rapport.training.zoom.ZoomEvents.Participant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
class ZoomIntake implements IntakeHandler.Together {
    private static final Logger log = LoggerFactory.getLogger(ZoomIntake.class);
    private static final Instant EARLIEST = Instant.parse("2011-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final ZoomEvents zoom;
    private final MeetingFacts facts;
    private final AttendanceLoop loop;
    private final TransactionTemplate transaction;

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

    @Override
    public void rehearse() {
        var forged = new Request(
                "POST",
                "",
                Map.of("x-zm-signature", List.of("v0=0"), "x-zm-request-timestamp", List.of("0")),
                "{\"event\":\"none\",\"payload\":{}}".getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH);
        log.debug("rehearsed: {}, {}", verify(forged), zoom.read(forged.body()));
    }

    @Override
    public Set<OrganizationId> concerns(Receipt receipt) {
        return ours(List.of(receipt)).stream()
                .map(one -> one.place().organization())
                .collect(Collectors.toSet());
    }

    @Override
    public Map<UUID, Set<OrganizationId>> handle(List<Receipt> receipts) {
        var ours = ours(receipts);
        ours.stream()
                .collect(Collectors.groupingBy(one -> one.place().organization()))
                .forEach((organization, theirs) ->
                        Tenancy.run(organization, () -> transaction.executeWithoutResult(status -> keep(theirs))));
        if (!ours.isEmpty()) {
            loop.wake();
        }
        return ours.stream()
                .collect(Collectors.toMap(
                        one -> one.receipt().id(), one -> Set.of(one.place().organization())));
    }

    /** About a session of ours, with what it says of it. */
    private record Ours(Receipt receipt, Event event, Place place, List<Told> told) {
        static Ours of(Heard heard, Place place) {
            var told = ZoomIntake.told(heard.event()).stream()
                    .map(fact -> Told.of(place.session(), fact))
                    .toList();
            return new Ours(heard.receipt(), heard.event(), place, told);
        }

        /** @param fresh what nobody had told before */
        Entry entry(Set<UUID> fresh) {
            var result = told.isEmpty()
                    ? "ignored"
                    : told.stream().map(Told::id).anyMatch(fresh::contains) ? "recorded" : "duplicate";
            var name = MeetingFacts.textOrEmpty(event.name());
            return new Entry(receipt.id(), place.session(), name, event.at(), receipt.receivedAt(), result);
        }
    }

    private void keep(List<Ours> ours) {
        var fresh = facts.add(ours.stream().flatMap(one -> one.told().stream()).toList());
        facts.log(ours.stream().map(one -> one.entry(fresh)).toList());
    }

    /** @param meeting null when it is about none, or about another account's */
    private record Heard(
            Receipt receipt, Event event, @Nullable String meeting) {}

    private List<Ours> ours(List<Receipt> receipts) {
        var heard =
                receipts.stream().flatMap(receipt -> heard(receipt).stream()).toList();
        var meetings =
                heard.stream().flatMap(one -> Stream.ofNullable(one.meeting())).collect(Collectors.toSet());
        var candidates = meetings.isEmpty() ? List.<Candidate>of() : facts.candidates(meetings);
        var ours = new ArrayList<Ours>();
        for (var one : heard) {
            MeetingFacts.place(candidates, one.meeting(), one.event().at())
                    .ifPresentOrElse(
                            place -> ours.add(Ours.of(one, place)),
                            () -> log.info(
                                    "receipt {} of zoom, {}, is about no meeting of ours",
                                    one.receipt().id(),
                                    one.event().name()));
        }
        return ours;
    }

    private Optional<Heard> heard(Receipt receipt) {
        var event = zoom.read(receipt.body()).orElse(null);
        if (event == null) {
            log.info("receipt {} of zoom is no event", receipt.id());
            return Optional.empty();
        }
        var ours = plausible(event.at()) && zoom.ours(event);
        return Optional.of(new Heard(receipt, event, ours ? MeetingFacts.text(event.meetingId()) : null));
    }

    /** What the event says about attendance; empty for what says nothing. */
    static List<Fact> told(Event event) {
        var run = MeetingFacts.textOrEmpty(event.meetingUuid());
        return switch (event.name()) {
            case "meeting.started" -> List.of(started(event, run));
            case "meeting.ended" -> ended(event, run);
            case "meeting.participant_joined", "meeting.participant_jbh_joined" -> person(event, run, Kind.JOINED);
            case "meeting.participant_left" -> person(event, run, Kind.LEFT);
            case "meeting.participant_joined_breakout_room" -> person(event, run, Kind.ASIDE_JOINED);
            case "meeting.participant_left_breakout_room" -> person(event, run, Kind.ASIDE_LEFT);
            default -> List.of();
        };
    }

    /**
     * Where the start lies after the event itself, either may be wrong: the start may be the planned one, or the event may
     * carry the time it was sent. Who came when decides.
     */
    private static Fact started(Event event, String run) {
        var told = event.startedAt();
        if (told == null || !plausible(told)) {
            return Fact.of(Kind.STARTED, run, event.at());
        }
        return told.isAfter(event.at().plus(SKEW))
                ? Fact.startedEither(run, event.at(), told)
                : Fact.of(Kind.STARTED, run, told);
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
