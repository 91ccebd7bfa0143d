package app.rapport.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The application is put together while its database comes about; what fails there is said to whoever asks. */
class DatabaseArrivalTest {
    private final Flyway flyway = Flyway.configure().load();

    @Test
    void whoeverAsksForAConnectionIsToldWhyThereIsNone() {
        var arrival = new DatabaseArrival(
                () -> {
                    throw new IllegalStateException("nobody listens there");
                },
                owner -> {});
        arrival.migrate(flyway);
        try (var pool = new LatePool(arrival)) {
            assertThatThrownBy(pool::getConnection).hasMessage("nobody listens there");
            assertThatThrownBy(pool::getJdbcUrl).hasMessage("nobody listens there");
        }
        assertThatThrownBy(arrival::afterSingletonsInstantiated).hasMessage("nobody listens there");
    }

    @Test
    void theOwnerIsLetInBeforeTheMigrationsAndNobodyElse() {
        var reachable = new CountDownLatch(1);
        var owner = new DatabaseArrival.Owner("jdbc:postgresql://localhost:1/rapport", "owner", "secret");
        var arrival = new DatabaseArrival(
                () -> {
                    try {
                        reachable.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return owner;
                },
                prepared -> {});
        arrival.migrate(flyway);
        var asked = CompletableFuture.supplyAsync(arrival::reached);
        assertThat(asked).isNotDone();
        reachable.countDown();
        assertThat(asked.join()).isEqualTo(owner);
        // This Flyway was given no database, so the migrations fail.
        assertThatThrownBy(arrival::migrated).isInstanceOf(RuntimeException.class);
    }
}
