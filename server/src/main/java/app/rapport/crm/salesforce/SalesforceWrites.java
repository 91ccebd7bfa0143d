package app.rapport.crm.salesforce;

import app.rapport.crm.connector.Bodies.Content;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.Plan.Piece;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Schemas;
import app.rapport.crm.connector.Writes;
import app.rapport.crm.connector.Written;
import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans writes and sends them: one record plainly, several as one all-or-nothing composite. */
final class SalesforceWrites extends Writes {
    private static final int COMPOSITE = 25;

    private final Line line;
    private final SalesforceErrors errors;
    private final SalesforceBodies bodies;
    private final JsonMapper json;

    SalesforceWrites(Line line, SalesforceErrors errors, Schemas schemas, SalesforceBodies bodies, JsonMapper json) {
        super(Salesforce.NAME, schemas, bodies);
        this.line = line;
        this.errors = errors;
        this.bodies = bodies;
        this.json = json;
    }

    private record Part(String method, String path, ObjectNode body, Piece piece) {}

    @Override
    protected List<Plan.Request> requests(CrmAccount account, List<Content> contents) throws CrmFailure {
        var parts = new ArrayList<Part>();
        for (var content : contents) {
            parts.add(part(account, content, "r" + (parts.size() + 1)));
        }
        var requests = new ArrayList<Plan.Request>();
        for (var from = 0; from < parts.size(); from += COMPOSITE) {
            requests.add(request(account, parts.subList(from, Math.min(parts.size(), from + COMPOSITE))));
        }
        return requests;
    }

    private Part part(CrmAccount account, Content content, String reference) throws CrmFailure {
        var draft = content.draft();
        var remote = draft.remote();
        var piece = new Piece(reference, draft.key(), content.type(), remote);
        var base = Salesforce.data(account) + "/sobjects/" + content.type();
        if (remote != null) {
            return new Part("PATCH", base + "/" + remote.id(), content.body(), piece);
        }
        var key = draft instanceof Draft.Person
                ? null
                : bodies.externalId(account, content.type()).orElse(null);
        return key == null
                ? new Part("POST", base, content.body(), piece)
                : new Part("PATCH", base + "/" + key + "/" + draft.key().id(), content.body(), piece);
    }

    private Plan.Request request(CrmAccount account, List<Part> parts) {
        var pieces = parts.stream().map(Part::piece).toList();
        var purpose = purpose(pieces);
        if (parts.size() == 1) {
            var only = parts.getFirst();
            return new Plan.Request(only.method(), only.path(), Map.of(), only.body(), purpose, pieces);
        }
        var body = json.createObjectNode().put("allOrNone", true);
        var all = body.putArray("compositeRequest");
        for (var part : parts) {
            all.add(json.createObjectNode()
                    .put("method", part.method())
                    .put("url", part.path())
                    .put("referenceId", part.piece().reference())
                    .set("body", part.body()));
        }
        return new Plan.Request("POST", Salesforce.data(account) + "/composite", Map.of(), body, purpose, pieces);
    }

    private static String purpose(List<Piece> pieces) {
        var first = pieces.getFirst();
        var text = (first.creates() ? "create " : "update ") + first.type().toLowerCase(Locale.ROOT);
        return pieces.size() == 1 ? text : text + " and " + (pieces.size() - 1) + " more";
    }

    @Override
    public List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure {
        var answer = line.write(account.connection(), request);
        if (!request.path().endsWith("/composite")) {
            var piece = request.pieces().getFirst();
            return List.of(settle(account, piece, answer, answer.status(), answer.body()));
        }
        if (!answer.ok()) {
            throw failed(account, line.fault(account.connection(), answer, true), null);
        }
        var parts = answer.body().path("compositeResponse");
        if (parts.size() != request.pieces().size()) {
            throw Fault.of(
                            ErrorClass.TRANSIENT,
                            "unreadable_answer",
                            "Salesforce answered for " + parts.size() + " of "
                                    + request.pieces().size() + " records.",
                            "Rapport looks what is there and tries again by itself.",
                            Wording.of("write_unconfirmed").with("provider", "Salesforce"))
                    .unknown(true)
                    .failure();
        }
        refuseIfRolledBack(account, request, parts);
        var written = new ArrayList<Written>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.path(i);
            written.add(settle(
                    account,
                    request.pieces().get(i),
                    answer,
                    part.path("httpStatusCode").asInt(0),
                    part.path("body")));
        }
        return written;
    }

    /** Finds the one part that spoilt the rest. */
    private void refuseIfRolledBack(CrmAccount account, Plan.Request request, JsonNode parts) throws CrmFailure {
        Fault halted = null;
        for (var i = 0; i < parts.size(); i++) {
            var status = parts.path(i).path("httpStatusCode").asInt(0);
            if (status >= 200 && status < 300) {
                continue;
            }
            var body = parts.path(i).path("body");
            var fault = errors.fault(account.connection(), status, body, null).status(status);
            if (body.path(0).path("errorCode").asString("").equals("PROCESSING_HALTED")) {
                halted = fault;
                continue;
            }
            throw failed(account, fault, request.pieces().get(i));
        }
        if (halted != null) {
            throw failed(account, halted, null);
        }
    }

    private Written settle(CrmAccount account, Piece piece, Line.Answer answer, int status, JsonNode body)
            throws CrmFailure {
        if (status >= 200 && status < 300) {
            errors.worked(account.connection());
            return written(account, piece, answer, body);
        }
        var code = body.path(0).path("errorCode").asString("");
        if (code.equals("DUPLICATES_DETECTED") && piece.creates()) {
            var same = SalesforceErrors.duplicates(body);
            if (same.size() == 1) {
                var record = new RemoteRef(piece.type(), same.getFirst());
                return new Written.Adopted(piece.key(), record, url(answer, record));
            }
        }
        throw failed(account, line.fault(account.connection(), answer, true), piece);
    }

    private Written written(CrmAccount account, Piece piece, Line.Answer answer, JsonNode body) throws CrmFailure {
        var known = piece.record();
        if (known != null) {
            return new Written.Updated(piece.key(), known, url(answer, known));
        }
        var id = body.path("id").asString("");
        if (id.isEmpty()) {
            id = idByExternalId(account, piece);
        }
        var record = new RemoteRef(piece.type(), id);
        return body.path("created").asBoolean(true)
                ? new Written.Created(piece.key(), record, url(answer, record))
                : new Written.Adopted(piece.key(), record, url(answer, record));
    }

    /** An upsert may answer nothing at all when the record was there. */
    private String idByExternalId(CrmAccount account, Piece piece) throws CrmFailure {
        var key = bodies.externalId(account, piece.type()).orElse("");
        var found = key.isEmpty()
                ? NullNode.getInstance()
                : line.get(
                                account.connection(),
                                Salesforce.data(account) + "/sobjects/" + piece.type() + "/" + key + "/"
                                        + piece.key().id(),
                                "read the record's id")
                        .body();
        var id = found.path("Id").asString("");
        if (id.isEmpty()) {
            throw unsaid();
        }
        return id;
    }

    private static String url(Line.Answer answer, RemoteRef record) {
        var called = answer.reply().uri().toString();
        var root = called.contains("/services/") ? called.substring(0, called.indexOf("/services/")) : called;
        return root + "/lightning/r/" + record.type() + "/" + record.id() + "/view";
    }
}
