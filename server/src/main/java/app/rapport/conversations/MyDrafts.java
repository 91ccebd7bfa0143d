package app.rapport.conversations;

import static app.rapport.identity.Permission.CONVERSATIONS_WRITE;

import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Conversations that wait for me to look at and complete them: those I handed in, and those with my customers. */
@Component
class MyDrafts implements HomePart {
    private static final int SHOWN = 5;
    private final JdbcClient db;
    private final CustomerDirectory customers;

    MyDrafts(JdbcClient db, CustomerDirectory customers) {
        this.db = db;
        this.customers = customers;
    }

    /** @param items the newest */
    record Waiting(List<Draft> items, long total) {}

    record Draft(UUID id, String title, String source, Instant startedAt, ConversationView.@Nullable Named customer) {}

    private record Row(
            UUID id,
            String title,
            String source,
            Instant startedAt,
            @Nullable UUID customer,
            long total) {}

    @Override
    public String name() {
        return "toReview";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        if (!user.may(CONVERSATIONS_WRITE)) {
            return Optional.empty();
        }
        var rows = db.sql("""
                select *, count(*) over () as total from conversations.conversations
                where state = 'draft' and deleted_at is null and (owner_user_id = :user or customer_id = any(:customers))
                order by started_at desc, id desc limit :shown
                """)
                .param("user", user.id().value())
                .param("customers", customers.ownedBy(user.id()).toArray(UUID[]::new))
                .param("shown", SHOWN)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("source"),
                        Timestamps.read(row, "started_at"),
                        row.getObject("customer_id", UUID.class),
                        row.getLong("total")))
                .list();
        var names = customers.customers(rows.stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var drafts = rows.stream()
                .map(row -> {
                    var customer = row.customer() == null ? null : names.get(row.customer());
                    return new Draft(
                            row.id(),
                            row.title(),
                            row.source(),
                            row.startedAt(),
                            customer == null ? null : new ConversationView.Named(customer.id(), customer.name()));
                })
                .toList();
        return Optional.of(
                new Waiting(drafts, rows.isEmpty() ? 0 : rows.getFirst().total()));
    }
}
