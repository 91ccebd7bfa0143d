package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.media.RenderJob.Kind;
import app.rapport.media.RenderQueue.Cost;
import app.rapport.media.RenderQueue.Wish;
import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The queue of a node whose own workers rest: the test is the worker. */
@RapportTest
@TestPropertySource(properties = "rapport.media.workers=0")
class RenderQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired
    RenderQueue queue;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;

    @BeforeEach
    void empty() {
        acorn = organizations.create();
        for (var job = found(LONG); job.isPresent(); job = found(LONG)) {
            done(job.get());
        }
    }

    private Optional<RenderJob> found(Duration lease) {
        return Tenancy.system(() -> queue.claim("test", lease));
    }

    private RenderJob claimed(Duration lease) {
        return found(lease).orElseThrow();
    }

    private RenderJob awaited(Duration lease) {
        return Awaitility.await().until(() -> found(lease), Optional::isPresent).orElseThrow();
    }

    private UUID add(int priority) {
        return acorn.in(() -> queue.add(Kind.PERSONAL, UUID.randomUUID(), UUID.randomUUID(), null, priority));
    }

    private String state(UUID job) {
        return acorn.in(() -> db.sql("select state from media.render_jobs where id = :id")
                .param("id", job)
                .query(String.class)
                .single());
    }

    private boolean done(RenderJob job) {
        return Tenancy.in(job.organization(), () -> queue.done(job, new Cost(10, 20)));
    }

    @Test
    @Requirement("P-193")
    void higherPriorityGoesFirstThenWhoCameFirst() {
        var first = add(0);
        var second = add(0);
        var urgent = add(RenderJob.AT_ONCE);
        assertThat(List.of(claimed(LONG).id(), claimed(LONG).id(), claimed(LONG).id()))
                .containsExactly(urgent, first, second);
        assertThat(found(LONG)).isEmpty();
    }

    @Test
    void manyWorkersNeverGetTheSameJob() throws Exception {
        var wanted = new ArrayList<UUID>();
        for (var i = 0; i < 60; i++) {
            wanted.add(add(0));
        }
        Set<UUID> got = ConcurrentHashMap.newKeySet();
        var twice = ConcurrentHashMap.<UUID>newKeySet();
        try (var workers = Executors.newFixedThreadPool(6)) {
            Callable<Boolean> work = () -> {
                for (var job = found(LONG); job.isPresent(); job = found(LONG)) {
                    if (!got.add(job.get().id())) {
                        twice.add(job.get().id());
                    }
                }
                return true;
            };
            for (var end : workers.invokeAll(List.of(work, work, work, work, work, work))) {
                end.get();
            }
        }
        assertThat(twice).isEmpty();
        assertThat(got).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void aWorkerThatIsNotHeardOfLosesItsJobAndCannotPublish() {
        add(0);
        var lost = claimed(Duration.ofMillis(1));
        var taken = awaited(LONG);
        assertThat(taken.id()).isEqualTo(lost.id());
        assertThat(Tenancy.in(lost.organization(), () -> queue.beat(lost, LONG)))
                .isFalse();
        assertThat(done(lost)).isFalse();
        assertThat(done(taken)).isTrue();
        assertThat(done(taken)).isFalse();
    }

    @Test
    void aJobThatBringsEveryWorkerDownIsCountedOut() {
        add(0);
        for (var i = 1; i <= RenderQueue.MOST_ATTEMPTS + 1; i++) {
            var claimed = awaited(Duration.ofMillis(1));
            assertThat(claimed.attempt()).isEqualTo(i);
        }
    }

    @Test
    @Requirement("P-193")
    void jobsArePausedResumedCancelledAndTriedAgain() {
        var job = add(0);
        acorn.in(() -> queue.wish(Wish.PAUSE, List.of(job)));
        assertThat(found(LONG)).isEmpty();
        acorn.in(() -> queue.wish(Wish.RESUME, List.of(job)));
        var running = claimed(LONG);
        acorn.in(() -> queue.wish(Wish.PAUSE, List.of(job)));
        assertThat(done(running)).as("it was paused meanwhile").isFalse();
        acorn.in(() -> queue.wish(Wish.RESUME, List.of(job)));
        var again = claimed(LONG);
        acorn.in(() -> queue.wish(Wish.CANCEL, List.of(job)));
        assertThat(done(again)).isFalse();
        assertThat(state(job)).isEqualTo("cancelled");
        acorn.in(() -> queue.wish(Wish.RETRY, List.of(job)));
        var failing = claimed(LONG);
        Tenancy.run(
                failing.organization(),
                () -> queue.failed(
                        failing, new RenderFailure("render_failed", Map.of(), "It failed.", "the log's end")));
        assertThat(state(job)).isEqualTo("failed");
        acorn.in(() -> queue.wish(Wish.RETRY, List.of(job)));
        assertThat(done(claimed(LONG))).isTrue();
        assertThat(acorn.in(() -> queue.wish(Wish.CANCEL, List.of(job)))).isZero();
    }
}
