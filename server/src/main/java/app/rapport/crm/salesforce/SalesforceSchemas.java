package app.rapport.crm.salesforce;

import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Schema.Field;
import app.rapport.crm.connector.Schema.Option;
import app.rapport.crm.connector.Schemas;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The fields of the org's objects, as its admin set them up. */
final class SalesforceSchemas extends Schemas {
    static final String EVENT = "Event";
    static final String TASK = "Task";

    private final Line line;

    SalesforceSchemas(Line line, Clock clock) {
        super(
                clock,
                Map.of(
                        CrmObject.ACTIVITY,
                        EVENT,
                        CrmObject.CALL,
                        TASK,
                        CrmObject.TASK,
                        TASK,
                        CrmObject.CONTACT,
                        "Contact",
                        CrmObject.COMPANY,
                        "Account",
                        CrmObject.DEAL,
                        "Opportunity"));
        this.line = line;
    }

    @Override
    protected List<Field> fields(CrmAccount account, String object) throws CrmFailure {
        var path = Salesforce.data(account) + "/sobjects/" + object + "/describe";
        var answer = line.get(account.connection(), path, "describe " + object);
        var fields = new ArrayList<Field>();
        for (var field : answer.body().path("fields")) {
            if (!field.path("deprecatedAndHidden").asBoolean(false)
                    && !type(field).isEmpty()) {
                fields.add(field(field));
            }
        }
        return fields;
    }

    private static Field field(JsonNode field) {
        var createable = field.path("createable").asBoolean(false);
        var writable = (createable || field.path("updateable").asBoolean(false))
                && !field.path("calculated").asBoolean(false)
                && !field.path("autoNumber").asBoolean(false);
        return new Field(
                field.path("name").asString(""),
                field.path("label").asString(""),
                type(field),
                field.path("length").asInt(0),
                createable
                        && !field.path("nillable").asBoolean(true)
                        && !field.path("defaultedOnCreate").asBoolean(false),
                field.path("custom").asBoolean(field.path("name").asString("").endsWith("__c")),
                writable,
                field.path("externalId").asBoolean(false),
                options(field));
    }

    private static List<Option> options(JsonNode field) {
        var options = new ArrayList<Option>();
        for (var value : field.path("picklistValues")) {
            if (value.path("active").asBoolean(true)) {
                var word = value.path("value").asString("");
                options.add(new Option(word, value.path("label").asString(word)));
            }
        }
        return options;
    }

    /** Our word for a type; empty for those nobody can map to. */
    private static String type(JsonNode field) {
        return switch (field.path("type").asString("")) {
            case "string", "textarea", "email", "phone", "url", "combobox", "encryptedstring", "id" -> "text";
            case "picklist" -> "choice";
            case "multipicklist" -> "choices";
            case "boolean" -> "boolean";
            case "int", "long", "double", "currency", "percent" -> "number";
            case "date" -> "date";
            case "datetime", "time" -> "datetime";
            case "reference" -> "link";
            default -> "";
        };
    }
}
