package app.rapport.crm.connector;

import app.rapport.platform.Wording;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our drafts as records of a CRM: which is what is told here, what they say in each CRM's package. */
public abstract class Bodies {
    private final String crm;
    private final Schemas schemas;
    private final Forms forms;
    private final JsonMapper json;

    /** @param crm its name for people */
    protected Bodies(String crm, Schemas schemas, Forms forms, JsonMapper json) {
        this.crm = crm;
        this.schemas = schemas;
        this.forms = forms;
        this.json = json;
    }

    /** A draft, the type of its record there, and what shall stand in it; nothing when all is as it should be. */
    public record Content(Draft draft, String type, ObjectNode body) {}

    final Content of(CrmAccount account, Draft draft, List<Warning> warnings) throws CrmFailure {
        return switch (draft) {
            case Draft.Activity talk -> {
                var type = forms.type(account, talk);
                var body = activity(account, talk, type, warnings);
                mapped(body, account, type, talk.mapped(), warnings);
                yield new Content(talk, type, body);
            }
            case Draft.Task task -> new Content(task, schemas.type(CrmObject.TASK), task(account, task, warnings));
            case Draft.Person person -> new Content(person, schemas.type(CrmObject.CONTACT), person(person));
            case Draft.Fields fields -> {
                var type = fields.remote().type();
                var body = empty();
                mapped(body, account, type, fields.values(), warnings);
                yield new Content(fields, type, body);
            }
        };
    }

    protected abstract ObjectNode activity(CrmAccount account, Draft.Activity talk, String type, List<Warning> warnings)
            throws CrmFailure;

    protected abstract ObjectNode task(CrmAccount account, Draft.Task task, List<Warning> warnings) throws CrmFailure;

    protected abstract ObjectNode person(Draft.Person person);

    /** Puts the value into the body in the form the field takes, or says in a sentence why not. */
    protected abstract @Nullable Warning put(ObjectNode body, Schema.Field field, String value);

    protected final ObjectNode empty() {
        return json.createObjectNode();
    }

    protected final Schema schema(CrmAccount account, String type) throws CrmFailure {
        return schemas.of(account, type, false);
    }

    private void mapped(
            ObjectNode body, CrmAccount account, String type, Map<String, String> values, List<Warning> warnings)
            throws CrmFailure {
        if (values.isEmpty()) {
            return;
        }
        var schema = schema(account, type);
        for (var entry :
                values.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            var field = schema.field(entry.getKey()).orElse(null);
            if (field == null || !field.writable()) {
                warnings.add(new Warning(
                        crm + " has no field " + entry.getKey() + " on " + type
                                + " that Rapport may write: its value is left out. Add the field in " + crm
                                + " or change the mapping.",
                        Wording.of("field_not_writable")
                                .with("provider", crm)
                                .with("field", entry.getKey())
                                .with("type", type)));
                continue;
            }
            var problem = put(body, field, entry.getValue());
            if (problem != null) {
                warnings.add(problem);
            }
        }
    }
}
