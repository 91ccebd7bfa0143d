package app.rapport.crm.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param externalId the company's id in this CRM, when the customer carries one
 * @param domains of the customer; never of a free-mail provider
 */
public record CompanyHint(
        @Nullable RemotePerson person, @Nullable String externalId, List<String> domains) {
    public CompanyHint {
        domains = List.copyOf(domains);
    }
}
