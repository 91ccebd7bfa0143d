package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.SimulatedProvider;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One HubSpot account. */
public final class Hubspot implements SimulatedProvider {
    private final Clock clock;
    private final Ledger ledger;
    private final Keys keys;
    private final Limits limits;
    private final Webhooks webhooks;
    private final Object lock = new Object();
    private Portal portal;
    private long searchLagMs;

    public Hubspot(Clock clock, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
        this.keys = new Keys(clock);
        this.limits = new Limits(clock);
        this.webhooks = new Webhooks(clock);
        this.portal = new Portal(clock, clock.instant().getEpochSecond() * 100);
        portal.keep(ledger, ledger.open());
    }

    @Override
    public String id() {
        return "hubspot";
    }

    @Override
    public Reply answer(Call call) {
        var path = call.segments();
        try {
            if (!path.isEmpty() && path.getFirst().equals("oauth")) {
                return new HubspotLogin(keys).answer(call, path);
            }
            if (path.size() == 5
                    && path.getFirst().equals("contacts")
                    && path.get(2).equals("record")) {
                synchronized (lock) {
                    return new RecordPage(portal).answer(call, path);
                }
            }
            return api(call, path);
        } catch (Refused refused) {
            return refusal(call, refused);
        }
    }

    private Reply api(Call call, List<String> path) {
        var caller = keys.caller(call);
        var search = path.size() == 5
                && path.getFirst().equals("crm")
                && path.getLast().equals("search");
        var refused = search ? limits.search() : limits.take(caller);
        if (refused != null) {
            return limits.dress(refused, caller, search);
        }
        Reply reply;
        try {
            synchronized (lock) {
                try {
                    reply = new Api(portal, caller, keys, searchLagMs).answer(call, path);
                } finally {
                    ledger.commit();
                }
            }
        } catch (Refused no) {
            reply = refusal(call, no);
        }
        return limits.dress(reply, caller, search);
    }

    private static Reply refusal(Call call, Refused refused) {
        if (refused.callersFault()) {
            call.problem(refused.words());
        }
        return refused.reply();
    }

    @Override
    public Reply failure(int status, @Nullable String code) {
        if (status == 429) {
            return Limits.tooMany(code == null ? "TEN_SECONDLY_ROLLING" : code);
        }
        var known = switch (status) {
            case 400 -> "VALIDATION_ERROR";
            case 401 -> "INVALID_AUTHENTICATION";
            case 403 -> "FORBIDDEN";
            case 404 -> "OBJECT_NOT_FOUND";
            case 409 -> "CONFLICT";
            case 423 -> "LOCKED";
            default -> "INTERNAL_ERROR";
        };
        var word = code == null ? known : code;
        if (word.equals("MISSING_SCOPES")) {
            return new Reply(
                    status,
                    Refused.scopes(List.of("crm.objects.contacts.write"))
                            .reply()
                            .headers(),
                    Refused.scopes(List.of("crm.objects.contacts.write"))
                            .reply()
                            .body());
        }
        var message = switch (word) {
            case "INVALID_AUTHENTICATION" -> Keys.NO_CREDENTIALS;
            case "OBJECT_NOT_FOUND" -> "resource not found";
            default -> "There was a problem with the request.";
        };
        return new Refused(status, word, message, null).reply();
    }

    @Override
    public boolean underContract(Call call) {
        return !call.path().equals("/oauth/authorize") && !call.path().startsWith("/contacts/");
    }

    @Override
    public Collection<String> types() {
        synchronized (lock) {
            return portal.kinds().stream().map(Kind::name).toList();
        }
    }

    @Override
    public List<ObjectNode> records(String type) {
        synchronized (lock) {
            return portal.all(kind(type)).stream()
                    .filter(item -> !item.archived)
                    .map(item -> item.whole(""))
                    .toList();
        }
    }

    @Override
    public int count(String type) {
        synchronized (lock) {
            return (int) portal.all(kind(type)).stream()
                    .filter(item -> !item.archived)
                    .count();
        }
    }

    private Kind kind(String type) {
        try {
            return portal.kind(type);
        } catch (Refused e) {
            throw new IllegalArgumentException("no such object type: " + type, e);
        }
    }

    @Override
    public ObjectNode add(String type, ObjectNode fields) {
        synchronized (lock) {
            try {
                var item = portal.create(kind(type), properties(fields), fields.get("associations"));
                item.set("hs_object_source", "CRM_UI");
                webhooks.created(item);
                return item.whole("");
            } catch (Refused refused) {
                throw new IllegalArgumentException(refused.words(), refused);
            } finally {
                ledger.commit();
            }
        }
    }

    @Override
    public @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        synchronized (lock) {
            var item = portal.find(kind(type), id, null);
            if (item == null) {
                return null;
            }
            try {
                var given = properties(fields);
                portal.update(item, given);
                given.propertyNames().forEach(name -> webhooks.changed(item, name));
                return item.whole("");
            } catch (Refused refused) {
                throw new IllegalArgumentException(refused.words(), refused);
            } finally {
                ledger.commit();
            }
        }
    }

    /** Properties may come bare or wrapped as the API wants them. */
    private static ObjectNode properties(ObjectNode fields) {
        return fields.get("properties") instanceof ObjectNode wrapped ? wrapped : fields;
    }

    @Override
    public ObjectNode state() {
        var json = Json.object();
        json.setAll(keys.state());
        json.put("portalId", Portal.ID);
        synchronized (lock) {
            json.put("searchLagMs", searchLagMs);
        }
        json.setAll(limits.state());
        json.setAll(webhooks.state());
        return json;
    }

    @Override
    public void expireTokens() {
        keys.expire();
    }

    @Override
    public void revokeTokens() {
        keys.revoke();
    }

    /** The account's own service key, with every scope. */
    public String serviceKey() {
        return keys.serviceKey();
    }

    public void webhooksTo(URI url, URI publicUrl) {
        webhooks.target(url, publicUrl);
    }

    public ObjectNode sendWebhook(List<ObjectNode> events) {
        return webhooks.send(events);
    }

    @Override
    public @Nullable Reply control(Call call, List<String> path) {
        return switch (path.getFirst()) {
            case "tokens" -> keys.control(call);
            case "webhooks" -> webhooks.control(call, path);
            default -> null;
        };
    }

    @Override
    public List<String> settings() {
        return List.of(
                "oauthPerTenSeconds",
                "staticPerTenSeconds",
                "searchPerSecond",
                "daily",
                "usedToday",
                "refreshTokenRotation",
                "searchLagMs");
    }

    @Override
    public void set(Given wanted) {
        limits.set(wanted);
        keys.set(wanted);
        synchronized (lock) {
            searchLagMs = wanted.number("searchLagMs", searchLagMs);
        }
    }

    @Override
    public void reset() {
        synchronized (lock) {
            portal = new Portal(clock, portal.lastId());
            ledger.clear();
            portal.keep(ledger, List.of());
            searchLagMs = 0;
        }
        keys.reset();
        limits.reset();
        webhooks.reset();
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
