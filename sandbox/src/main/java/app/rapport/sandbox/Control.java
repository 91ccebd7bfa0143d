package app.rapport.sandbox;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The side door of tests and of the page for people: {@code /control/…}. */
final class Control {
    private static final int PAGE = 1_000;

    private final Map<String, ProviderDesk> desks;
    private final Receivers receivers;

    Control(Map<String, ProviderDesk> desks, Receivers receivers) {
        this.desks = desks;
        this.receivers = receivers;
    }

    Reply answer(Call call) {
        try {
            var reply = route(call, call.segments());
            return reply == null ? Reply.refuse(404, "no such control: " + call.method() + " " + call.path()) : reply;
        } catch (IllegalArgumentException e) {
            return Reply.refuse(400, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Reply route(Call call, List<String> path) {
        if (path.size() < 2) {
            return call.method().equals("GET") ? Reply.json(200, overview()) : null;
        }
        var first = path.get(1);
        if (first.equals("reset")) {
            return call.method().equals("POST") ? reset(call) : null;
        }
        if (first.equals("receivers")) {
            return receivers(call, path);
        }
        var desk = desks.get(first);
        if (desk == null) {
            return Reply.refuse(404, "no such provider: " + first);
        }
        if (path.size() < 3) {
            return call.method().equals("GET") ? Reply.json(200, state(desk)) : null;
        }
        return switch (path.get(2)) {
            case "requests" -> requests(call, desk);
            case "records" -> records(call, desk, path);
            case "faults" -> faults(call, desk, path);
            case "state" -> call.method().equals("GET") ? Reply.json(200, state(desk)) : null;
            case "latency" -> latency(call, desk);
            case "settings" -> settings(call, desk.provider());
            default -> desk.provider().control(call, path.subList(2, path.size()));
        };
    }

    private Reply reset(Call call) {
        var provider = call.parameter("provider");
        if (provider == null) {
            desks.values().forEach(ProviderDesk::reset);
            receivers.reset();
            return Reply.empty(204);
        }
        var desk = desks.get(provider);
        if (desk == null) {
            return Reply.refuse(404, "no such provider: " + provider);
        }
        desk.reset();
        return Reply.empty(204);
    }

    private @Nullable Reply receivers(Call call, List<String> path) {
        if (path.size() == 2) {
            return call.method().equals("GET") ? list(receivers.summary()) : null;
        }
        var name = path.get(2);
        return switch (call.method()) {
            case "GET" -> Reply.json(200, receivers.describe(name, number(call, "since", 0)));
            case "POST" -> {
                receivers.set(name, Given.of(call.json(), "status", "times", "delayMs"));
                yield Reply.json(200, receivers.describe(name, Long.MAX_VALUE));
            }
            case "DELETE" -> {
                receivers.forget(name);
                yield Reply.empty(204);
            }
            default -> null;
        };
    }

    private @Nullable Reply requests(Call call, ProviderDesk desk) {
        if (call.method().equals("DELETE")) {
            desk.log().clear();
            return Reply.empty(204);
        }
        if (!call.method().equals("GET")) {
            return null;
        }
        var since = call.parameter("since");
        var from = instant(since);
        var method = call.parameter("method");
        var path = pattern(call.parameter("path"));
        var wanted = "true".equals(call.parameter("problems"));
        var matching = desk.log().since(from == null ? number(call, "since", 0) : 0).stream()
                .filter(one -> from == null || one.at().isAfter(from))
                .filter(one -> method == null || one.method().equalsIgnoreCase(method))
                .filter(one -> path == null || path.matcher(one.path()).find())
                .filter(one -> !wanted || !one.problems().isEmpty())
                .toList();
        var limit = (int) Math.clamp(number(call, "limit", PAGE), 1, RequestLog.KEPT);
        // Without a mark the latest are wanted, with one the next ones after it.
        var start = since == null ? Math.max(0, matching.size() - limit) : 0;
        var page = matching.subList(start, Math.min(matching.size(), start + limit));
        var json = Json.object().put("total", desk.log().total()).put("matching", matching.size());
        json.put("next", page.isEmpty() ? null : Long.valueOf(page.getLast().seq()));
        json.putArray("items").addAll(page.stream().map(LoggedRequest::describe).toList());
        return Reply.json(200, json);
    }

    private @Nullable Reply records(Call call, ProviderDesk desk, List<String> path) {
        var provider = desk.provider();
        if (path.size() == 3) {
            var json = Json.object();
            provider.types().forEach(type -> json.put(type, provider.count(type)));
            return call.method().equals("GET") ? Reply.json(200, json) : null;
        }
        var type = path.get(3);
        if (path.size() == 4 && call.method().equals("GET")) {
            var all = provider.records(type);
            var limit = (int) Math.clamp(number(call, "limit", all.size()), 0, all.size());
            var json = Json.object().put("total", all.size());
            json.putArray("items").addAll(all.subList(all.size() - limit, all.size()));
            return Reply.json(200, json);
        }
        if (path.size() == 4 && call.method().equals("POST")) {
            return Reply.json(201, provider.add(type, object(call)));
        }
        if (path.size() == 5 && call.method().equals("PATCH")) {
            var changed = provider.change(type, path.get(4), object(call));
            return changed == null ? Reply.refuse(404, "no such record") : Reply.json(200, changed);
        }
        return null;
    }

    private @Nullable Reply faults(Call call, ProviderDesk desk, List<String> path) {
        return switch (call.method()) {
            case "GET" -> list(desk.faults().list());
            case "DELETE" -> {
                if (path.size() > 3) {
                    var id = path.get(3);
                    yield id.matches("[0-9]{1,18}") && desk.faults().remove(Long.parseLong(id))
                            ? Reply.empty(204)
                            : Reply.refuse(404, "no such fault: " + id);
                }
                desk.faults().clear();
                yield Reply.empty(204);
            }
            case "POST" -> fault(object(call), desk);
            default -> null;
        };
    }

    private static Reply fault(ObjectNode wanted, ProviderDesk desk) {
        var kind = Json.text(wanted, "kind", "");
        switch (kind) {
            case "expire_tokens" -> desk.provider().expireTokens();
            case "revoke_tokens" -> desk.provider().revokeTokens();
            default -> {
                var fault = Fault.parse(wanted);
                return Reply.json(201, fault.describe().put("id", desk.faults().add(fault)));
            }
        }
        return Reply.json(200, Json.object().put("done", kind));
    }

    private @Nullable Reply latency(Call call, ProviderDesk desk) {
        if (call.method().equals("POST")) {
            var milliseconds = Given.of(call.json(), "ms").number("ms", -1L);
            if (milliseconds < 0 || milliseconds > 600_000) {
                throw new IllegalArgumentException("ms is between 0 and 600000");
            }
            desk.latency(milliseconds);
        } else if (!call.method().equals("GET")) {
            return null;
        }
        return Reply.json(200, Json.object().put("ms", desk.latencyMs()));
    }

    private static @Nullable Reply settings(Call call, SimulatedProvider provider) {
        if (call.method().equals("POST")) {
            provider.set(Given.of(call.json(), provider.settings().toArray(String[]::new)));
        } else if (!call.method().equals("GET")) {
            return null;
        }
        return Reply.json(200, provider.state());
    }

    private ObjectNode overview() {
        var json = Json.object();
        desks.forEach((id, desk) -> json.set(id, state(desk)));
        return json;
    }

    private static ObjectNode state(ProviderDesk desk) {
        var json = desk.provider()
                .state()
                .put("requests", desk.log().total())
                .put("requestsWithProblems", desk.log().withProblems())
                .put("faults", desk.faults().list().size())
                .put("latencyMs", desk.latencyMs())
                .put("contract", desk.contract().present());
        var records = json.putObject("records");
        desk.provider()
                .types()
                .forEach(type -> records.put(type, desk.provider().count(type)));
        return json;
    }

    private static Reply list(List<ObjectNode> items) {
        var json = Json.object().put("total", items.size());
        json.putArray("items").addAll(items);
        return Reply.json(200, json);
    }

    private static ObjectNode object(Call call) {
        JsonNode json = call.json();
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    private static long number(Call call, String name, long otherwise) {
        var value = call.parameter(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null; // then it is a sequence number
        }
    }

    private static @Nullable Pattern pattern(@Nullable String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("path is not a regular expression", e);
        }
    }
}
