package app.rapport.crm.salesforce;

import app.rapport.crm.connector.Bodies;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.Forms;
import app.rapport.crm.connector.Prose;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Schemas;
import app.rapport.crm.connector.Texts;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Wording;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our drafts as Salesforce records. Only fields the org has and lets us write. */
final class SalesforceBodies extends Bodies {
    /** Of an activity's description and a task's comment. */
    private static final int DESCRIPTION = 32_000;

    private static final int SUBJECT = 255;
    /** Only Salesforce's own word; an org may have renamed it. */
    private static final String COMPLETED = "Completed";

    SalesforceBodies(Schemas schemas, Forms forms, JsonMapper json) {
        super(Salesforce.NAME, schemas, forms, json);
    }

    @Override
    protected ObjectNode activity(CrmAccount account, Draft.Activity talk, String type, List<Warning> warnings)
            throws CrmFailure {
        var schema = schema(account, type);
        var body = empty();
        body.put("Subject", Texts.cut(Texts.line(talk.title()), SUBJECT));
        body.put("Description", Prose.plain(Prose.of(talk), "Open in Rapport: " + talk.link(), DESCRIPTION));
        if (type.equals(SalesforceSchemas.EVENT)) {
            event(body, account, talk, schema);
        } else {
            done(body, account, talk, schema, warnings);
        }
        var word = talk.form() == Draft.Form.CALL ? "Call" : "Meeting";
        if (schema.field("Type").filter(kinds -> kinds.offers(word)).isPresent()) {
            body.put("Type", word);
        } else {
            warnings.add(new Warning(
                    "Salesforce offers no type “" + word + "” for " + type
                            + ": it is left empty. Add the value to the picklist Type there if you need it.",
                    Wording.of("type_not_offered").with("value", word).with("object", type)));
        }
        place(body, talk.place(), warnings);
        return body;
    }

    private static void event(ObjectNode body, CrmAccount account, Draft.Activity talk, Schema schema) {
        body.put(
                "ActivityDateTime", talk.start().truncatedTo(ChronoUnit.SECONDS).toString());
        if (schema.writable("ActivityDate")) {
            body.put("ActivityDate", day(account, talk));
        }
        body.put("DurationInMinutes", talk.minutes());
        if (schema.writable("Status")) {
            body.put("Status", COMPLETED);
        }
    }

    /** A talk as a task that is done already. */
    private static void done(
            ObjectNode body, CrmAccount account, Draft.Activity talk, Schema schema, List<Warning> warnings) {
        body.put("ActivityDate", day(account, talk));
        closedStatus(schema)
                .ifPresentOrElse(
                        status -> body.put("Status", status),
                        () -> warnings.add(new Warning(
                                "Salesforce lists no task status “Completed”: the call is logged with the org's default"
                                        + " status.",
                                Wording.of("completed_not_offered"))));
        var call = talk.form() == Draft.Form.CALL;
        if (talk.remote() == null && schema.field("TaskSubtype").isPresent()) {
            body.put("TaskSubtype", call ? "Call" : "Task");
        }
        if (call && schema.writable("CallDurationInSeconds")) {
            body.put("CallDurationInSeconds", talk.duration().toSeconds());
        }
    }

    private static String day(CrmAccount account, Draft.Activity talk) {
        return talk.start().atZone(account.zone()).toLocalDate().toString();
    }

    @Override
    protected ObjectNode task(CrmAccount account, Draft.Task task, List<Warning> warnings) throws CrmFailure {
        var schema = schema(account, SalesforceSchemas.TASK);
        var body = empty();
        body.put("Subject", Texts.cut(Texts.line(task.title()), SUBJECT));
        body.put("Description", Prose.plain(Prose.of(task), "Open in Rapport: " + task.link(), DESCRIPTION));
        if (task.due() != null) {
            body.put("ActivityDate", task.due().toString());
        } else if (task.remote() != null && task.state() == Draft.Task.State.OPEN) {
            body.putNull("ActivityDate");
        }
        if (task.state() != task.told()) {
            status(schema, task.state()).ifPresent(status -> body.put("Status", status));
        }
        place(body, task.place(), warnings);
        return body;
    }

    @Override
    protected ObjectNode person(Draft.Person person) {
        var name = Texts.line(person.name());
        if (name.isEmpty() || name.contains("@")) {
            name = person.email().substring(0, Math.max(1, person.email().indexOf('@')));
        }
        var space = name.lastIndexOf(' ');
        var body = empty();
        if (space > 0) {
            body.put("FirstName", Texts.cut(name.substring(0, space), 40));
        }
        body.put("LastName", Texts.cut(name.substring(space + 1), 80));
        body.put("Email", person.email());
        if (person.title() != null) {
            body.put("Title", Texts.cut(Texts.line(person.title()), 128));
        }
        if (person.company() != null) {
            body.put("AccountId", person.company().id());
        }
        return body;
    }

    @Override
    protected @Nullable Warning put(ObjectNode body, Schema.Field field, String value) {
        return SalesforceValues.put(body, field, value);
    }

    private static void place(ObjectNode body, Place place, List<Warning> warnings) {
        var person = place.person();
        if (person != null) {
            body.put("WhoId", person.ref().id());
            if (person.ambiguous() > 0) {
                var many = person.ambiguous() + 1;
                warnings.add(new Warning(
                        many + " records in Salesforce have the address " + person.email()
                                + "; Rapport took the one that belongs to an account.",
                        Wording.of("address_ambiguous").with("many", many).with("email", person.email())));
            }
        }
        if (person != null && person.ref().type().equals("Lead")) {
            return; // with a lead Salesforce admits nothing else
        }
        if (place.deal() != null) {
            body.put("WhatId", place.deal().id());
        } else if (place.company() != null) {
            body.put("WhatId", place.company().id());
        }
        if (place.owner() != null) {
            body.put("OwnerId", place.owner());
        }
    }

    private static Optional<String> status(Schema schema, Draft.Task.State state) {
        return switch (state) {
            case OPEN -> offered(schema, List.of("Not Started", "Open"));
            case DONE -> closedStatus(schema);
            case CANCELLED -> offered(schema, List.of("Deferred")).or(() -> closedStatus(schema));
        };
    }

    private static Optional<String> closedStatus(Schema schema) {
        return offered(schema, List.of(COMPLETED, "Closed", "Done"));
    }

    private static Optional<String> offered(Schema schema, List<String> wanted) {
        var field = schema.field("Status");
        return wanted.stream()
                .filter(status -> field.isPresent() && field.get().offers(status))
                .findFirst();
    }

    /** The field by which the org can recognise our record by itself, if its admin made one. */
    Optional<String> externalId(CrmAccount account, String type) throws CrmFailure {
        var field = schema(account, type).field("Rapport_Id__c");
        return field.filter(one -> one.key() && one.writable()).map(Schema.Field::name);
    }
}
