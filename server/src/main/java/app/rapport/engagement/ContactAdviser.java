package app.rapport.engagement;

import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.NextStep;
import app.rapport.customers.NextStepAdviser;
import app.rapport.identity.CurrentUser;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A customer nobody spoke to for a month wants to hear from us. */
@Component
class ContactAdviser implements NextStepAdviser {
    private static final int QUIET_DAYS = 30;
    private final LastActivity lastActivity;
    private final Clock clock;

    ContactAdviser(LastActivity lastActivity, Clock clock) {
        this.lastActivity = lastActivity;
        this.clock = clock;
    }

    @Override
    public List<NextStep> about(CustomerDirectory.Customer customer, CurrentUser reader) {
        if ("churned".equals(customer.lifecycle())) {
            return List.of();
        }
        var last = lastActivity.of(customer.id());
        var days = Duration.between(last.orElse(customer.createdAt()), clock.instant())
                .toDays();
        if (days < QUIET_DAYS) {
            return List.of();
        }
        var because = last.<Map<String, Object>>map(at -> Map.of("lastAt", at, "days", days))
                .orElseGet(() -> Map.of("addedAt", customer.createdAt(), "days", days));
        return List.of(new NextStep("no_contact", 60, because, null));
    }
}
