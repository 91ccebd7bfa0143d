package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The dated API below the account's base. */
final class Api {
    static final String VERSION = "2026-09";

    private final Portal portal;
    private final Keys.Caller caller;
    private final Keys keys;
    private final long searchLagMs;

    Api(Portal portal, Keys.Caller caller, Keys keys, long searchLagMs) {
        this.searchLagMs = searchLagMs;
        this.portal = portal;
        this.caller = caller;
        this.keys = keys;
    }

    Reply answer(Call call, List<String> path) {
        var area = path.size() < 2 ? "" : path.get(0) + "/" + path.get(1);
        if (path.size() >= 2 && path.getFirst().equals("account-info")) {
            return account(call, path);
        }
        if (area.equals("appinstalls/" + VERSION) && call.method().equals("DELETE")) {
            keys.uninstall(call);
            return Reply.empty(204);
        }
        if (path.size() < 3 || !path.get(0).equals("crm") || !path.get(2).equals(VERSION)) {
            if (path.size() > 2 && path.get(1).matches("v\\d")) {
                call.problem("the dated version " + VERSION + " replaces " + path.get(1));
            }
            throw Refused.notFound();
        }
        var rest = path.subList(3, path.size());
        return switch (path.get(1)) {
            case "objects" -> new Objects(portal, caller, searchLagMs).answer(call, rest);
            case "associations" -> new Associations(portal, caller).answer(call, rest);
            case "properties" -> new Properties(portal, caller).answer(call, rest);
            case "pipelines" -> pipelines(call, rest);
            case "owners" -> owners(call, rest);
            default -> throw Refused.notFound();
        };
    }

    private Reply account(Call call, List<String> path) {
        need(call, "GET");
        if (path.size() != 3 || !path.get(1).equals(VERSION) || !path.get(2).equals("details")) {
            throw Refused.notFound();
        }
        var json = Json.object()
                .put("portalId", Portal.ID)
                .put("accountType", "STANDARD")
                .put("timeZone", "Europe/Berlin")
                .put("companyCurrency", "EUR");
        json.putArray("additionalCurrencies");
        return Reply.json(
                200,
                json.put("utcOffset", "+01:00")
                        .put("utcOffsetMilliseconds", 3_600_000)
                        .put("uiDomain", "app-eu1.hubspot.com")
                        .put("dataHostingLocation", "eu1"));
    }

    private Reply pipelines(Call call, List<String> rest) {
        need(call, "GET");
        if (rest.isEmpty() || !portal.kind(rest.getFirst()).name().equals("deals")) {
            throw Refused.notFound();
        }
        caller.needs("crm.objects.deals.read");
        var pipeline = portal.pipelines().describe();
        if (rest.size() == 1) {
            return list(List.of(pipeline));
        }
        if (!rest.get(1).equals("default")) {
            throw Refused.notFound();
        }
        if (rest.size() == 3 && rest.get(2).equals("stages")) {
            var json = Json.object();
            json.set("results", pipeline.path("stages"));
            return Reply.json(200, json);
        }
        return Reply.json(200, pipeline);
    }

    private Reply owners(Call call, List<String> rest) {
        need(call, "GET");
        caller.needs("crm.objects.owners.read");
        var all = Portal.owners(portal.clock().instant().toString());
        if (rest.size() == 1) {
            var key = "userId".equals(call.parameter("idProperty")) ? "userId" : "id";
            return all.stream()
                    .filter(owner -> owner.path(key).asString("").equals(rest.getFirst()))
                    .findFirst()
                    .map(owner -> Reply.json(200, owner))
                    .orElseThrow(Refused::notFound);
        }
        var email = call.parameter("email");
        return list(all.stream()
                .filter(owner -> email == null || email.equalsIgnoreCase(Json.text(owner, "email")))
                .toList());
    }

    static Reply list(List<ObjectNode> results) {
        var json = Json.object();
        json.putArray("results").addAll(results);
        return Reply.json(200, json);
    }

    static void need(Call call, String method) {
        if (!call.method().equals(method)) {
            throw notAllowed();
        }
    }

    static Refused notAllowed() {
        return new Refused(405, "METHOD_NOT_ALLOWED", "HTTP 405 Method Not Allowed", null);
    }

    static ObjectNode body(Call call) {
        if (!call.hasType("application/json")) {
            throw new Refused(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json", null);
        }
        if (call.json() instanceof ObjectNode object) {
            return object;
        }
        throw Refused.invalid("Invalid input JSON on line 1, column 1: the body must be an object");
    }

    /** Notes properties of a body that the endpoint does not know. */
    static void known(Call call, ObjectNode body, String... names) {
        var expected = List.of(names);
        var unknown = new ArrayList<String>();
        body.propertyNames().forEach(name -> {
            if (!expected.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            call.problem("unknown in the body: " + unknown);
        }
    }
}
