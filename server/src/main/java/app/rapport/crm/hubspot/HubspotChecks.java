package app.rapport.crm.hubspot;

import app.rapport.crm.connector.Check;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Schemas;
import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.List;

/** What must be right in an account before the first push. */
final class HubspotChecks implements CrmConnector.Checks {
    private static final List<String> USED =
            List.of(HubspotApi.MEETINGS, HubspotApi.TASKS, HubspotApi.CONTACTS, HubspotApi.COMPANIES, HubspotApi.DEALS);

    private final Schemas schemas;

    HubspotChecks(Schemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public List<Check> of(CrmAccount account) throws CrmFailure {
        var checks = new ArrayList<Check>();
        for (var type : USED) {
            try {
                schemas.of(account, type, true);
                checks.add(Check.fine(
                        type,
                        "Rapport can use " + type + ".",
                        Wording.of("object_usable").with("object", type)));
            } catch (CrmFailure e) {
                if (e.fault().status() == null) {
                    throw e;
                }
                checks.add(Check.missing(
                        type,
                        e.fault().message(),
                        e.fault().nextStep(),
                        e.fault().words()));
            }
        }
        return checks;
    }
}
