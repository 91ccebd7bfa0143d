package app.rapport.crm;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.sandbox.ProviderHandle;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the contract's tests need to know of one CRM to look into its simulation. */
interface CrmUnderTest {
    ProviderHandle provider();

    CrmConnector connector(ProviderHttp http);

    String token();

    /** The member of a record that holds its id. */
    String idField();

    /** Types of records a talk and its tasks can become. */
    List<String> writtenTypes();

    String taskType();

    /** A word that tells an open from a finished task there. */
    String taskStatus(JsonNode record);

    /** A text field of contacts this CRM has. */
    String contactField();
}
