package app.rapport.training;

import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.SessionLetters.News;
import app.rapport.training.SessionLetters.Reader;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which letters are to be written. They are noted in the transaction of the change they tell of, and written afterwards, a few
 * at a time: each few with a note of how far that is, so that a crash has nobody left out and nobody written to twice.
 */
@Repository
class LetterQueue {
    private static final int FEW = 25;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final SessionReads sessions;
    private final SessionLetters letters;
    private final LiveEvents live;
    private final Clock clock;

    LetterQueue(JdbcClient db, SessionReads sessions, SessionLetters letters, LiveEvents live, Clock clock) {
        this.db = db;
        this.sessions = sessions;
        this.letters = letters;
        this.live = live;
        this.clock = clock;
    }

    /** Those enrolled now hear of these sessions of their cohort. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(News news, UUID cohort, List<UUID> about) {
        note(news, cohort, null, about);
    }

    /** Somebody was enrolled when sessions were planned already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteFor(UUID learner, UUID cohort, List<UUID> about) {
        note(News.INVITED, cohort, learner, about);
    }

    private void note(News news, UUID cohort, @Nullable UUID learner, List<UUID> about) {
        if (about.isEmpty()) {
            return;
        }
        db.sql("""
                insert into training.letters
                  (id, organization_id, news, cohort_id, session_ids, learner_ids, not_before, created_at)
                select :id, :organization, :news, :cohort, :sessions, array_agg(learner_id), :now, :now
                from training.enrolments where cohort_id = :cohort and (cast(:learner as uuid) is null or learner_id = :learner)
                having count(*) > 0
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("news", news.name().toLowerCase(Locale.ROOT))
                .param("cohort", cohort)
                .param("learner", learner)
                .param("sessions", about.toArray(UUID[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    record Due(UUID id, OrganizationId organization) {}

    /** In the order in which they were noted. Across organisations: call in the system's scope. */
    @Transactional(readOnly = true)
    public List<Due> due(int most) {
        return db.sql("""
                select id, organization_id from training.letters where not_before <= :now order by id limit :most
                """)
                .param("now", Timestamps.at(clock.instant()))
                .param("most", most)
                .query((row, number) -> new Due(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class))))
                .list();
    }

    private record Noted(News news, List<UUID> sessions) {}

    /** Writes the next few; false when all are written. */
    @Transactional
    public boolean write(UUID id) {
        var found = db.sql("select news, session_ids from training.letters where id = :id for update skip locked")
                .param("id", id)
                .query((row, number) ->
                        new Noted(News.valueOf(row.getString("news").toUpperCase(Locale.ROOT)), List.of((UUID[])
                                row.getArray("session_ids").getArray())))
                .optional();
        if (found.isEmpty()) {
            return false;
        }
        var noted = found.get();
        // What changed since then has letters of its own.
        var about = sessions.rows(noted.sessions()).stream()
                .filter(session -> noted.news() == News.CANCELLED || session.scheduled() || session.running())
                .sorted(Comparator.comparing(SessionRow::start).thenComparing(SessionRow::id))
                .toList();
        var readers = about.isEmpty() ? List.<Reader>of() : readers(id);
        letters.write(noted.news(), about, readers);
        if (readers.size() < FEW) {
            db.sql("delete from training.letters where id = :id")
                    .param("id", id)
                    .update();
        } else {
            db.sql("update training.letters set last_learner_id = :last, written = written + :few where id = :id")
                    .param("id", id)
                    .param("last", readers.getLast().id())
                    .param("few", FEW)
                    .update();
        }
        live.publish("training", noted.sessions().getFirst().toString());
        return readers.size() == FEW;
    }

    private List<Reader> readers(UUID id) {
        return db.sql("""
                select l.id, l.email, l.name, l.user_id, l.locale from training.letters q
                join training.enrolments e on e.cohort_id = q.cohort_id and e.learner_id = any(q.learner_ids)
                join training.learners l on l.id = e.learner_id
                where q.id = :id and (q.last_learner_id is null or l.id > q.last_learner_id)
                order by l.id limit :few
                """)
                .param("id", id)
                .param("few", FEW)
                .query((row, number) -> new Reader(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("name"),
                        row.getObject("user_id") != null,
                        row.getString("locale")))
                .list();
    }

    /** Something is wrong with it: others go first. */
    @Transactional
    public void postpone(UUID id) {
        db.sql("update training.letters set not_before = :later where id = :id")
                .param("id", id)
                .param("later", Timestamps.at(clock.instant().plus(PAUSE)))
                .update();
    }
}
