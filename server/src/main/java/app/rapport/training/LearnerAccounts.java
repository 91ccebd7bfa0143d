package app.rapport.training;

import app.rapport.customers.SightingResolved;
import app.rapport.identity.AccountChanged;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Learners who turn out to be somebody later: they get an account, or a person says whose address it is. */
@Component
class LearnerAccounts {
    private final JdbcClient db;
    private final Users users;

    LearnerAccounts(JdbcClient db, Users users) {
        this.db = db;
        this.users = users;
    }

    /** Within the change itself: who accepts an invitation sees their courses at once. */
    @EventListener(condition = "#change.action() == 'user.added'")
    void added(AccountChanged change) {
        users.find(new UserId(UUID.fromString(change.subjectId())))
                .ifPresent(user -> db.sql("""
                update training.learners set user_id = :user, locale = :locale where email_key = :email and user_id is null
                """)
                        .param("user", user.id().value())
                        .param("locale", user.locale())
                        .param("email", user.email().toLowerCase(Locale.ROOT))
                        .update());
    }

    @ApplicationModuleListener
    void resolved(SightingResolved resolution) {
        if (resolution.email() != null) {
            db.sql("""
                    update training.learners set customer_id = :customer, stakeholder_id = :stakeholder
                    where email_key = :email and user_id is null
                    """)
                    .param("customer", resolution.customerId())
                    .param("stakeholder", resolution.stakeholderId())
                    .param("email", resolution.email().toLowerCase(Locale.ROOT))
                    .update();
        }
    }
}
