package app.rapport.conversations;

import static app.rapport.identity.Permission.CONVERSATIONS_READ;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What I promised and have not done yet. */
@Component
class MyActionItems implements HomePart {
    private static final int SHOWN = 8;
    private final JdbcClient db;
    private final ActionItemDesk items;
    private final Clock clock;

    MyActionItems(JdbcClient db, ActionItemDesk items, Clock clock) {
        this.db = db;
        this.items = items;
        this.clock = clock;
    }

    /** @param items the most urgent */
    record Mine(List<ConversationView.ActionItem> items, long total, long overdue) {}

    @Override
    public String name() {
        return "actionItems";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        if (!user.may(CONVERSATIONS_READ)) {
            return Optional.empty();
        }
        var shown = items.list("open", true, null, null, SHOWN).items();
        return Optional.of(db.sql("""
                select count(*) as total, count(*) filter (where a.due_date < :today) as overdue
                from conversations.action_item a join conversations.conversations c on c.id = a.conversation_id
                where a.owner_user_id = :user and a.status = 'open' and a.deleted_at is null and c.deleted_at is null
                """)
                .param("user", user.id().value())
                .param("today", LocalDate.ofInstant(clock.instant(), user.zone()))
                .query((row, number) -> new Mine(shown, row.getLong("total"), row.getLong("overdue")))
                .single());
    }
}
