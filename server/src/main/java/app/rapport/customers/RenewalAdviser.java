package app.rapport.customers;

import app.rapport.identity.CurrentUser;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A renewal wants to be prepared, and a date that has passed wants a new one. */
@Component
class RenewalAdviser implements NextStepAdviser {
    private static final int NEAR = 60;
    private static final int VERY_NEAR = 30;
    private final Clock clock;

    RenewalAdviser(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<NextStep> about(CustomerDirectory.Customer customer, CurrentUser reader) {
        var date = customer.renewalDate();
        if (date == null || "churned".equals(customer.lifecycle())) {
            return List.of();
        }
        var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), reader.zone()), date);
        if (days < 0) {
            return List.of(new NextStep("renewal_passed", 65, Map.of("date", date), null));
        }
        return days > NEAR
                ? List.of()
                : List.of(new NextStep(
                        "renewal_near", days <= VERY_NEAR ? 70 : 40, Map.of("date", date, "days", days), null));
    }
}
