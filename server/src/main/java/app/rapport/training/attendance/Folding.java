package app.rapport.training.attendance;

import app.rapport.platform.LiveEvents;
import app.rapport.platform.Tenancy;
import app.rapport.training.AttendanceChanged;
import app.rapport.training.attendance.AttendanceRows.Correction;
import app.rapport.training.attendance.AttendanceRows.Row;
import app.rapport.training.attendance.AttendanceRows.Segment;
import app.rapport.training.attendance.AttendanceRows.Standing;
import app.rapport.training.attendance.AttendanceRows.Stranger;
import app.rapport.training.attendance.Taught.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Works a session's attendance out anew from all that was heard, and writes what is different. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Folding {
    /** By how much a report may differ from what was heard before that is worth telling: clocks differ by less. */
    private static final int TOLD_SECONDS = 5;

    private final JdbcClient db;
    private final Taught taught;
    private final MeetingFacts facts;
    private final KnownPeople known;
    private final AttendanceRows rows;
    private final SettingsDesk settings;
    private final OutwardAttendance outward;
    private final LiveEvents live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Folding(
            JdbcClient db,
            Taught taught,
            MeetingFacts facts,
            KnownPeople known,
            AttendanceRows rows,
            SettingsDesk settings,
            OutwardAttendance outward,
            LiveEvents live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.taught = taught;
        this.facts = facts;
        this.known = known;
        this.rows = rows;
        this.settings = settings;
        this.outward = outward;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /** Why it is worked out anew. */
    enum Cause {
        NEWS,
        /** Zoom's own report came: what it changes is told. */
        REPORT,
        /** A person said who somebody is. */
        PERSON,
        /** Somebody looks at a class under way: time went by, and nothing else happened. */
        LOOK
    }

    /** The caller holds the session's turn. */
    public void fold(UUID id, Cause cause) {
        var session = taught.find(id).orElse(null);
        if (session == null) {
            return;
        }
        var heard = facts.take(id);
        var register = Register.of(heard, known.of(session, heard), session.planned(), clock.instant());
        if (!register.held()) {
            return;
        }
        var before = rows.standing(id).orElse(null);
        var old = rows.rows(id);
        // While it runs, nobody is missing yet.
        var expected = register.running() ? Set.<UUID>of() : roll(session, before, old);
        var fresh = worked(session, register, expected);
        var changed = fresh.values().stream()
                .filter(row -> !row.equals(old.get(row.learner())))
                .toList();
        rows.write(id, changed, segments(register, changed));
        var gone = new HashSet<>(old.keySet());
        gone.removeAll(fresh.keySet());
        rows.forget(id, gone);
        rows.strangers(id, strangers(register));
        var standing = standing(register, before, old, changed, cause);
        rows.stand(id, standing);
        move(session, register);
        outward.tell(session, before, standing);
        if (!register.running()) {
            tell(id, changed, before == null || before.finalAt() == null ? fresh.keySet() : Set.of());
        }
        if (cause != Cause.LOOK) {
            live.publish("training", id.toString());
        }
    }

    /** Who is expected: those enrolled until it is final, and from then on those who were then. */
    private Set<UUID> roll(Session session, @Nullable Standing before, Map<UUID, Row> old) {
        if (before != null && before.finalAt() != null) {
            return old.keySet();
        }
        return Set.copyOf(db.sql("select learner_id from training.enrolments where cohort_id = :cohort")
                .param("cohort", session.cohort())
                .query((row, number) -> row.getObject("learner_id", UUID.class))
                .list());
    }

    /** One row for each who was there; when it is over, also for each who was expected. */
    private Map<UUID, Row> worked(Session session, Register register, Set<UUID> expected) {
        var type = settings.current().of(session.type());
        var length = register.length();
        var begins = begins(session, register);
        var worked = new HashMap<UUID, Row>();
        register.people().forEach((person, presence) -> {
            if (person instanceof Person.Learner(var learner)) {
                // While it runs, every number grows with the clock: readers add what is under way.
                var percent = register.running() ? 0 : Verdict.percent(presence.length(), length);
                var first = presence.spans().getFirst().from();
                worked.put(
                        learner,
                        new Row(
                                learner,
                                first,
                                presence.inRoom()
                                        ? null
                                        : presence.spans().getLast().to(),
                                seconds(presence.past()),
                                percent,
                                presence.spans().size(),
                                presence.inRoom(),
                                register.running() ? null : Verdict.of(percent, first, begins, type)));
            }
        });
        if (!register.running()) {
            expected.forEach(learner ->
                    worked.putIfAbsent(learner, new Row(learner, null, null, 0, 0, 0, false, Verdict.ABSENT)));
        }
        return worked;
    }

    /** Who comes after that may be late: nobody is late for a class that has not begun. */
    static Instant begins(Session session, Register register) {
        var started = register.startedAt();
        return started != null && started.isAfter(session.start()) ? started : session.start();
    }

    private static List<Segment> segments(Register register, List<Row> of) {
        return of.stream()
                .flatMap(row -> {
                    var presence = register.people().get(new Person.Learner(row.learner()));
                    return presence == null
                            ? Stream.<Segment>empty()
                            : presence.spans().stream()
                                    .map(span -> new Segment(
                                            row.learner(),
                                            span.from(),
                                            presence.inRoom()
                                                            && span.equals(presence.spans()
                                                                    .getLast())
                                                    ? null
                                                    : span.to()));
                })
                .toList();
    }

    private static List<Stranger> strangers(Register register) {
        var strangers = new ArrayList<Stranger>();
        register.people().forEach((person, presence) -> {
            if (person instanceof Person.Stranger(var key)) {
                strangers.add(new Stranger(
                        key,
                        presence.name(),
                        presence.email(),
                        presence.spans().getFirst().from(),
                        presence.inRoom() ? null : presence.spans().getLast().to(),
                        seconds(presence.length()),
                        presence.inRoom()));
            }
        });
        return strangers;
    }

    private Standing standing(
            Register register, @Nullable Standing before, Map<UUID, Row> old, List<Row> changed, Cause cause) {
        var finalAt = before == null ? null : before.finalAt();
        var corrections = new ArrayList<>(before == null ? List.<Correction>of() : before.corrections());
        if (cause == Cause.REPORT && finalAt != null) {
            corrections.addAll(corrections(old, changed));
        }
        var state = register.running()
                ? AttendanceRows.RUNNING
                : corrections.isEmpty() ? AttendanceRows.FINAL : AttendanceRows.CORRECTED;
        var staff = register.people().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Person.Staff
                        && entry.getValue().inRoom())
                .count();
        return new Standing(
                state,
                seconds(register.length()),
                (int) staff,
                register.running() ? register.asOf() : clock.instant(),
                register.running() || finalAt != null ? finalAt : clock.instant(),
                corrections);
    }

    private List<Correction> corrections(Map<UUID, Row> old, List<Row> changed) {
        var worth = changed.stream()
                .filter(row -> {
                    var was = old.get(row.learner());
                    return was == null
                            || Math.abs(was.seconds() - row.seconds()) >= TOLD_SECONDS
                            || !Objects.equals(was.status(), row.status());
                })
                .toList();
        var names = names(worth.stream().map(Row::learner).toList());
        return worth.stream()
                .sorted(Comparator.comparing(Row::learner))
                .map(row -> {
                    var was = old.get(row.learner());
                    return new Correction(
                            clock.instant(),
                            row.learner(),
                            names.getOrDefault(row.learner(), ""),
                            was == null ? 0 : was.seconds(),
                            row.seconds(),
                            was == null ? null : was.status(),
                            row.status());
                })
                .toList();
    }

    private Map<UUID, String> names(List<UUID> learners) {
        return db
                .sql("select id, name from training.learners where id = any(:ids)")
                .param("ids", learners.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The session follows its meeting; one that was called off stays so. */
    private void move(Session session, Register register) {
        var status = register.running() ? Session.IN_PROGRESS : Session.COMPLETED;
        if (!session.status().equals(status)
                || !Objects.equals(session.startedAt(), register.startedAt())
                || !Objects.equals(session.endedAt(), register.endedAt())) {
            taught.move(session.id(), status, register.startedAt(), register.endedAt(), clock.instant());
        }
    }

    /** @param all of whom nothing was told before */
    private void tell(UUID session, List<Row> changed, Set<UUID> all) {
        var learners = new HashSet<>(all);
        changed.forEach(row -> learners.add(row.learner()));
        AttendanceChanged.of(Tenancy.current(), session, learners).forEach(events::publishEvent);
        if (!learners.isEmpty()) {
            events.publishEvent(new TurnoutChanged(Tenancy.current(), session));
        }
    }

    private static int seconds(Duration length) {
        return (int) Math.round(length.toMillis() / 1000.0);
    }
}
