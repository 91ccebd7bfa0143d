package app.rapport.training;

import app.rapport.customers.CustomerMatching;
import app.rapport.customers.Match;
import app.rapport.customers.Sighting;
import app.rapport.identity.Users;
import app.rapport.platform.EmailAddress;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who an address belongs to: one of our users, else a customer's person, else a company by its domain. Of this organisation
 * only, and nobody is put in the queue of unknown people for having been enrolled.
 */
@Component
class LearnerLinks {
    private final Users users;
    private final CustomerMatching matching;

    LearnerLinks(Users users, CustomerMatching matching) {
        this.users = users;
        this.matching = matching;
    }

    record Links(
            Optional<Users.User> user,
            @Nullable UUID customer,
            @Nullable UUID stakeholder) {}

    Links of(EmailAddress email) {
        var user = users.byEmail(email.value());
        return switch (matching.known(new Sighting("training", null, email.value(), null))
                .orElse(null)) {
            case Match.Known(var customer, var stakeholder) -> new Links(user, customer, stakeholder);
            case Match.Company(var customer) -> new Links(user, customer, null);
            case Match.Internal _, Match.Unmatched _ -> new Links(user, null, null);
            case null -> new Links(user, null, null);
        };
    }
}
