package app.rapport.crm.connector;

import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connected account of a CRM.
 *
 * @param zone the organisation's: what "the date of the meeting" means
 * @param externalAccount the account's id there (HubSpot's portal, Salesforce's org)
 * @param options what the organisation chose for this connection
 */
public record CrmAccount(
        UUID connection, ZoneId zone, @Nullable String externalAccount, Map<String, String> options) {
    public CrmAccount {
        options = Map.copyOf(options);
    }

    /** What was chosen, or what counts while nothing is. */
    public String option(Choice choice) {
        var chosen = options.get(choice.name());
        return chosen != null && choice.takes(chosen) ? chosen : choice.otherwise();
    }
}
