package app.rapport.crm.hubspot;

import static app.rapport.crm.hubspot.HubspotApi.COMPANIES;
import static app.rapport.crm.hubspot.HubspotApi.CONTACTS;
import static app.rapport.crm.hubspot.HubspotApi.DEALS;
import static app.rapport.crm.hubspot.HubspotApi.MEETINGS;

import app.rapport.crm.connector.Bodies;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.Forms;
import app.rapport.crm.connector.Prose;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Schemas;
import app.rapport.crm.connector.Texts;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Wording;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our drafts as HubSpot objects: properties are all texts, bodies are HTML. */
final class HubspotBodies extends Bodies {
    private static final int TITLE = 500;

    HubspotBodies(Schemas schemas, Forms forms, JsonMapper json) {
        super(Hubspot.NAME, schemas, forms, json);
    }

    @Override
    protected ObjectNode activity(CrmAccount account, Draft.Activity talk, String type, List<Warning> warnings) {
        var properties = empty();
        var start = talk.start().truncatedTo(ChronoUnit.SECONDS);
        var title = Texts.cut(Texts.line(talk.title()), TITLE);
        var text = Html.body(Prose.of(talk), talk.link().toString(), "Open in Rapport");
        properties.put("hs_timestamp", start.toString());
        if (type.equals(MEETINGS)) {
            properties.put("hs_meeting_title", title);
            properties.put("hs_meeting_body", text);
            properties.put("hs_meeting_start_time", start.toString());
            properties.put("hs_meeting_end_time", start.plus(talk.duration()).toString());
            properties.put("hs_meeting_outcome", "COMPLETED");
            properties.put("hs_meeting_external_url", talk.link().toString());
        } else {
            properties.put("hs_call_title", title);
            properties.put("hs_call_body", text);
            properties.put("hs_call_duration", Long.toString(talk.duration().toMillis()));
            properties.put("hs_call_status", "COMPLETED");
        }
        owner(properties, talk.place());
        return properties;
    }

    @Override
    protected ObjectNode task(CrmAccount account, Draft.Task task, List<Warning> warnings) {
        var properties = empty();
        properties.put("hs_task_subject", Texts.cut(Texts.line(task.title()), TITLE));
        properties.put("hs_task_body", Html.body(Prose.of(task), task.link().toString(), "Open in Rapport"));
        // The timestamp of a task is when it is due, and HubSpot demands one: without a date, today.
        if (task.due() != null) {
            var due = task.due().atTime(LocalTime.of(17, 0)).atZone(account.zone());
            properties.put(
                    "hs_timestamp",
                    due.withZoneSameInstant(ZoneOffset.UTC).toInstant().toString());
        } else if (task.remote() == null) {
            properties.put(
                    "hs_timestamp", task.made().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (task.remote() == null) {
            properties.put("hs_task_type", "TODO");
        }
        if (task.state() != task.told()) {
            properties.put(
                    "hs_task_status",
                    switch (task.state()) {
                        case OPEN -> "NOT_STARTED";
                        case DONE -> "COMPLETED";
                        case CANCELLED -> "DEFERRED";
                    });
        }
        owner(properties, task.place());
        return properties;
    }

    @Override
    protected ObjectNode person(Draft.Person person) {
        var properties = empty();
        properties.put("email", person.email());
        var name = Texts.line(person.name());
        if (!name.isEmpty() && !name.contains("@")) {
            var space = name.lastIndexOf(' ');
            properties.put("firstname", space > 0 ? name.substring(0, space) : name);
            if (space > 0) {
                properties.put("lastname", name.substring(space + 1));
            }
        }
        if (person.title() != null) {
            properties.put("jobtitle", Texts.line(person.title()));
        }
        return properties;
    }

    private static void owner(ObjectNode properties, Place place) {
        if (place.owner() != null) {
            properties.put("hubspot_owner_id", place.owner());
        }
    }

    @Override
    protected @Nullable Warning put(ObjectNode properties, Schema.Field field, String value) {
        var fits = switch (field.type()) {
            case "number" -> value.strip().matches("-?[0-9]+(\\.[0-9]+)?");
            case "choice", "choices" -> field.offers(value);
            default -> true;
        };
        if (!fits) {
            var cut = Texts.cut(value, 60);
            return new Warning(
                    "“" + cut + "” is nothing " + field.label() + " takes: it is left as it is.",
                    Wording.of("value_does_not_fit").with("value", cut).with("label", field.label()));
        }
        properties.put(field.name(), field.fit(Texts.lines(value)));
        return null;
    }

    /** What a record of this kind is to be associated with. */
    static Map<String, String> associations(Draft draft) {
        var all = new LinkedHashMap<String, String>();
        switch (draft) {
            case Draft.Activity talk -> place(all, talk.place());
            case Draft.Task task -> place(all, task.place());
            case Draft.Person person -> {
                if (person.company() != null) {
                    all.put(COMPANIES, person.company().id());
                }
            }
            case Draft.Fields _ -> {}
        }
        return all;
    }

    private static void place(Map<String, String> all, Place place) {
        if (place.person() != null) {
            all.put(CONTACTS, place.person().ref().id());
        }
        if (place.company() != null) {
            all.put(COMPANIES, place.company().id());
        }
        if (place.deal() != null) {
            all.put(DEALS, place.deal().id());
        }
    }
}
