package app.rapport.conversations;

import app.rapport.customers.CustomerDirectory;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads conversations, for the API and for modules above. */
@Service
class ConversationReads implements Conversations {
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final JsonMapper json;
    private final ObjectProvider<ConversationFacet> facets;

    ConversationReads(
            JdbcClient db, CustomerDirectory customers, JsonMapper json, ObjectProvider<ConversationFacet> facets) {
        this.db = db;
        this.customers = customers;
        this.json = json;
        this.facets = facets;
    }

    @Transactional(readOnly = true)
    ConversationView view(UUID id) {
        return db.sql("select * from conversations.conversations where id = :id and deleted_at is null")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> Problem.notFound("conversation"));
    }

    @Transactional(readOnly = true)
    Page<ConversationView.TurnView> turns(UUID id, @Nullable String after, int limit) {
        view(id);
        var cursor = Cursor.read(after, 1);
        var rows = db.sql("""
                select * from conversations.turn where conversation_id = :id and index > :after order by index limit :limit
                """)
                .param("id", id)
                .param("after", cursor == null ? -1 : cursor.part(0, Integer::parseInt))
                .param("limit", limit + 1)
                .query((row, number) -> turn(row))
                .list();
        return Page.of(rows, limit, turn -> Cursor.of(turn.index()));
    }

    static ConversationView.TurnView turn(ResultSet row) throws SQLException {
        return new ConversationView.TurnView(
                row.getInt("index"),
                row.getString("speaker"),
                row.getObject("start_ms", Long.class),
                row.getObject("end_ms", Long.class),
                row.getString("text"));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Snapshot> find(UUID id) {
        return db.sql("select * from conversations.conversations where id = :id and deleted_at is null")
                .param("id", id)
                .query((row, number) -> new Snapshot(
                        id,
                        row.getString("title"),
                        row.getString("source"),
                        row.getString("kind"),
                        row.getString("state"),
                        Timestamps.read(row, "started_at"),
                        Duration.ofSeconds(row.getInt("duration_seconds")),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("owner_user_id", UUID.class),
                        participants(id).stream()
                                .map(one ->
                                        new Participant(one.name(), one.email(), one.stakeholderId(), one.internal()))
                                .toList(),
                        row.getString("summary"),
                        insights(id).stream()
                                .map(one -> new Insight(
                                        one.id(),
                                        one.kind(),
                                        one.text(),
                                        one.quote(),
                                        one.amount() == null
                                                ? null
                                                : one.amount().toPlainString(),
                                        one.currency(),
                                        one.name()))
                                .toList(),
                        actionItems(id).stream()
                                .map(one -> new ActionItem(
                                        one.id(),
                                        one.title(),
                                        one.owner(),
                                        one.ownerUserId(),
                                        one.dueDate(),
                                        one.status()))
                                .toList(),
                        Timestamps.readOrNull(row, "completed_at")))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<UUID> completedBefore(Instant before, int limit) {
        return db.sql("""
                select id from conversations.conversations
                where state = 'completed' and deleted_at is null and started_at < :before
                order by started_at desc, id desc limit :limit
                """)
                .param("before", Timestamps.at(before))
                .param("limit", limit)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> ofCustomer(UUID customer, Collection<UUID> among) {
        return db
                .sql("""
                select id, title from conversations.conversations
                where customer_id = :customer and id = any(:among) and deleted_at is null
                """)
                .param("customer", customer)
                .param("among", among.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("title")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ConversationView view(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var customerId = row.getObject("customer_id", UUID.class);
        var customer =
                customerId == null ? null : customers.customer(customerId).orElse(null);
        var summary = row.getString("summary");
        var added = new LinkedHashMap<String, @Nullable Object>();
        facets.forEach(facet -> added.put(facet.name(), facet.of(List.of(id)).get(id)));
        return new ConversationView(
                id,
                row.getString("title"),
                row.getString("source"),
                row.getString("kind"),
                row.getString("state"),
                Timestamps.read(row, "started_at"),
                row.getInt("duration_seconds"),
                customerId,
                customer == null ? null : new ConversationView.Named(customer.id(), customer.name()),
                participants(id),
                summary,
                summary == null
                        ? null
                        : new ConversationView.SummaryDetails(
                                json.readValue(
                                        row.getString("summary_sentences"),
                                        new TypeReference<List<ConversationView.Sentence>>() {}),
                                row.getString("summary_origin"),
                                row.getBoolean("summary_edited"),
                                Timestamps.readOrNull(row, "summary_at")),
                insights(id),
                actionItems(id),
                row.getString("transcript_format"),
                row.getInt("turn_count"),
                Timestamps.readOrNull(row, "completed_at"),
                Timestamps.read(row, "created_at"),
                Timestamps.read(row, "updated_at"),
                added);
    }

    List<ConversationView.Participant> participants(UUID conversation) {
        return db.sql("select * from conversations.participant where conversation_id = :id order by position")
                .param("id", conversation)
                .query((row, number) -> new ConversationView.Participant(
                        row.getString("name"),
                        row.getString("email"),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("stakeholder_id", UUID.class),
                        row.getObject("unmatched_id", UUID.class),
                        row.getObject("internal_user_id") != null))
                .list();
    }

    private List<ConversationView.Insight> insights(UUID conversation) {
        return db.sql("select * from conversations.insight where conversation_id = :id order by position, id")
                .param("id", conversation)
                .query((row, number) -> new ConversationView.Insight(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("text"),
                        row.getString("quote"),
                        row.getInt("turn"),
                        row.getObject("amount", BigDecimal.class),
                        row.getString("currency"),
                        row.getString("name"),
                        row.getBoolean("edited")))
                .list();
    }

    private List<ConversationView.ActionItem> actionItems(UUID conversation) {
        return db.sql("""
                select a.*, null as conversation_title from conversations.action_item a
                where conversation_id = :id and deleted_at is null order by created_at, id
                """)
                .param("id", conversation)
                .query((row, number) -> actionItem(row))
                .list();
    }

    static ConversationView.ActionItem actionItem(ResultSet row) throws SQLException {
        return new ConversationView.ActionItem(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("conversation_title"),
                row.getString("title"),
                row.getString("owner"),
                row.getObject("owner_user_id", UUID.class),
                row.getObject("due_date", LocalDate.class),
                row.getString("status"),
                row.getObject("turn", Integer.class),
                row.getString("quote"),
                row.getString("origin"),
                row.getBoolean("edited"));
    }
}
