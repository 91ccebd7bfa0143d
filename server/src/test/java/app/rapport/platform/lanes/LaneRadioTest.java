package app.rapport.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.platform.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes on one database tell each other of work. */
@RapportTest
class LaneRadioTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    HikariDataSource pool;

    @Autowired
    JdbcClient db;

    private final Ear here = new Ear();
    private final Ear there = new Ear();
    private LaneRadio ours;
    private LaneRadio theirs;

    /** What a process heard from others. */
    private static final class Ear implements LaneRadio.Listener {
        final Set<LaneId> due = ConcurrentHashMap.newKeySet();
        final Set<LaneId> changed = ConcurrentHashMap.newKeySet();
        final Set<LaneId> own = ConcurrentHashMap.newKeySet();

        @Override
        public boolean works(LaneId lane) {
            return own.contains(lane);
        }

        @Override
        public void hear(Set<LaneId> due, Set<LaneId> differently) {
            this.due.addAll(due);
            changed.addAll(differently);
        }
    }

    @BeforeEach
    void listen() {
        var others = connections();
        ours = new LaneRadio(pool, UUID.randomUUID(), here);
        theirs = new LaneRadio(pool, UUID.randomUUID(), there);
        ours.start();
        theirs.start();
        await().atMost(PATIENCE).until(() -> newBeside(others) >= 2);
    }

    @AfterEach
    void stop() {
        ours.stop();
        theirs.stop();
    }

    @Test
    void whatIsDueOrChangedHereIsHeardThereAndNotByOneself() {
        var due = lane();
        var changed = lane();
        var ourOwn = lane();
        here.own.add(ourOwn);

        // Said again until it is heard: a word before the other listens is lost.
        await().atMost(PATIENCE).until(() -> {
            ours.changed(List.of(ourOwn, changed)); // nobody else needs to know of what we work ourselves
            ours.due(List.of(due));
            return there.due.contains(due) && there.changed.contains(changed);
        });
        assertThat(there.changed).doesNotContain(ourOwn);
        var back = lane();
        await().atMost(PATIENCE).until(() -> {
            theirs.due(List.of(back));
            return here.due.contains(back);
        });
        assertThat(here.due).doesNotContain(due);
    }

    @Test
    void aCutConnectionIsMadeAnew() {
        var cut = connections();
        db.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where pid = any(:cut)")
                .param("cut", cut.toArray(Integer[]::new))
                .query(Long.class)
                .single();
        await().atMost(PATIENCE).until(() -> connections().stream().noneMatch(cut::contains));
        await().atMost(PATIENCE).until(() -> newBeside(cut) >= cut.size());

        var lane = lane();
        await().atMost(PATIENCE).until(() -> {
            ours.due(List.of(lane));
            return there.due.contains(lane);
        });
    }

    private static LaneId lane() {
        return new LaneId(Ids.next());
    }

    /** The application has a radio of its own, which may come any time. */
    private long newBeside(List<Integer> known) {
        return connections().stream().filter(pid -> !known.contains(pid)).count();
    }

    /** Those that listen already, of this database. */
    private List<Integer> connections() {
        return db.sql("""
                select pid from pg_stat_activity
                where application_name = :name and datname = current_database() and state = 'idle' and query <> ''
                """)
                .param("name", LaneRadio.APPLICATION)
                .query((row, number) -> row.getInt(1))
                .list();
    }
}
