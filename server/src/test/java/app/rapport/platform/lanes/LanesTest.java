package app.rapport.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.platform.Ids;
import app.rapport.platform.MovableClock;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@RapportTest
@Import(LanesFixture.class)
class LanesTest {
    @Autowired
    LanesFixture lanes;

    @Autowired
    MovableClock clock;

    private final Destination destination = new Destination();
    private final LaneSettings usual = LaneSettings.usual(destination.kind());

    @AfterEach
    void stop() throws InterruptedException {
        lanes.stopAll();
        clock.reset();
    }

    @Test
    void deliversWithinMomentsAndKeepsTheAttempt() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var delivery = lanes.queue(lane, "a", 1).getFirst();

        lanes.awaitState(delivery, DeliveryState.DELIVERED);

        assertThat(destination.arrived()).containsExactly(delivery);
        assertThat(lanes.status(delivery).nextAttemptAt()).isNull();
        assertThat(lanes.attempts(delivery)).singleElement().satisfies(attempt -> {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.outcome()).isEqualTo("delivered");
            assertThat(attempt.excerpt()).isEqualTo("ok");
        });
        assertThat(destination.heard()).singleElement().satisfies(finished -> {
            assertThat(finished.organization()).isEqualTo(lanes.organization);
            assertThat(finished.state()).isEqualTo(DeliveryState.DELIVERED);
        });
    }

    @Test
    void aNodeThatHearsNothingFindsTheWorkByLooking() {
        lanes.deafNode(destination);
        var delivery = lanes.queue(lanes.lane(usual), "a", 1).getFirst();
        lanes.awaitState(delivery, DeliveryState.DELIVERED);
    }

    @Test
    void whatRollsBackWasNeverQueued() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        assertThatThrownBy(() -> lanes.act(() -> {
                    lanes.lanes.enqueue(lane, Ids.next(), null);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        var later = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitState(later, DeliveryState.DELIVERED);
        assertThat(destination.arrived()).containsExactly(later);
    }

    @Test
    void queuedTwiceIsDeliveredOnce() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var delivery = lanes.queue(lane, "a", 1).getFirst();
        lanes.act(() -> {
            lanes.lanes.enqueue(lane, delivery, "a");
            return true;
        });
        lanes.awaitState(delivery, DeliveryState.DELIVERED);
        var last = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitState(last, DeliveryState.DELIVERED);
        assertThat(destination.arrived()).containsExactly(delivery, last);
    }

    @Test
    @Requirement({"H-77", "H-78"})
    void triesThreeTimesAtOneAndTwoSecondsThenRarelyThenGivesUpUntilSomebodyRetries() {
        destination.answer = delivery -> Destination.busy();
        lanes.node(destination);
        var delivery = lanes.queue(lanes.lane(usual), "a", 1).getFirst();

        lanes.awaitState(delivery, DeliveryState.FAILED);
        var first = lanes.attempts(delivery);
        assertThat(first).hasSize(3);
        assertThat(gap(first, 0)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_900));
        assertThat(gap(first, 1)).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(3_100));
        assertThat(lanes.status(delivery).reason()).isEqualTo("It is busy.");
        assertThat(lanes.status(delivery).attempts()).isEqualTo(3);

        for (var attempts = 4; attempts <= 11; attempts++) {
            var next = lanes.status(delivery).nextAttemptAt();
            assertThat(next).isAfter(clock.instant().plus(Duration.ofMinutes(4)));
            clock.set(java.util.Objects.requireNonNull(next));
            lanes.awaitAttempts(delivery, attempts);
        }
        assertThat(lanes.status(delivery).state()).isEqualTo(DeliveryState.DEAD);
        assertThat(Duration.between(first.getFirst().startedAt(), clock.instant()))
                .isBetween(Duration.ofHours(75), Duration.ofHours(92));

        destination.answer = any -> new Outcome.Delivered(200, "");
        assertThat(lanes.act(() -> lanes.lanes.retry(List.of(delivery)))).isEqualTo(1);
        lanes.awaitState(delivery, DeliveryState.DELIVERED);
        assertThat(lanes.attempts(delivery))
                .hasSize(12)
                .last()
                .satisfies(attempt -> assertThat(attempt.number()).isEqualTo(12));
    }

    private static Duration gap(List<Attempt> attempts, int from) {
        return Duration.between(
                attempts.get(from).startedAt(), attempts.get(from + 1).startedAt());
    }

    @Test
    void waitsExactlyAsLongAsTheDestinationAsks() {
        destination.answer = delivery -> new Outcome.Retry("busy", "It is busy.", 503, "", Duration.ofHours(3));
        lanes.node(destination);
        var delivery = lanes.queue(lanes.lane(usual), "a", 1).getFirst();
        lanes.awaitAttempts(delivery, 1);
        var asked = lanes.attempts(delivery).getFirst().startedAt().plus(Duration.ofHours(3));
        assertThat(lanes.status(delivery).nextAttemptAt()).isBetween(asked, asked.plusSeconds(1));
    }

    @Test
    void throttlingPausesTheWholeLaneAndUsesUpNoTry() {
        var busy = new AtomicBoolean(true);
        destination.answer = delivery -> busy.get()
                ? new Outcome.Throttled("Too many requests.", 429, Duration.ofMinutes(10))
                : new Outcome.Delivered(200, "");
        lanes.node(destination);
        var lane = lanes.lane(usual.withAtOnce(1));
        var all = lanes.queue(lane, null, 5);
        await().until(() -> !destination.heard().isEmpty());
        assertThat(lanes.statuses(all).values())
                .allSatisfy(status -> assertThat(status.state()).isEqualTo(DeliveryState.PENDING));
        assertThat(destination.arrived()).hasSize(1);

        busy.set(false);
        clock.advance(Duration.ofMinutes(10));
        lanes.awaitAll(all, DeliveryState.DELIVERED);
        assertThat(destination.arrived()).hasSize(6);
    }

    @Test
    void aRefusalIsFinalAndHoldsNobodyUp() {
        lanes.node(destination);
        var bad = UUID.randomUUID();
        destination.answer = delivery -> delivery.equals(bad)
                ? new Outcome.Refused("invalid", "The name is too long.", 422, "{\"error\":1}")
                : new Outcome.Delivered(200, "");
        var lane = lanes.lane(usual);
        lanes.act(() -> {
            lanes.lanes.enqueue(lane, bad, "a");
            return true;
        });
        var behind = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitState(behind, DeliveryState.DELIVERED);
        assertThat(lanes.status(bad)).satisfies(status -> {
            assertThat(status.state()).isEqualTo(DeliveryState.DEAD);
            assertThat(status.code()).isEqualTo("invalid");
            assertThat(status.attempts()).isEqualTo(1);
        });
    }

    @Test
    void whatIsBlockedWaitsForAPersonAndKeepsItsPlace() {
        var blocked = new AtomicBoolean(true);
        destination.answer = delivery -> blocked.get()
                ? new Outcome.Blocked("needs_reconnect", "Connect again.")
                : new Outcome.Delivered(200, "");
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var all = lanes.queue(lane, "a", 3);
        lanes.awaitState(all.getFirst(), DeliveryState.BLOCKED);
        clock.advance(Duration.ofDays(30));
        assertThat(lanes.status(all.getFirst()).nextAttemptAt()).isNull();

        blocked.set(false);
        assertThat(lanes.act(() -> lanes.lanes.unblock(lane))).isEqualTo(1);
        lanes.awaitAll(all, DeliveryState.DELIVERED);
        assertThat(destination.arrived().subList(1, 4)).isEqualTo(all);
    }

    @Test
    void aPausedLaneBeginsNothingAndLosesNothing() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        lanes.act(() -> {
            lanes.lanes.pause(lane);
            return true;
        });
        var waiting = lanes.queue(lane, "a", 3);
        var elsewhere = lanes.queue(lanes.lane(usual), "a", 1).getFirst();
        lanes.awaitState(elsewhere, DeliveryState.DELIVERED);
        assertThat(destination.arrived()).containsExactly(elsewhere);

        lanes.act(() -> {
            lanes.lanes.resume(lane);
            return true;
        });
        lanes.awaitAll(waiting, DeliveryState.DELIVERED);
    }

    @Test
    void whatIsWithdrawnOrInAClosedLaneIsNotTried() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var closed = lanes.lane(usual);
        lanes.act(() -> {
            lanes.lanes.pause(lane);
            lanes.lanes.pause(closed);
            return true;
        });
        var withdrawn = lanes.queue(lane, "a", 2);
        var orphaned = lanes.queue(closed, "a", 1).getFirst();
        lanes.act(() -> {
            lanes.lanes.cancel(List.of(withdrawn.getFirst()));
            lanes.lanes.close(closed);
            lanes.lanes.resume(lane);
            return true;
        });
        lanes.awaitState(withdrawn.getLast(), DeliveryState.DELIVERED);
        assertThat(destination.arrived()).containsExactly(withdrawn.getLast());
        assertThat(lanes.status(withdrawn.getFirst()).state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(lanes.status(orphaned).state()).isEqualTo(DeliveryState.CANCELLED);
    }

    @Test
    void knocksNoMoreAtADoorNobodyAnswersAndTriesAgainLater() {
        var down = new AtomicBoolean(true);
        destination.answer = delivery -> down.get() ? Destination.busy() : new Outcome.Delivered(200, "");
        lanes.node(destination);
        var lane = lanes.lane(usual.withBreakerAfter(5).withAtOnce(1));
        var all = lanes.queue(lane, null, 40);
        await().until(() -> destination.arrived().size() >= 5);
        var heldUntil = await().until(
                        () -> lanes.act(() -> lanes.db
                                .sql("select held_reason from platform.lane where id = :id")
                                .param("id", lane.value())
                                .query(String.class)
                                .optional()),
                        reason -> reason.isPresent());
        assertThat(heldUntil).contains("breaker");
        assertThat(destination.arrived()).hasSize(5);

        down.set(false);
        clock.advance(Duration.ofSeconds(6));
        lanes.awaitAll(all, DeliveryState.DELIVERED);
    }

    @Test
    void keepsThePace() {
        lanes.node(destination);
        var began = System.nanoTime();
        var paced = lanes.queue(lanes.lane(usual.withPace(20)), null, 50);
        lanes.awaitAll(paced, DeliveryState.DELIVERED);
        // A burst of 20 at most, then 20 a second.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_400));
    }

    @Test
    void keepsTheNumberAtOnce() {
        var three = new CyclicBarrier(3); // opens only when so many are under way
        destination.answer = delivery -> {
            try {
                three.await(10, TimeUnit.SECONDS);
                return new Outcome.Delivered(200, "");
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                return new Outcome.Refused("alone", "There were never three.", null, "");
            }
        };
        lanes.node(destination);
        var narrow = lanes.queue(lanes.lane(usual.withAtOnce(3)), null, 30);
        lanes.awaitAll(narrow, DeliveryState.DELIVERED);
        assertThat(destination.mostAtOnce()).isEqualTo(3);
    }

    @Test
    void aHangingDestinationSlowsNoOther() {
        var hanging = new CountDownLatch(1);
        lanes.node(destination);
        var stuck = lanes.queue(lanes.lane(usual), null, 50);
        destination.answer = delivery -> {
            if (stuck.contains(delivery)) {
                holdUntil(hanging);
            }
            return new Outcome.Delivered(200, "");
        };
        var others = lanes.queue(lanes.lane(usual), null, 200);
        lanes.awaitAll(others, DeliveryState.DELIVERED);
        hanging.countDown();
        lanes.awaitAll(stuck, DeliveryState.DELIVERED);
    }

    @Test
    void oneThatCannotBeReadOrRecordedFailsAlone() {
        lanes.node(destination);
        var lane = lanes.lane(usual);
        lanes.act(() -> {
            lanes.lanes.pause(lane);
            return true;
        });
        var all = lanes.queue(lane, null, 20);
        destination.loadable = delivery -> !delivery.equals(all.get(3));
        destination.recordable = batch ->
                batch.stream().noneMatch(finished -> finished.delivery().equals(all.get(7)));
        lanes.act(() -> {
            lanes.lanes.resume(lane);
            return true;
        });
        var good = all.stream().filter(id -> !id.equals(all.get(3))).toList();
        lanes.awaitAll(good, DeliveryState.DELIVERED);
        lanes.awaitAttempts(all.get(3), 1);
        assertThat(lanes.attempts(all.get(3)).getFirst().error()).contains("could not be read");
        assertThat(destination.arrived()).doesNotHaveDuplicates();
    }

    @Test
    void anExceptionIsAFailedAttemptAndHostileTextIsStorable() {
        destination.answer = delivery -> {
            throw new IllegalStateException("boom");
        };
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var broken = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitAttempts(broken, 1);
        assertThat(lanes.attempts(broken).getFirst().error()).doesNotContain("boom");

        destination.answer = delivery -> new Outcome.Delivered(200, "x\u0000y".repeat(2_000));
        var hostile = lanes.queue(lane, "b", 1).getFirst();
        lanes.awaitState(hostile, DeliveryState.DELIVERED);
        assertThat(lanes.attempts(hostile).getFirst().excerpt()).hasSize(2048).doesNotContain("\u0000");
    }

    @Test
    void anotherOrganizationSeesAndMovesNothing() {
        destination.answer = delivery -> new Outcome.Refused("no", "No.", null, "");
        lanes.node(destination);
        var lane = lanes.lane(usual);
        var delivery = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitState(delivery, DeliveryState.DEAD);

        var other = new OrganizationId(UUID.randomUUID());
        Tenancy.run(
                other,
                () -> lanes.transaction().executeWithoutResult(status -> {
                    assertThat(lanes.lanes.find(List.of(delivery))).isEmpty();
                    assertThat(lanes.lanes.attempts(delivery)).isEmpty();
                    assertThat(lanes.lanes.retry(List.of(delivery))).isZero();
                    assertThat(lanes.lanes.retryAll(lane)).isZero();
                    assertThatThrownBy(() -> lanes.lanes.enqueue(lane, Ids.next(), null))
                            .isInstanceOf(IllegalArgumentException.class);
                }));
        assertThat(lanes.status(delivery).state()).isEqualTo(DeliveryState.DEAD);
    }

    private static void holdUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
