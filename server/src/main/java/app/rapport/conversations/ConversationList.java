package app.rapport.conversations;

import app.rapport.customers.CustomerDirectory;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.SearchText;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The list of conversations, newest first. */
@Service
class ConversationList {
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final ObjectProvider<ConversationFacet> facets;
    private final ObjectProvider<ConversationFilter> filters;

    ConversationList(
            JdbcClient db,
            CustomerDirectory customers,
            ObjectProvider<ConversationFacet> facets,
            ObjectProvider<ConversationFilter> filters) {
        this.db = db;
        this.customers = customers;
        this.facets = facets;
        this.filters = filters;
    }

    /**
     * What the list can be narrowed to; null leaves a filter out.
     *
     * @param contributed values by name, for the filters that modules above contribute
     */
    record Filter(
            @Nullable String query,
            @Nullable UUID customer,
            @Nullable String state,
            Map<String, String> contributed) {}

    @Transactional(readOnly = true)
    Page<ConversationView.Brief> page(Filter filter, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var rows = db.sql("""
                select c.*, (select count(*) from conversations.action_item a
                             where a.conversation_id = c.id and a.deleted_at is null) as action_items
                from conversations.conversations c
                where deleted_at is null
                  and (cast(:query as text) is null or title ilike '%' || :query || '%')
                  and (cast(:customer as uuid) is null or customer_id = :customer)
                  and (cast(:state as text) is null or state = :state)
                  and (cast(:within as uuid[]) is null or id = any(:within))
                  and (cast(:at as timestamptz) is null or (started_at, id) < (:at, :id))
                order by started_at desc, id desc limit :limit
                """)
                .param("query", SearchText.of(filter.query()))
                .param("customer", filter.customer())
                .param("state", filter.state())
                .param("within", within(filter.contributed()))
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(0, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("source"),
                        row.getString("kind"),
                        row.getString("state"),
                        Timestamps.read(row, "started_at"),
                        row.getInt("duration_seconds"),
                        row.getObject("customer_id", UUID.class),
                        row.getInt("action_items")))
                .list();
        return finished(Page.of(rows, limit, row -> Cursor.of(row.startedAt(), row.id())));
    }

    /** The ids that all contributed filters let through; null when none is asked. */
    private UUID @Nullable [] within(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(one -> having(one.getKey(), one.getValue()))
                .reduce((some, others) -> some.stream().filter(others::contains).collect(Collectors.toSet()))
                .map(ids -> ids.toArray(UUID[]::new))
                .orElse(null);
    }

    private Set<UUID> having(String name, String value) {
        return filters.stream()
                .filter(filter -> filter.name().equals(name))
                .findFirst()
                .map(filter -> Set.copyOf(filter.having(value)))
                .orElse(Set.of());
    }

    /** Puts in customers' names and what modules above add: one query each for the whole page. */
    private Page<ConversationView.Brief> finished(Page<Row> page) {
        var names = customers.customers(page.items().stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var ids = page.items().stream().map(Row::id).toList();
        var added = new LinkedHashMap<String, Map<UUID, Object>>();
        facets.forEach(facet -> added.put(facet.name(), facet.briefOf(ids)));
        return page.map(row -> {
            var own = new LinkedHashMap<String, @Nullable Object>();
            added.forEach((name, values) -> own.put(name, values.get(row.id())));
            var customer = row.customer() == null ? null : names.get(row.customer());
            return new ConversationView.Brief(
                    row.id(),
                    row.title(),
                    row.source(),
                    row.kind(),
                    row.state(),
                    row.startedAt(),
                    row.durationSeconds(),
                    customer == null ? null : new ConversationView.Named(customer.id(), customer.name()),
                    row.actionItems(),
                    own);
        });
    }

    private record Row(
            UUID id,
            String title,
            String source,
            String kind,
            String state,
            Instant startedAt,
            int durationSeconds,
            @Nullable UUID customer,
            int actionItems) {}
}
