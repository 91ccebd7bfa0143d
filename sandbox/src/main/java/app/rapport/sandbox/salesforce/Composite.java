package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** {@code …/composite}: several requests in one, the later ones using what the earlier ones answered. */
final class Composite {
    private static final int MOST = 25;
    private static final Pattern REFERENCE = Pattern.compile("@\\{([A-Za-z0-9_]+)((?:\\.[A-Za-z0-9_]+|\\[\\d+])*)}");
    private static final String ROLLED_BACK =
            "The transaction was rolled back since another operation in the same transaction failed.";

    private final Rest rest;
    private final Org org;
    private final String version;

    Composite(Rest rest, Org org, String version) {
        this.rest = rest;
        this.org = org;
        this.version = version;
    }

    Reply answer(Call call, List<String> path) {
        if (!path.isEmpty() && path.getFirst().equals("sobjects")) {
            return new Collections(org).answer(call, path.subList(1, path.size()));
        }
        if (!path.isEmpty()) {
            throw Refused.notFound();
        }
        Rest.need(call, "POST");
        var body = Rest.body(call);
        if (!(body.get("compositeRequest") instanceof ArrayNode requests) || requests.isEmpty()) {
            throw Refused.of("JSON_PARSER_ERROR", "compositeRequest must be a list of subrequests");
        }
        if (requests.size() > MOST) {
            throw Refused.of("INVALID_INPUT", "The maximum number of subrequests of a composite request is " + MOST);
        }
        Rest.known(call, body, "allOrNone", "collateSubrequests", "compositeRequest");
        return Reply.json(200, run(call, requests, body.path("allOrNone").asBoolean(false)));
    }

    private ObjectNode run(Call call, ArrayNode requests, boolean allOrNone) {
        var answers = Json.array();
        var results = new HashMap<String, JsonNode>();
        var names = new HashSet<String>();
        var failed = false;
        if (allOrNone) {
            org.begin();
        }
        for (var request : requests) {
            var name = Json.text(request, "referenceId", "");
            if (name.isEmpty() || !names.add(name)) {
                if (allOrNone) {
                    org.rollback();
                }
                throw Refused.of("INVALID_INPUT", "Every subrequest needs its own referenceId: " + name);
            }
            var answer = failed && allOrNone ? halted(name, ROLLED_BACK) : one(call, request, name, results);
            failed |= answer.path("httpStatusCode").asInt() >= 400;
            answers.add(answer);
        }
        if (allOrNone && failed) {
            org.rollback();
            for (var i = 0; i < answers.size(); i++) {
                var answer = answers.get(i);
                if (answer.path("httpStatusCode").asInt() < 400) {
                    answers.set(i, halted(Json.text(answer, "referenceId", ""), ROLLED_BACK));
                }
            }
        } else if (allOrNone) {
            org.commit();
        }
        var json = Json.object();
        json.set("compositeResponse", answers);
        return json;
    }

    private ObjectNode one(Call call, JsonNode request, String name, Map<String, JsonNode> results) {
        try {
            var method = Json.text(request, "method", "");
            var url = resolved(Json.text(request, "url", ""), results).asString();
            var body = request.get("body");
            var sub = sub(call, method, url, body == null ? null : resolve(body, results), request.get("httpHeaders"));
            Reply reply;
            try {
                reply = rest.answer(sub, below(sub));
            } catch (Refused refused) {
                if (refused.callersFault()) {
                    call.problem(name + ": " + refused.code() + ": " + refused.words());
                }
                return answer(name, refused.status(), refused.body());
            }
            sub.problems().forEach(finding -> call.problem(name + ": " + finding));
            var json = reply.body().length == 0 ? null : Json.parse(reply.body());
            if (json != null) {
                results.put(name, json);
            }
            var answer = answer(name, reply.status(), json);
            var location = reply.headers().get("Location");
            if (location != null) {
                answer.putObject("httpHeaders").put("Location", location);
            }
            return answer;
        } catch (Unresolved missing) {
            return halted(
                    name,
                    "Invalid reference specified. No value for " + missing.reference + " found in "
                            + missing.reference.split("\\.", 2)[0]);
        }
    }

    private List<String> below(Call sub) {
        var segments = sub.segments();
        if (segments.size() < 4
                || !segments.get(0).equals("services")
                || !segments.get(2).equals(version)) {
            throw Refused.of("INVALID_INPUT", "The url of a subrequest starts with /services/data/" + version + "/");
        }
        if (segments.get(3).equals("composite") && segments.size() == 4) {
            throw Refused.of("INVALID_INPUT", "A composite request can not contain another one");
        }
        return segments.subList(2, segments.size());
    }

    private static Call sub(Call call, String method, String url, @Nullable JsonNode body, @Nullable JsonNode extra) {
        var headers = new Headers();
        headers.add("Content-Type", "application/json");
        if (extra != null) {
            extra.properties()
                    .forEach(header ->
                            headers.set(header.getKey(), header.getValue().asString()));
        }
        var question = url.indexOf('?');
        var path = question < 0 ? url : url.substring(0, question);
        return new Call(
                method,
                path.startsWith("/") ? path : "/" + path,
                question < 0 ? "" : url.substring(question + 1),
                headers,
                body == null ? new byte[0] : Json.bytes(body),
                call.base());
    }

    private static ObjectNode answer(String name, int status, @Nullable JsonNode body) {
        var json = Json.object();
        json.set("body", body == null ? Json.MAPPER.nullNode() : body);
        json.putObject("httpHeaders");
        return json.put("httpStatusCode", status).put("referenceId", name);
    }

    private static ObjectNode halted(String name, String message) {
        var body = Json.array()
                .add(Json.object().put("errorCode", "PROCESSING_HALTED").put("message", message));
        return answer(name, 400, body);
    }

    private static final class Unresolved extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String reference;

        Unresolved(String reference) {
            super(reference, null, false, false);
            this.reference = reference;
        }
    }

    private static JsonNode resolve(JsonNode node, Map<String, JsonNode> results) {
        if (node.isString()) {
            return resolved(node.asString(), results);
        }
        if (node instanceof ArrayNode array) {
            var copy = Json.array();
            array.forEach(item -> copy.add(resolve(item, results)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            var copy = Json.object();
            object.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue(), results)));
            return copy;
        }
        return node;
    }

    private static JsonNode resolved(String text, Map<String, JsonNode> results) {
        if (!text.contains("@{") && !text.contains("@%7B")) {
            return StringNode.valueOf(text);
        }
        var open = text.contains("@%7B") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        return StringNode.valueOf(REFERENCE.matcher(open).replaceAll(found -> {
            var value = results.get(found.group(1));
            var path = found.group(2).replace("[", "/").replace("]", "").replace(".", "/");
            var target = value == null ? null : value.at(path);
            if (target == null || target.isMissingNode() || target.isNull()) {
                throw new Unresolved(found.group(1) + found.group(2));
            }
            return target.asString().replace("\\", "\\\\").replace("$", "\\$");
        }));
    }
}
