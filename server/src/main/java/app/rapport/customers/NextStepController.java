package app.rapport.customers;

import static app.rapport.identity.Permission.CUSTOMERS_READ;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What to do about a customer next, over HTTP. */
@RestController
class NextStepController {
    private static final String DEFINITION = "Rules over what Rapport knows: overdue action items, conversations that"
            + " failed in a CRM or wait for review, a renewal within 60 days, no contact for 30 days. The most urgent first.";
    private final CustomerDirectory customers;
    private final ObjectProvider<NextStepAdviser> advisers;
    private final Clock clock;

    NextStepController(CustomerDirectory customers, ObjectProvider<NextStepAdviser> advisers, Clock clock) {
        this.customers = customers;
        this.advisers = advisers;
        this.clock = clock;
    }

    /** @param items empty when nothing is to be done as far as Rapport knows */
    record NextSteps(List<NextStep> items, String definition, Instant asOf) {}

    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/next-steps")
    @Transactional(readOnly = true)
    public NextSteps nextSteps(@PathVariable UUID id, CurrentUser reader) {
        var customer = customers.customer(id).orElseThrow(() -> Problem.notFound("customer"));
        var steps = advisers.stream()
                .flatMap(adviser -> adviser.about(customer, reader).stream())
                .sorted(Comparator.comparingInt(NextStep::weight).reversed().thenComparing(NextStep::kind))
                .toList();
        return new NextSteps(steps, DEFINITION, clock.instant());
    }
}
