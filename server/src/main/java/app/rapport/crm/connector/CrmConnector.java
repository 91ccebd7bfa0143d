package app.rapport.crm.connector;

import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of CRM can do for us, as the parts it is made of. A bean; knows nothing of our tables, and nothing in it runs
 * inside a transaction.
 *
 * @param crmType the word of the API and the tables, and the provider's id among the connections: {@code salesforce}
 * @param name the CRM's name for people
 * @param ownChoices besides those every CRM has
 * @param defaultMappings field mappings a new connection begins with
 */
public record CrmConnector(
        String crmType,
        String name,
        Lookups lookups,
        Schemas schemas,
        Writes writes,
        Checks checks,
        Forms forms,
        List<Choice> ownChoices,
        List<Mapping> defaultMappings) {
    public CrmConnector {
        ownChoices = List.copyOf(ownChoices);
        defaultMappings = List.copyOf(defaultMappings);
    }

    /** What must be right in an account before anything can flow. */
    public interface Checks {
        List<Check> of(CrmAccount account) throws CrmFailure;
    }

    /** What an organisation may choose for a connection. */
    public List<Choice> choices() {
        var all = new ArrayList<>(forms.choices());
        all.add(Choice.FREQUENCY);
        all.add(Choice.CREATE_CONTACTS);
        all.addAll(ownChoices);
        return List.copyOf(all);
    }
}
