package app.rapport.crm.hubspot;

import static app.rapport.crm.hubspot.HubspotApi.CONTACTS;
import static app.rapport.crm.hubspot.HubspotApi.TASKS;

import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.Plan.Piece;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans writes and sends them: one record a request, with its associations. */
final class HubspotWrites {
    private final Line line;
    private final HubspotSchemas schemas;
    private final HubspotBodies bodies;
    private final JsonMapper json;

    HubspotWrites(Line line, HubspotSchemas schemas, HubspotBodies bodies, JsonMapper json) {
        this.line = line;
        this.schemas = schemas;
        this.bodies = bodies;
        this.json = json;
    }

    Plan plan(CrmAccount account, List<Draft> drafts) throws CrmFailure {
        var warnings = new ArrayList<String>();
        var requests = new ArrayList<Plan.Request>();
        for (var draft : drafts) {
            var properties = switch (draft) {
                case Draft.Activity talk -> bodies.activity(account, talk, warnings);
                case Draft.Task task -> bodies.task(account, task);
                case Draft.Person person -> bodies.person(person);
                case Draft.Fields fields -> bodies.fields(account, fields, warnings);
            };
            if (!properties.isEmpty()) {
                requests.addAll(requests(type(account, draft), draft, properties));
            }
        }
        return new Plan(requests, warnings.stream().distinct().toList());
    }

    private static String type(CrmAccount account, Draft draft) {
        return switch (draft) {
            case Draft.Activity talk -> HubspotBodies.typeOf(account, talk);
            case Draft.Task _ -> TASKS;
            case Draft.Person _ -> CONTACTS;
            case Draft.Fields fields -> fields.remote().type();
        };
    }

    private List<Plan.Request> requests(String type, Draft draft, ObjectNode properties) {
        var piece = new Piece(type, draft.key(), type, draft.remote());
        var body = json.createObjectNode();
        body.set("properties", properties);
        var word = type.endsWith("ies")
                ? type.substring(0, type.length() - 3) + "y"
                : type.substring(0, type.length() - 1);
        var associations = HubspotBodies.associations(draft);
        var remote = draft.remote();
        if (remote == null) {
            if (!associations.isEmpty()) {
                var all = body.putArray("associations");
                associations.forEach((to, id) -> {
                    var one = all.addObject();
                    one.putObject("to").put("id", id);
                    one.putArray("types")
                            .addObject()
                            .put("associationCategory", "HUBSPOT_DEFINED")
                            .put("associationTypeId", HubspotApi.association(type, to));
                });
            }
            return List.of(new Plan.Request(
                    "POST", HubspotApi.objects(type), Map.of(), body, "create " + word, List.of(piece)));
        }
        var requests = new ArrayList<Plan.Request>();
        requests.add(new Plan.Request(
                "PATCH", HubspotApi.object(type, remote.id()), Map.of(), body, "update " + word, List.of(piece)));
        if (moved(draft)) {
            associations.forEach((to, id) -> requests.add(new Plan.Request(
                    "PUT",
                    HubspotApi.associate(type, remote.id(), to, id),
                    Map.of(),
                    null,
                    "associate " + word + " with " + to,
                    List.of())));
        }
        return requests;
    }

    private static boolean moved(Draft draft) {
        return switch (draft) {
            case Draft.Activity talk -> talk.moved();
            case Draft.Task task -> task.moved();
            case Draft.Person _, Draft.Fields _ -> false;
        };
    }

    List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure {
        var answer = line.write(account.connection(), request);
        if (request.pieces().isEmpty()) {
            if (!answer.ok()) {
                throw line.fault(account.connection(), answer, true)
                        .unknown(false)
                        .failure();
            }
            return List.of();
        }
        var piece = request.pieces().getFirst();
        if (answer.ok()) {
            return List.of(written(account, piece, answer));
        }
        var existing = HubspotErrors.existing(answer);
        if (piece.creates() && existing.isPresent()) {
            var record = new RemoteRef(piece.type(), existing.get());
            return List.of(new Written.Adopted(piece.key(), record, url(account, answer, record)));
        }
        var fault = line.fault(account.connection(), answer, true);
        if (answer.body().toString().contains("PROPERTY_DOESNT_EXIST")) {
            schemas.forget(account.connection());
        }
        throw fault.errorClass() == ErrorClass.NOT_FOUND && !piece.creates()
                ? fault.gone(List.of(piece.key())).failure()
                : fault.failure();
    }

    private static Written written(CrmAccount account, Piece piece, Line.Answer answer) throws CrmFailure {
        var known = piece.record();
        if (known != null) {
            return new Written.Updated(piece.key(), known, url(account, answer, known));
        }
        var id = answer.body().path("id").asString("");
        if (id.isEmpty()) {
            throw Fault.of(
                            ErrorClass.TRANSIENT,
                            "unreadable_answer",
                            "HubSpot did not say which record it wrote.",
                            "Rapport looks what is there and tries again by itself.")
                    .unknown(true)
                    .failure();
        }
        var record = new RemoteRef(piece.type(), id);
        return new Written.Created(piece.key(), record, url(account, answer, record));
    }

    private static String url(CrmAccount account, Line.Answer answer, RemoteRef record) {
        var said = answer.body().path("url").asString("");
        if (said.startsWith("http")) {
            return said;
        }
        var called = answer.reply().uri().toString();
        var root = called.startsWith("https://api.hubapi.com/") || !called.contains("/crm/")
                ? "https://app.hubspot.com"
                : called.substring(0, called.indexOf("/crm/"));
        var portal = account.externalAccount() == null ? "0" : account.externalAccount();
        return root + "/contacts/" + portal + "/record/" + HubspotApi.kind(record.type()) + "/" + record.id();
    }
}
