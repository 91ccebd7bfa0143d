package app.rapport.conversations;

import static app.rapport.identity.Permission.CONVERSATIONS_READ;

import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.NextStep;
import app.rapport.customers.NextStepAdviser;
import app.rapport.identity.CurrentUser;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was promised wants to be kept, and what was handed in wants to be looked at. */
@Component
class PromiseAdviser implements NextStepAdviser {
    private final JdbcClient db;
    private final Clock clock;

    PromiseAdviser(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<NextStep> about(CustomerDirectory.Customer customer, CurrentUser reader) {
        var steps = new ArrayList<NextStep>();
        if (reader.may(CONVERSATIONS_READ)) {
            steps.addAll(overdue(customer.id(), LocalDate.ofInstant(clock.instant(), reader.zone())));
            steps.addAll(drafts(customer.id()));
        }
        return steps;
    }

    private List<NextStep> overdue(UUID customer, LocalDate today) {
        return db.sql("""
                select a.title, a.due_date, count(*) over () as count from conversations.action_item a
                join conversations.conversations c on c.id = a.conversation_id
                where c.customer_id = :customer and c.deleted_at is null and a.deleted_at is null
                  and a.status = 'open' and a.due_date < :today
                order by a.due_date, a.id limit 1
                """)
                .param("customer", customer)
                .param("today", today)
                .query((row, number) -> new NextStep(
                        "overdue_actions",
                        90,
                        Map.of(
                                "count", row.getInt("count"),
                                "since", row.getObject("due_date", LocalDate.class),
                                "title", row.getString("title")),
                        "/action-items?customer=" + customer))
                .list();
    }

    private List<NextStep> drafts(UUID customer) {
        return db.sql("""
                select id, title, count(*) over () as count from conversations.conversations
                where customer_id = :customer and state = 'draft' and deleted_at is null
                order by started_at, id limit 1
                """)
                .param("customer", customer)
                .query((row, number) -> new NextStep(
                        "to_review",
                        50,
                        Map.of("count", row.getInt("count"), "title", row.getString("title")),
                        row.getInt("count") == 1
                                ? "/conversations/" + row.getObject("id", UUID.class)
                                : "/conversations?state=draft&customer=" + customer))
                .list();
    }
}
