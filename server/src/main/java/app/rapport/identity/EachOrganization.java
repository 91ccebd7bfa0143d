package app.rapport.identity;

import app.rapport.platform.Tenancy;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does the same for every organisation, in the scope of each and a transaction of its own. */
@Component
public class EachOrganization {
    private final Organizations organizations;
    private final TransactionTemplate transaction;

    EachOrganization(Organizations organizations, TransactionTemplate transaction) {
        this.organizations = organizations;
        this.transaction = transaction;
    }

    /** The sum of what the work answers for each. */
    public int sum(IntSupplier work) {
        return organizations.organizations().stream()
                .mapToInt(
                        organization -> Tenancy.in(organization, () -> transaction.execute(status -> work.getAsInt())))
                .sum();
    }
}
