package app.rapport.crm.hubspot;

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
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The properties of an account's objects. */
final class HubspotSchemas extends Schemas {
    /** HubSpot's own limit of a text property. */
    private static final int TEXT = 65_536;

    private static final Set<String> UNIQUE = Set.of("email", "hs_object_id");
    /** What HubSpot demands besides what admins demand. */
    private static final Set<String> REQUIRED = Set.of("hs_timestamp");

    private final Line line;

    HubspotSchemas(Line line, Clock clock) {
        super(
                clock,
                Map.of(
                        CrmObject.ACTIVITY,
                        HubspotApi.MEETINGS,
                        CrmObject.CALL,
                        HubspotApi.CALLS,
                        CrmObject.TASK,
                        HubspotApi.TASKS,
                        CrmObject.CONTACT,
                        HubspotApi.CONTACTS,
                        CrmObject.COMPANY,
                        HubspotApi.COMPANIES,
                        CrmObject.DEAL,
                        HubspotApi.DEALS));
        this.line = line;
    }

    @Override
    protected List<Field> fields(CrmAccount account, String type) throws CrmFailure {
        var answer = line.get(account.connection(), HubspotApi.properties(type), "list properties of " + type);
        var fields = new ArrayList<Field>();
        for (var property : answer.body().path("results")) {
            var sensitive = property.path("dataSensitivity").asString("non_sensitive");
            if (!property.path("hidden").asBoolean(false)
                    && !property.path("archived").asBoolean(false)
                    && sensitive.equals("non_sensitive")
                    && !type(property).isEmpty()) {
                fields.add(field(property));
            }
        }
        return fields;
    }

    private static Field field(JsonNode property) {
        var name = property.path("name").asString("");
        var type = type(property);
        return new Field(
                name,
                property.path("label").asString(name),
                type,
                type.equals("text") ? TEXT : 0,
                REQUIRED.contains(name),
                !property.path("hubspotDefined").asBoolean(false),
                !property.path("calculated").asBoolean(false)
                        && !property.path("modificationMetadata")
                                .path("readOnlyValue")
                                .asBoolean(false),
                UNIQUE.contains(name) || property.path("hasUniqueValue").asBoolean(false),
                options(property));
    }

    private static List<Option> options(JsonNode property) {
        var options = new ArrayList<Option>();
        for (var option : property.path("options")) {
            if (!option.path("hidden").asBoolean(false)) {
                var value = option.path("value").asString("");
                options.add(new Option(value, option.path("label").asString(value)));
            }
        }
        return options;
    }

    private static String type(JsonNode property) {
        return switch (property.path("type").asString("")) {
            case "string", "phone_number" -> "text";
            case "number" -> "number";
            case "date" -> "date";
            case "datetime" -> "datetime";
            case "bool" -> "boolean";
            case "enumeration" -> property.path("fieldType").asString("").equals("checkbox") ? "choices" : "choice";
            default -> "";
        };
    }
}
