package app.rapport.crm.hubspot;

import app.rapport.crm.connector.Bodies.Content;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.Plan.Piece;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Schemas;
import app.rapport.crm.connector.Writes;
import app.rapport.crm.connector.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans writes and sends them: one record a request, with its associations. */
final class HubspotWrites extends Writes {
    private final Line line;
    private final JsonMapper json;

    HubspotWrites(Line line, Schemas schemas, HubspotBodies bodies, JsonMapper json) {
        super(Hubspot.NAME, schemas, bodies);
        this.line = line;
        this.json = json;
    }

    @Override
    protected List<Plan.Request> requests(CrmAccount account, List<Content> contents) {
        return contents.stream()
                .flatMap(content -> requests(content.type(), content.draft(), content.body()).stream())
                .toList();
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

    @Override
    public List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure {
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
        throw failed(account, line.fault(account.connection(), answer, true), piece);
    }

    private Written written(CrmAccount account, Piece piece, Line.Answer answer) throws CrmFailure {
        var known = piece.record();
        if (known != null) {
            return new Written.Updated(piece.key(), known, url(account, answer, known));
        }
        var id = answer.body().path("id").asString("");
        if (id.isEmpty()) {
            throw unsaid();
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
