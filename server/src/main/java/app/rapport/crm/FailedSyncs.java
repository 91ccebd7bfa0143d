package app.rapport.crm;

import static app.rapport.identity.Permission.CONVERSATIONS_WRITE;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What did not reach a CRM or waits for one, for those who may try it again. */
@Component
class FailedSyncs implements HomePart {
    private static final int SHOWN = 3;
    private final JdbcClient db;
    private final CrmLabels labels;

    FailedSyncs(JdbcClient db, CrmLabels labels) {
        this.db = db;
        this.labels = labels;
    }

    /** @param items the latest; {@code failed} and {@code blocked} count all of them, one for each conversation and CRM */
    record Failed(List<Failure> items, long failed, long blocked) {}

    record Failure(
            UUID conversationId,
            String title,
            String crmType,
            String label,
            String state,
            @Nullable String message,
            @Nullable String nextStep,
            @Nullable Instant at) {}

    @Override
    public String name() {
        return "failedSyncs";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        if (!user.may(CONVERSATIONS_WRITE)) {
            return Optional.empty();
        }
        var names = labels.byConnection();
        // What an ended connection did not take can be mended by nobody.
        var live = SqlArrays.uuids(names.keySet(), id -> id);
        var latest = db.sql("""
                select * from crm.sync where state in ('failed', 'blocked') and connection_id = any(:live)
                order by state = 'failed' desc, tried_at desc nulls last, id limit :shown
                """)
                .param("shown", SHOWN)
                .param("live", live)
                .query((row, number) -> new Failure(
                        row.getObject("conversation_id", UUID.class),
                        row.getString("conversation_title"),
                        row.getString("crm_type"),
                        names.getOrDefault(row.getObject("connection_id", UUID.class), row.getString("crm_type")),
                        row.getString("state"),
                        row.getString("error_message"),
                        row.getString("next_step"),
                        Timestamps.readOrNull(row, "tried_at")))
                .list();
        return Optional.of(db.sql("""
                select count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'blocked') as blocked
                from crm.sync where state in ('failed', 'blocked') and connection_id = any(:live)
                """)
                .param("live", live)
                .query((row, number) -> new Failed(latest, row.getLong("failed"), row.getLong("blocked")))
                .single());
    }
}
