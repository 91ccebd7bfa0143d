package app.rapport.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** A process that ends does not wait for a database that is gone. */
@RapportTest
@Import(LanesFixture.class)
class LaneFarewellTest {
    @Autowired
    LanesFixture lanes;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void stop() throws InterruptedException {
        lanes.stopAll();
    }

    /** As the pool behaves when there is no database: it lets its callers wait, then says so. */
    private static final class Losable implements PlatformTransactionManager {
        private final PlatformTransactionManager transactions;
        private volatile boolean lost;

        Losable(PlatformTransactionManager transactions) {
            this.transactions = transactions;
        }

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            if (lost) {
                try {
                    Thread.sleep(Duration.ofSeconds(10));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new CannotCreateTransactionException("no connection");
            }
            return transactions.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            transactions.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            transactions.rollback(status);
        }
    }

    @Test
    void stopsWithinAMomentWithoutADatabase() throws InterruptedException {
        var losable = new Losable(transactions);
        var destination = new Destination();
        var node = lanes.deafNode(destination, new LaneTable(db, losable));
        var lane = lanes.lane(LaneSettings.usual(destination.kind()));
        lanes.awaitState(lanes.queue(lane, "a", 1).getFirst(), DeliveryState.DELIVERED);
        losable.lost = true;

        var began = Instant.now();
        node.stop(Duration.ofMillis(500));

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }
}
