package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.SimulatedProvider;
import app.rapport.sandbox.oauth.AuthorizationServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One Salesforce org. */
public final class Salesforce implements SimulatedProvider {
    private static final int DAILY_LIMIT = 100_000;

    private final Clock clock;
    private final Ledger ledger;
    private final AuthorizationServer grants;
    private final Object lock = new Object();
    private Org org;
    private Rest rest;
    private int dailyLimit = DAILY_LIMIT;
    private int used;
    private boolean refuseSemiJoinInOr;

    public Salesforce(Clock clock, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
        this.grants = new AuthorizationServer(
                clock, "salesforce", Duration.ofHours(2), Org.ID.substring(0, 15) + "!AQE", "5Aep861");
        this.org = new Org(clock, clock.instant().getEpochSecond() * 100);
        org.keep(ledger, ledger.open());
        this.rest = new Rest(org, false);
    }

    @Override
    public String id() {
        return "salesforce";
    }

    @Override
    public Reply answer(Call call) {
        var path = call.segments();
        var first = path.isEmpty() ? "" : path.getFirst();
        try {
            if (first.equals("services") && path.size() == 3 && path.get(1).equals("oauth2")) {
                synchronized (lock) {
                    return new SalesforceLogin(grants, org).answer(call, path.get(2));
                }
            }
            if (first.equals("services") && path.size() >= 2 && path.get(1).equals("data")) {
                return path.size() == 2 ? Reply.json(200, Rest.versions()) : api(call, path.subList(2, path.size()));
            }
            if (first.equals("id") && path.size() == 3) {
                signedIn(call);
                synchronized (lock) {
                    return Reply.json(200, new SalesforceLogin(grants, org).identity(call));
                }
            }
            synchronized (lock) {
                var page = new RecordPage(org).answer(call, path);
                if (page != null) {
                    return page;
                }
            }
            throw Refused.notFound();
        } catch (Refused refused) {
            return refusal(call, refused);
        }
    }

    private Reply api(Call call, List<String> path) {
        try {
            signedIn(call);
        } catch (Refused refused) {
            return refusal(call, refused);
        }
        synchronized (lock) {
            Reply reply;
            if (used >= dailyLimit) {
                reply = failure(403, "REQUEST_LIMIT_EXCEEDED");
            } else {
                used++;
                reply = path.size() == 2 && path.get(1).equals("limits") ? Reply.json(200, limits()) : work(call, path);
            }
            return reply.with("Sforce-Limit-Info", "api-usage=" + used + "/" + dailyLimit);
        }
    }

    private ObjectNode limits() {
        var json = Json.object();
        json.set("DailyApiRequests", Json.object().put("Max", dailyLimit).put("Remaining", dailyLimit - used));
        json.set("DailyBulkApiRequests", Json.object().put("Max", 5000).put("Remaining", 5000));
        json.set("DataStorageMB", Json.object().put("Max", 5).put("Remaining", 5));
        return json;
    }

    private Reply work(Call call, List<String> path) {
        try {
            return rest.answer(call, path);
        } catch (Refused refused) {
            return refusal(call, refused);
        } finally {
            ledger.commit();
        }
    }

    private static Reply refusal(Call call, Refused refused) {
        if (refused.callersFault()) {
            call.problem(refused.code() + ": " + refused.words());
        }
        return Reply.json(refused.status(), refused.body());
    }

    private void signedIn(Call call) {
        var token = call.bearer();
        if (token == null) {
            call.problem("no bearer token");
        }
        if (token == null || !grants.standing(token).good()) {
            throw new Refused(401, "INVALID_SESSION_ID", "Session expired or invalid", List.of(), null);
        }
    }

    @Override
    public Reply failure(int status, @Nullable String code) {
        return Reply.json(status, Refused.simulated(status, code).body());
    }

    /** The consent page and the pages for people are not part of the published interface. */
    @Override
    public boolean underContract(Call call) {
        return call.path().startsWith("/services/") && !call.path().equals("/services/oauth2/authorize");
    }

    @Override
    public Collection<String> types() {
        synchronized (lock) {
            return org.schema().types().stream().map(ObjectType::name).toList();
        }
    }

    @Override
    public List<ObjectNode> records(String type) {
        synchronized (lock) {
            var known = type(type);
            return org.all(known).stream()
                    .filter(row -> !Org.deleted(row))
                    .map(row -> Org.whole(known, row).deepCopy())
                    .toList();
        }
    }

    @Override
    public int count(String type) {
        synchronized (lock) {
            return (int) org.all(type(type)).stream()
                    .filter(row -> !Org.deleted(row))
                    .count();
        }
    }

    @Override
    public ObjectNode add(String type, ObjectNode fields) {
        synchronized (lock) {
            var known = type(type);
            try {
                var id = org.create(known, fields, true);
                return Org.whole(known, org.existing(known, id)).deepCopy();
            } catch (Refused refused) {
                throw new IllegalArgumentException(refused.code() + ": " + refused.words(), refused);
            } finally {
                ledger.commit();
            }
        }
    }

    @Override
    public @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        synchronized (lock) {
            var known = type(type);
            var normal = Ids.normal(id);
            if (normal == null || org.find(known, normal) == null) {
                return null;
            }
            try {
                org.update(known, normal, fields, true);
                return Org.whole(known, org.existing(known, normal)).deepCopy();
            } catch (Refused refused) {
                throw new IllegalArgumentException(refused.code() + ": " + refused.words(), refused);
            } finally {
                ledger.commit();
            }
        }
    }

    private ObjectType type(String name) {
        var type = org.schema().find(name);
        if (type == null) {
            throw new IllegalArgumentException("no such object: " + name);
        }
        return type;
    }

    @Override
    public ObjectNode state() {
        synchronized (lock) {
            var json = Json.object();
            json.setAll(grants.state());
            return json.put("organizationId", Org.ID)
                    .put("dailyLimit", dailyLimit)
                    .put("used", used)
                    .put("duplicateRule", org.duplicateRule())
                    .put("refuseSemiJoinInOr", refuseSemiJoinInOr);
        }
    }

    @Override
    public void expireTokens() {
        grants.expireAccessTokens();
    }

    @Override
    public void revokeTokens() {
        grants.revokeAll();
    }

    @Override
    public @Nullable Reply control(Call call, List<String> path) {
        return switch (path.getFirst()) {
            case "fields" -> fields(call, path);
            case "tokens" -> call.method().equals("POST") ? grant(call) : null;
            default -> null;
        };
    }

    private Reply grant(Call call) {
        var issued = grants.grant(List.of("api", "refresh_token", "openid"));
        return Reply.json(
                201,
                Json.object()
                        .put("accessToken", issued.accessToken())
                        .put("refreshToken", issued.refreshToken())
                        .put("instanceUrl", call.base() + "/salesforce"));
    }

    /** {@code POST} adds a custom column, {@code DELETE …/fields/{object}/{name}} takes it away again. */
    private @Nullable Reply fields(Call call, List<String> path) {
        synchronized (lock) {
            if (call.method().equals("DELETE") && path.size() == 3) {
                var removed = org.removeField(type(path.get(1)), path.get(2));
                ledger.commit();
                return removed ? Reply.empty(204) : Reply.refuse(404, "no such custom field");
            }
            if (!call.method().equals("POST") || !(call.json() instanceof ObjectNode wanted)) {
                return null;
            }
            var field = org.addField(type(Json.text(wanted, "object", "")), wanted);
            ledger.commit();
            return Reply.json(201, field.describe());
        }
    }

    @Override
    public List<String> settings() {
        return List.of("dailyLimit", "used", "refreshTokenRotation", "duplicateRule", "refuseSemiJoinInOr");
    }

    @Override
    public void set(Given wanted) {
        synchronized (lock) {
            dailyLimit = wanted.number("dailyLimit", dailyLimit);
            used = wanted.number("used", used);
            org.duplicateRule(wanted.flag("duplicateRule", org.duplicateRule()));
            refuseSemiJoinInOr = wanted.flag("refuseSemiJoinInOr", refuseSemiJoinInOr);
            rest = new Rest(org, refuseSemiJoinInOr);
            if (wanted.has("refreshTokenRotation")) {
                grants.rotate(wanted.flag("refreshTokenRotation", false));
            }
        }
    }

    @Override
    public void reset() {
        synchronized (lock) {
            org = new Org(clock, org.lastNumber());
            ledger.clear();
            org.keep(ledger, List.of());
            refuseSemiJoinInOr = false;
            rest = new Rest(org, false);
            dailyLimit = DAILY_LIMIT;
            used = 0;
            grants.reset();
        }
    }
}
