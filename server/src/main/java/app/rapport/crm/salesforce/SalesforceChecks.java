package app.rapport.crm.salesforce;

import app.rapport.crm.connector.Check;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Schemas;
import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.List;

/** What must be right in an org before the first push. */
final class SalesforceChecks implements CrmConnector.Checks {
    private final Line line;
    private final Schemas schemas;

    SalesforceChecks(Line line, Schemas schemas) {
        this.line = line;
        this.schemas = schemas;
    }

    @Override
    public List<Check> of(CrmAccount account) throws CrmFailure {
        var checks = new ArrayList<Check>();
        checks.add(version(account));
        for (var object : List.of("Event", "Task", "Contact", "Account", "Opportunity")) {
            checks.add(access(account, object));
        }
        if (!schemas.of(account, SalesforceSchemas.EVENT, false).writable("Status")) {
            checks.add(Check.fine(
                    "Status",
                    "An event has no status in Salesforce: one in the past counts as held. If your reports need"
                            + " “Completed”, choose in the options that meetings become tasks.",
                    Wording.of("event_without_status")));
        }
        checks.add(custom(account, "Custom_Insights__c", "insights"));
        checks.add(custom(account, "Custom_Actions__c", "action items"));
        return checks;
    }

    private Check version(CrmAccount account) throws CrmFailure {
        var wanted = Salesforce.version(account).substring(1);
        var versions = line.get(account.connection(), "/services/data", "list API versions")
                .body();
        for (var version : versions) {
            if (version.path("version").asString("").equals(wanted)) {
                return Check.fine(
                        "API version",
                        "Salesforce speaks version " + wanted + ".",
                        Wording.of("version_spoken").with("version", wanted));
            }
        }
        return Check.missing(
                "API version",
                "Salesforce does not offer API version " + wanted + ".",
                "Set another API version in this connection's options.",
                Wording.of("version_missing").with("version", wanted));
    }

    private Check access(CrmAccount account, String object) throws CrmFailure {
        try {
            var schema = schemas.of(account, object, true);
            var needed = object.equals("Event") || object.equals("Task") ? "Subject" : "Name";
            if (needed.equals("Name") || schema.writable(needed)) {
                return Check.fine(
                        object,
                        "The connected user can use " + object + ".",
                        Wording.of("object_usable").with("object", object));
            }
        } catch (CrmFailure e) {
            if (e.fault().status() == null) {
                throw e;
            }
        }
        return Check.missing(
                object,
                "The connected user cannot use " + object + ".",
                "Give the user's profile or permission set access to " + object + " in Salesforce.",
                Wording.of("object_closed").with("object", object));
    }

    private Check custom(CrmAccount account, String field, String what) throws CrmFailure {
        var schema = schemas.of(account, "Event", false);
        return schema.writable(field)
                ? Check.fine(
                        field,
                        "The field for " + what + " is there.",
                        Wording.of("field_there").with("what", what))
                : Check.missing(
                        field,
                        "Activities have no field " + field + ": " + what + " then stand in the description only.",
                        "In Salesforce: Setup, Object Manager, Activity, Fields, New, Text Area (Long), API name "
                                + field + ". Or map " + what + " to another field.",
                        Wording.of("field_missing").with("what", what).with("field", field));
    }
}
