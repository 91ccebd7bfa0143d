package app.rapport.conversations;

import app.rapport.conversations.analysis.Analysis;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Insights and action items as an analyst found them, merged with what people made of earlier ones. */
@Repository
class AnalysedItems {
    private final JdbcClient db;
    private final Participants participants;
    private final Clock clock;

    AnalysedItems(JdbcClient db, Participants participants, Clock clock) {
        this.db = db;
        this.participants = participants;
        this.clock = clock;
    }

    /** Insights a person edited stay; the others make room. */
    void replaceInsights(UUID conversation, List<Analysis.Insight> found) {
        db.sql("delete from conversations.insight where conversation_id = :id and not edited")
                .param("id", conversation)
                .update();
        for (var position = 0; position < found.size(); position++) {
            var insight = found.get(position);
            db.sql("""
                    insert into conversations.insight (id, organization_id, conversation_id, position, kind, text, quote, turn, amount, currency, name)
                    select :id, :organization, :conversation, :position, :kind, :text, :quote, :turn, :amount, :currency, :name
                    where not exists (select from conversations.insight
                                      where conversation_id = :conversation and kind = :kind and quote = :quote and turn = :turn)
                    """)
                    .param("id", Ids.next())
                    .param("organization", Tenancy.current().value())
                    .param("conversation", conversation)
                    .param("position", position)
                    .param("kind", insight.kind().word())
                    .param("text", insight.text())
                    .param("quote", insight.quote())
                    .param("turn", insight.turn())
                    .param("amount", insight.amount())
                    .param("currency", insight.currency())
                    .param("name", insight.name())
                    .update();
        }
    }

    /**
     * An item found again keeps its id, so that the task it became elsewhere stays one; one a person touched is left alone;
     * one no longer found is removed.
     *
     * @return ids of the new ones
     */
    List<UUID> mergeActionItems(UUID conversation, List<Analysis.ActionItem> found, String origin) {
        var known = new HashMap<String, UUID>();
        db.sql("select id, title, quote from conversations.action_item where conversation_id = :id")
                .param("id", conversation)
                .query((row, number) -> {
                    known.put(key(row.getString("title")), row.getObject("id", UUID.class));
                    var quote = row.getString("quote");
                    if (quote != null) {
                        known.putIfAbsent(key(quote), row.getObject("id", UUID.class));
                    }
                    return number;
                })
                .list();
        var fresh = new ArrayList<UUID>();
        var still = new ArrayList<UUID>();
        for (var item : found) {
            var id = known.getOrDefault(key(item.title()), known.get(key(item.quote())));
            if (id == null) {
                id = Ids.next();
                add(id, conversation, item, origin);
                known.put(key(item.title()), id);
                fresh.add(id);
            }
            still.add(id);
        }
        db.sql("""
                update conversations.action_item set deleted_at = :now
                where conversation_id = :conversation and origin <> 'entered' and not edited and status = 'open'
                  and deleted_at is null and id <> all(:still)
                """)
                .param("conversation", conversation)
                .param("still", still.toArray(UUID[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return fresh;
    }

    private void add(UUID id, UUID conversation, Analysis.ActionItem item, String origin) {
        db.sql("""
                insert into conversations.action_item (id, organization_id, conversation_id, title, owner, owner_user_id, due_date,
                  turn, quote, origin, created_at, updated_at)
                values (:id, :organization, :conversation, :title, :owner, :ownerUser, :dueDate, :turn, :quote, :origin, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("conversation", conversation)
                .param("title", item.title())
                .param("owner", item.owner())
                .param("ownerUser", participants.userNamed(conversation, item.owner()))
                .param("dueDate", item.dueDate())
                .param("turn", item.turn())
                .param("quote", item.quote())
                .param("origin", origin)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
