package app.rapport.training.attendance;

import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.TrainingReads.Turnout;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Tells whoever teaches and whoever coordinates of learners who attend too little of a cohort: once when their rate falls
 * below the organisation's bound, and once when it can no longer rise above it. Who recovers may be told of again.
 */
@Component
class LowAttendance {
    /** As many are named one by one; of more, one notice tells how many they are. */
    private static final int ONE_BY_ONE = 3;

    private static final String LOW = "low";
    private static final String LOST = "lost";

    private final JdbcClient db;
    private final Taught taught;
    private final TrainingReads reads;
    private final SettingsDesk settings;
    private final Users users;
    private final Notices notices;
    private final Clock clock;

    LowAttendance(
            JdbcClient db,
            Taught taught,
            TrainingReads reads,
            SettingsDesk settings,
            Users users,
            Notices notices,
            Clock clock) {
        this.db = db;
        this.taught = taught;
        this.reads = reads;
        this.settings = settings;
        this.users = users;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param planned how many sessions are still to come */
    private record Cohort(UUID id, String name, int planned, int bound) {}

    @ApplicationModuleListener
    void on(TurnoutChanged change) {
        taught.find(change.session()).ifPresent(session -> look(session.cohort(), new UserId(session.instructor())));
    }

    private void look(UUID id, UserId instructor) {
        takeTurns(id);
        var cohort = cohort(id);
        var enrolled = enrolled(id);
        var before = told(id);
        var turnouts = reads.turnouts(id);
        var now = new HashMap<UUID, String>();
        turnouts.forEach((learner, turnout) -> {
            if (turnout.warning() && enrolled.containsKey(learner)) {
                now.put(learner, lost(turnout, cohort) ? LOST : LOW);
            }
        });
        keep(id, before, now);
        for (var level : List.of(LOW, LOST)) {
            var crossed = now.keySet().stream()
                    .filter(learner -> level.equals(now.get(learner)) && crossed(before.get(learner), level))
                    .sorted()
                    .toList();
            if (crossed.size() > ONE_BY_ONE) {
                raise(instructor, level.equals(LOW) ? lowOf(cohort, crossed) : lostOf(cohort, crossed));
                continue;
            }
            for (var learner : crossed) {
                var name = Objects.requireNonNull(enrolled.get(learner));
                var turnout = Objects.requireNonNull(turnouts.get(learner));
                var key = level + " " + id + " " + learner;
                raise(
                        instructor,
                        level.equals(LOW) ? low(cohort, name, turnout, key) : lost(cohort, name, turnout, key));
            }
        }
    }

    /** From low to lost is news; back from lost to low is none. */
    private static boolean crossed(@Nullable String before, String level) {
        return before == null || (before.equals(LOW) && level.equals(LOST));
    }

    /** Not even if they come to every session that is planned. */
    private static boolean lost(Turnout turnout, Cohort cohort) {
        return 100.0 * (turnout.attended() + cohort.planned()) / (turnout.held() + cohort.planned()) < cohort.bound();
    }

    private void raise(UserId instructor, Notice notice) {
        var people = users.holding(Permission.TRAINING_MANAGE).stream()
                .map(Users.User::id)
                .collect(Collectors.toCollection(HashSet::new));
        people.add(instructor);
        notices.raise(people, notice);
    }

    private static Notice low(Cohort cohort, String learner, Turnout turnout, String key) {
        var percent = Math.round(100.0 * turnout.attended() / turnout.held());
        return new Notice(
                "training.low_attendance",
                Severity.WARNING,
                learner + " attends too little of " + cohort.name(),
                "%d of %d sessions so far, %d %%. Below %d %% you are told."
                        .formatted(turnout.attended(), turnout.held(), percent, cohort.bound()),
                Map.of(
                        "learner", learner,
                        "cohort", cohort.name(),
                        "attended", turnout.attended(),
                        "held", turnout.held(),
                        "percent", percent,
                        "bound", cohort.bound()),
                link(cohort),
                key);
    }

    private static Notice lowOf(Cohort cohort, List<UUID> learners) {
        return new Notice(
                "training.low_attendance_of_many",
                Severity.WARNING,
                learners.size() + " learners attend too little of " + cohort.name(),
                "Less than %d %% of its sessions so far.".formatted(cohort.bound()),
                Map.of("learners", learners.size(), "cohort", cohort.name(), "bound", cohort.bound()),
                link(cohort),
                keyOf(LOW, learners));
    }

    private static Notice lost(Cohort cohort, String learner, Turnout turnout, String key) {
        return new Notice(
                "training.passing_impossible",
                Severity.WARNING,
                "%s can no longer attend %d %% of %s".formatted(learner, cohort.bound(), cohort.name()),
                "%d of %d sessions so far; sessions still planned: %d."
                        .formatted(turnout.attended(), turnout.held(), cohort.planned()),
                Map.of(
                        "learner", learner,
                        "cohort", cohort.name(),
                        "attended", turnout.attended(),
                        "held", turnout.held(),
                        "planned", cohort.planned(),
                        "bound", cohort.bound()),
                link(cohort),
                key);
    }

    private static Notice lostOf(Cohort cohort, List<UUID> learners) {
        return new Notice(
                "training.passing_impossible_for_many",
                Severity.WARNING,
                "%d learners can no longer attend %d %% of %s"
                        .formatted(learners.size(), cohort.bound(), cohort.name()),
                "Sessions still planned: %d.".formatted(cohort.planned()),
                Map.of(
                        "learners", learners.size(),
                        "cohort", cohort.name(),
                        "planned", cohort.planned(),
                        "bound", cohort.bound()),
                link(cohort),
                keyOf(LOST, learners));
    }

    private static String link(Cohort cohort) {
        return "/training/report?cohort=" + cohort.id();
    }

    private static String keyOf(String level, List<UUID> learners) {
        return level + " " + UUID.nameUUIDFromBytes(learners.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever else looks at the same cohort waits, or both would tell of it. */
    private void takeTurns(UUID cohort) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('training.warnings:' || :cohort::text, 0))")
                .param("cohort", cohort)
                .query()
                .listOfRows();
    }

    private Cohort cohort(UUID id) {
        var bound = settings.current().warnBelowPercent();
        return db.sql("""
                select c.name, (select count(*) from training.sessions s where s.cohort_id = c.id
                  and s.status in ('SCHEDULED', 'IN_PROGRESS') and s.start_time + make_interval(mins => s.duration) > :now) as planned
                from training.cohorts c where c.id = :id
                """)
                .param("id", id)
                .param("now", Timestamps.at(clock.instant()))
                .query((row, number) -> new Cohort(id, row.getString("name"), row.getInt("planned"), bound))
                .single();
    }

    /** Their names. */
    private Map<UUID, String> enrolled(UUID cohort) {
        return db
                .sql("""
                select l.id, l.name from training.enrolments e join training.learners l on l.id = e.learner_id
                where e.cohort_id = :cohort
                """)
                .param("cohort", cohort)
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<UUID, String> told(UUID cohort) {
        return db
                .sql("select learner_id, level from training.attendance_warnings where cohort_id = :cohort")
                .param("cohort", cohort)
                .query((row, number) -> Map.entry(row.getObject("learner_id", UUID.class), row.getString("level")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void keep(UUID cohort, Map<UUID, String> before, Map<UUID, String> now) {
        var recovered = new HashSet<>(before.keySet());
        recovered.removeAll(now.keySet());
        db.sql("""
                delete from training.attendance_warnings where cohort_id = :cohort and learner_id = any(:recovered::uuid[])
                """)
                .param("cohort", cohort)
                .param("recovered", SqlArrays.uuids(recovered, learner -> learner))
                .update();
        var changed = now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .toList();
        db.sql("""
                insert into training.attendance_warnings (organization_id, cohort_id, learner_id, level, told_at)
                select :organization, :cohort, w.learner, w.level, :now
                from unnest(:learners::uuid[], :levels::text[]) w (learner, level)
                on conflict (cohort_id, learner_id) do update set level = excluded.level, told_at = excluded.told_at
                """)
                .param("organization", Tenancy.current().value())
                .param("cohort", cohort)
                .param("now", Timestamps.at(clock.instant()))
                .param("learners", SqlArrays.uuids(changed, Map.Entry::getKey))
                .param("levels", SqlArrays.texts(changed, Map.Entry::getValue))
                .update();
    }
}
