package app.rapport.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds requests against an OpenAPI 3.0 document: known path and method, parameters, body. */
final class OpenApiContract implements Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Node root = new Node();
    private final SchemaCheck schemas;

    /** A step of the path tree; a literal goes before a parameter. */
    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Operation> operations = new HashMap<>();

        @Nullable
        Node parameter;
    }

    private record Parameter(
            String name, boolean required, @Nullable Pattern pattern) {}

    private record Operation(
            List<String> template,
            Map<String, Parameter> path,
            List<Parameter> query,
            List<Parameter> headers,
            Map<String, JsonNode> bodies,
            boolean bodyRequired) {}

    OpenApiContract(JsonNode document) {
        schemas = new SchemaCheck(document);
        var below = below(document);
        document.path("paths").properties().forEach(path -> {
            var template = segments(below + path.getKey());
            for (var one : path.getValue().properties()) {
                if (METHODS.contains(one.getKey())) {
                    node(template)
                            .operations
                            .put(one.getKey().toUpperCase(Locale.ROOT), operation(template, one.getValue()));
                }
            }
        });
    }

    /** The path of the server's own address, {@code /v2} say. */
    private static String below(JsonNode document) {
        var url = Json.text(document.path("servers").path(0), "url", "").replaceFirst("^https?://[^/]+", "");
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public boolean present() {
        return true;
    }

    /** Whether path and method are in this document. */
    boolean describes(Call call) {
        var node = find(root, call.segments(), 0);
        return node != null && node.operations.containsKey(call.method());
    }

    private Node node(List<String> template) {
        var node = root;
        for (var segment : template) {
            if (segment.startsWith("{")) {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        return node;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private Operation operation(List<String> template, JsonNode operation) {
        var path = new HashMap<String, Parameter>();
        var query = new ArrayList<Parameter>();
        var headers = new ArrayList<Parameter>();
        for (var given : operation.path("parameters")) {
            var resolved = schemas.resolved(given);
            var expression = Json.text(resolved.path("schema"), "pattern");
            var parameter = new Parameter(
                    Json.text(resolved, "name", ""),
                    resolved.path("required").asBoolean(false),
                    expression == null ? null : Pattern.compile(expression));
            switch (Json.text(resolved, "in", "")) {
                case "path" -> path.put(parameter.name(), parameter);
                case "query" -> query.add(parameter);
                default -> headers.add(parameter);
            }
        }
        var bodies = new HashMap<String, JsonNode>();
        var body = operation.path("requestBody");
        body.path("content")
                .properties()
                .forEach(content ->
                        bodies.put(content.getKey(), content.getValue().path("schema")));
        return new Operation(
                template, path, query, headers, bodies, body.path("required").asBoolean(false));
    }

    @Override
    public void check(Call call) {
        var segments = call.segments();
        var node = find(root, segments, 0);
        if (node == null) {
            call.problem("contract: unknown path " + call.path());
            return;
        }
        var operation = node.operations.get(call.method());
        if (operation == null) {
            call.problem("contract: " + call.method() + " is not described for " + call.path());
            return;
        }
        parameters(call, operation, segments);
        body(call, operation);
    }

    private static @Nullable Node find(Node node, List<String> segments, int at) {
        if (at == segments.size()) {
            return node.operations.isEmpty() ? null : node;
        }
        var literal = node.literals.get(segments.get(at));
        var found = literal == null ? null : find(literal, segments, at + 1);
        if (found != null || node.parameter == null) {
            return found;
        }
        return find(node.parameter, segments, at + 1);
    }

    private static void parameters(Call call, Operation operation, List<String> segments) {
        for (var i = 0; i < operation.template().size(); i++) {
            var part = operation.template().get(i);
            var known = part.startsWith("{") ? operation.path().get(part.substring(1, part.length() - 1)) : null;
            if (known != null
                    && known.pattern() != null
                    && !known.pattern().matcher(segments.get(i)).find()) {
                call.problem("contract: " + part + " does not match " + known.pattern());
            }
        }
        var expected = new HashSet<String>();
        for (var parameter : operation.query()) {
            expected.add(parameter.name());
            if (parameter.required() && call.parameter(parameter.name()) == null) {
                call.problem("contract: the query parameter " + parameter.name() + " is missing");
            }
        }
        for (var given : call.parameters().keySet()) {
            if (!expected.contains(given)) {
                call.problem("contract: unknown query parameter " + given);
            }
        }
        for (var parameter : operation.headers()) {
            if (parameter.required() && call.header(parameter.name()) == null) {
                call.problem("contract: the header " + parameter.name() + " is missing");
            }
        }
    }

    private void body(Call call, Operation operation) {
        if (operation.bodies().isEmpty()) {
            return;
        }
        if (call.body().length == 0) {
            if (operation.bodyRequired()) {
                call.problem("contract: the body is missing");
            }
            return;
        }
        for (var body : operation.bodies().entrySet()) {
            if (!call.hasType(body.getKey())) {
                continue;
            }
            if (body.getKey().equals("multipart/form-data")) {
                return; // the provider looks at the parts itself
            }
            var content = call.json();
            if (body.getKey().equals("application/x-www-form-urlencoded")) {
                var form = Json.object();
                call.form().forEach(form::put);
                content = form;
            }
            if (content == null) {
                call.problem("contract: the body is not JSON");
            } else {
                schemas.check("body", content, body.getValue(), call);
            }
            return;
        }
        call.problem(
                "contract: Content-Type must be one of " + operation.bodies().keySet());
    }
}
