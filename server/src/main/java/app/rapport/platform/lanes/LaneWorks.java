package app.rapport.platform.lanes;

import app.rapport.platform.NodeRole;
import app.rapport.platform.RapportSettings;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs this process's node from when it is ready to serve until it ends. */
@Component
class LaneWorks {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LaneNode node;
    private final LaneSignals signals;
    private final @Nullable LaneRadio radio;
    private boolean started;

    LaneWorks(
            LaneTable table,
            DueTable due,
            ResultTable results,
            JdbcClient db,
            PlatformTransactionManager transactions,
            ObjectProvider<DeliveryHandler<?>> handlers,
            Clock clock,
            LaneSignals signals,
            RapportSettings settings,
            HikariDataSource pool) {
        // The database that comes along serves one process only: the folder is locked.
        var alone = settings.embedsDatabase();
        this.node = new LaneNode(
                table,
                due,
                results,
                db,
                new TransactionTemplate(transactions),
                handlers.stream().toList(),
                clock,
                alone);
        this.signals = signals;
        this.radio = alone ? null : new LaneRadio(pool, node.id, node);
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        signals.connect(node);
        node.start();
        if (radio != null) {
            node.others(radio::due);
            radio.start();
            signals.carry(radio);
        }
    }

    @PreDestroy
    synchronized void stop() throws InterruptedException {
        if (!started) {
            return;
        }
        signals.disconnect(node);
        if (radio != null) {
            radio.stop();
        }
        node.stop(PATIENCE);
    }
}
