package app.rapport.intake;

import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers in the database, which also decides between two handlers that hear the same at once. */
@Component
class StoredMemory implements IntakeMemory {
    private final JdbcClient db;
    private final Clock clock;

    StoredMemory(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean firstTime(String provider, String contentId) {
        return db.sql("""
                        insert into intake.heard (organization_id, provider, content_id, at)
                        values (:organization, :provider, :content, :now) on conflict do nothing
                        """)
                        .param("organization", Tenancy.current().value())
                        .param("provider", provider)
                        .param("content", contentId)
                        .param("now", Timestamps.at(clock.instant()))
                        .update()
                == 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean newest(String provider, String subject, Instant at, long tie) {
        return db.sql("""
                        insert into intake.newest (organization_id, provider, subject, at, tie)
                        values (:organization, :provider, :subject, :at, :tie)
                        on conflict (organization_id, provider, subject) do update set at = excluded.at, tie = excluded.tie
                        where (newest.at, newest.tie) <= (excluded.at, excluded.tie)
                        """)
                        .param("organization", Tenancy.current().value())
                        .param("provider", provider)
                        .param("subject", subject)
                        .param("at", Timestamps.at(at))
                        .param("tie", tie)
                        .update()
                == 1;
    }
}
