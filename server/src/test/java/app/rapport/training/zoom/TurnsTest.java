package app.rapport.training.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of the same Zoom user, from several nodes. */
@RapportTest
class TurnsTest {
    @Autowired
    JdbcClient db;

    private final String user = UUID.randomUUID().toString();

    @Test
    void noTwoNodesChangeAZoomUserAtOnce() throws Exception {
        var atIt = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<Integer> node = () -> new ZoomTurns(db).in(user, () -> {
            most.accumulateAndGet(atIt.incrementAndGet(), Math::max);
            ZoomPace.sleep(Duration.ofMillis(50));
            return atIt.decrementAndGet();
        });
        var nodes = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 5; i++) {
            nodes.add(node);
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(nodes)) {
                assertThat(done.get()).isZero();
            }
        }

        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void anotherUserDoesNotWait() throws Exception {
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> new ZoomTurns(db).in(user, () -> {
                held.countDown();
                try {
                    return done.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(new ZoomTurns(db).in("another than " + user, () -> "at once"))
                    .isEqualTo("at once");

            done.countDown();
            assertThat(first.get()).isTrue();
        }
    }

    @Test
    void whoDiedHoldsNobodyUpForLong() throws Exception {
        db.sql(
                        "insert into training.zoom_turns (zoom_user, holder, until) values (?, gen_random_uuid(), now() - interval '1 s')")
                .param(user)
                .update();

        assertThat(new ZoomTurns(db).in(user, () -> "mine")).isEqualTo("mine");
    }
}
