package app.rapport.crm.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the CRM knows them.
 *
 * @param ref Contact or Lead in Salesforce, contacts in HubSpot
 * @param companyId the company's id there, if the record names one
 * @param ambiguous how many other records have the same address
 * @param deals ids of deals the record itself names; may be empty although there are some
 */
public record RemotePerson(
        RemoteRef ref,
        String email,
        @Nullable String name,
        @Nullable String companyId,
        int ambiguous,
        List<String> deals) {
    public RemotePerson {
        deals = List.copyOf(deals);
    }

    /** In a preview: the contact that sending would make first. */
    public static RemotePerson yetToBeMade(String type, String email) {
        return new RemotePerson(new RemoteRef(type, "(id of the new contact)"), email, null, null, 0, List.of());
    }
}
