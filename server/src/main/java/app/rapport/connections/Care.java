package app.rapport.connections;

import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after connections nobody is using right now: renews what is due, so that callers seldom wait for it; calls where
 * nobody has for a day, because unused grants die; reminds people of credentials that have grown old.
 */
@Component
class Care {
    private static final Logger log = LoggerFactory.getLogger(Care.class);
    private static final Duration IDLE = Duration.ofHours(20);

    private final ConnectionRows rows;
    private final Credentials credentials;
    private final Renewal renewal;
    private final HttpToProviders http;
    private final ProviderDirectory directory;
    private final ConnectionNews news;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration oldAfter;

    Care(
            ConnectionRows rows,
            Credentials credentials,
            Renewal renewal,
            HttpToProviders http,
            ProviderDirectory directory,
            ConnectionNews news,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${rapport.connections.remind-after:90d}") Duration oldAfter) {
        this.rows = rows;
        this.credentials = credentials;
        this.renewal = renewal;
        this.http = http;
        this.directory = directory;
        this.news = news;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.oldAfter = oldAfter;
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {
        @Bean
        RecurringTask<Void> renewTokens(Care care) {
            return Tasks.recurring("connections.renew", FixedDelay.ofSeconds(30))
                    .execute((instance, context) -> care.renewDue());
        }

        @Bean
        RecurringTask<Void> keepGrantsAlive(Care care) {
            return Tasks.recurring("connections.keep-alive", FixedDelay.ofHours(1))
                    .execute((instance, context) -> care.callIdle());
        }

        @Bean
        RecurringTask<Void> remindOfOldCredentials(Care care) {
            return Tasks.recurring("connections.remind", FixedDelay.ofHours(6))
                    .execute((instance, context) -> care.remind());
        }
    }

    private record Found(UUID id, OrganizationId organization) {}

    void renewDue() {
        for (var found : find("""
                select k.id, k.organization_id from connections.credential k join connections.connection c on c.id = k.id
                where k.renew_at <= :at and c.state = 'connected' and not c.paused order by k.renew_at limit 200
                """, clock.instant().plusSeconds(30))) {
            Tenancy.run(found.organization(), () -> renew(found.id()));
        }
    }

    private void renew(UUID id) {
        var connection = transaction.execute(status -> rows.find(id).orElse(null));
        var credential = transaction.execute(status -> credentials.find(id).orElse(null));
        if (connection == null || credential == null || !credential.renewable()) {
            return;
        }
        try {
            renewal.after(connection, credential);
        } catch (CallFailed e) {
            log.info("connection {} could not be renewed ahead of time: {}", id, e.getMessage());
        }
    }

    void callIdle() {
        for (var found : find("""
                select id, organization_id from connections.connection
                where state = 'connected' and not paused and coalesce(last_success_at, created_at) < :at
                order by last_success_at nulls first limit 200
                """, clock.instant().minus(IDLE))) {
            Tenancy.run(found.organization(), () -> probe(found.id()));
        }
    }

    private void probe(UUID id) {
        try {
            var connection = transaction.execute(status -> rows.find(id).orElse(null));
            if (connection != null) {
                var provider = directory.get(connection.provider());
                var call = new Call("GET", provider.probe().path(), Map.of(), null, "keep the sign-in alive", false);
                http.send(id, call);
            }
        } catch (CallFailed e) {
            log.info("idle connection {} did not answer: {}", id, e.getMessage());
        }
    }

    /** Once per credential and period: whoever ignores it is asked again when as much time has passed again. */
    void remind() {
        for (var found : find("""
                select k.id, k.organization_id from connections.credential k join connections.connection c on c.id = k.id
                where greatest(k.given_at, k.reminded_at) < :at and c.state <> 'disconnected' limit 1000
                """, clock.instant().minus(oldAfter))) {
            Tenancy.run(found.organization(), () -> transaction.executeWithoutResult(status -> remind(found.id())));
        }
    }

    private void remind(UUID id) {
        var connection = rows.find(id).orElse(null);
        if (connection == null || connection.credentialGivenAt() == null) {
            return;
        }
        var days = Duration.between(connection.credentialGivenAt(), clock.instant())
                .toDays();
        var what = connection.auth().equals("token") ? "token" : "sign-in";
        db.sql("update connections.credential set reminded_at = :now where id = :id")
                .param("id", id)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        news.notice(
                Permission.INTEGRATIONS_MANAGE,
                "connection.credential_old",
                Severity.WARNING,
                "The " + what + " of " + connection.label() + " is " + days + " days old",
                connection.auth().equals("token")
                        ? "Make a new token at the provider, paste it here, then delete the old one there."
                        : "Connect it again to get a fresh one; nothing is lost meanwhile.",
                Map.of("label", connection.label(), "auth", connection.auth(), "days", days),
                id.toString());
        news.record("connection.reminded", id, Map.of("ageDays", days));
    }

    private List<Found> find(String sql, java.time.Instant at) {
        return Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> db.sql(sql)
                .param("at", Timestamps.at(at))
                .query((row, number) -> new Found(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class))))
                .list())));
    }
}
