package app.rapport.audit;

import app.rapport.identity.Organizations;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.KeepSettings;
import app.rapport.platform.jobs.Perishable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the log forget what is older than an operator wants to keep. Nobody may delete rows; the one function of the database
 * that can takes none of the last thirty days and leaves a row that says how many it took.
 *
 * <p>A month at a time: each forgetting leaves a row, and there should be few of these.
 */
@Component
class AuditForgetting implements Perishable {
    /** More than others, because each round leaves a row. */
    private static final int AT_ONCE = 20_000;

    private final JdbcClient db;
    private final Organizations organizations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditForgetting(JdbcClient db, Organizations organizations, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.organizations = organizations;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Duration kept(KeepSettings settings) {
        return settings.audit();
    }

    @Override
    public int forget(Instant before, int most) {
        var month = YearMonth.from(before.atZone(ZoneOffset.UTC)).atDay(1).atStartOfDay(ZoneOffset.UTC);
        return organizations.organizations().stream()
                .mapToInt(organization ->
                        Tenancy.in(organization, () -> transaction.execute(status -> forgetOurs(month.toInstant()))))
                .sum();
    }

    private int forgetOurs(Instant before) {
        return db.sql("select audit.forget(:before, :now, :most)")
                .param("before", Timestamps.at(before))
                .param("now", Timestamps.at(clock.instant()))
                .param("most", AT_ONCE)
                .query(Integer.class)
                .single();
    }
}
