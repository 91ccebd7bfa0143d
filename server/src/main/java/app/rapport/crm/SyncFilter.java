package app.rapport.crm;

import app.rapport.conversations.ConversationFilter;
import app.rapport.platform.Problem;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Narrows the list of conversations to those that stand like this in at least one CRM. */
@Component
class SyncFilter implements ConversationFilter {
    private static final Set<String> STATES = Set.of("pending", "synced", "failed", "blocked");
    private final JdbcClient db;

    SyncFilter(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public Collection<UUID> having(String state) {
        if (!STATES.contains(state)) {
            throw Problem.invalid("invalid_sync_state", "A sync is pending, synced, failed or blocked.")
                    .with("field", "sync");
        }
        return db.sql("select distinct conversation_id from crm.sync where state = :state")
                .param("state", state)
                .query((row, number) -> row.getObject("conversation_id", UUID.class))
                .list();
    }
}
