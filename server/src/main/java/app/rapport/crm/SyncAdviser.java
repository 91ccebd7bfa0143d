package app.rapport.crm;

import static app.rapport.identity.Permission.CONVERSATIONS_READ;

import app.rapport.conversations.Conversations;
import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.NextStep;
import app.rapport.customers.NextStepAdviser;
import app.rapport.identity.CurrentUser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What did not reach a CRM wants to be put right. */
@Component
class SyncAdviser implements NextStepAdviser {
    private final JdbcClient db;
    private final Conversations conversations;

    SyncAdviser(JdbcClient db, Conversations conversations) {
        this.db = db;
        this.conversations = conversations;
    }

    private record Stuck(UUID conversation, String crmType) {}

    @Override
    public List<NextStep> about(CustomerDirectory.Customer customer, CurrentUser reader) {
        if (!reader.may(CONVERSATIONS_READ)) {
            return List.of();
        }
        var all = db.sql("select conversation_id, crm_type from crm.sync where state = 'failed'")
                .query((row, number) ->
                        new Stuck(row.getObject("conversation_id", UUID.class), row.getString("crm_type")))
                .list();
        var theirs = conversations
                .ofCustomer(customer.id(), all.stream().map(Stuck::conversation).toList())
                .keySet();
        if (theirs.isEmpty()) {
            return List.of();
        }
        var crms = all.stream()
                .filter(stuck -> theirs.contains(stuck.conversation()))
                .map(Stuck::crmType)
                .distinct()
                .sorted()
                .toList();
        var link = theirs.size() == 1
                ? "/conversations/" + theirs.iterator().next()
                : "/conversations?sync=failed&customer=" + customer.id();
        return List.of(new NextStep("failed_sync", 80, Map.of("count", theirs.size(), "crmTypes", crms), link));
    }
}
