package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /services/data/v66.0/…}: finds the resource and does what it is for. */
final class Rest {
    private static final int OLDEST = 31;
    private static final int NEWEST = 68;
    private static final int PAGE = 2000;
    private static final int KEPT_CURSORS = 200;

    private final Org org;
    private final boolean refuseSemiJoinInOr;
    private final Map<String, Rows> cursors = new LinkedHashMap<>();
    private long lastCursor;

    private record Rows(List<ObjectNode> records, int size) {}

    Rest(Org org, boolean refuseSemiJoinInOr) {
        this.org = org;
        this.refuseSemiJoinInOr = refuseSemiJoinInOr;
    }

    static ArrayNode versions() {
        var all = Json.array();
        var seasons = List.of("Spring", "Summer", "Winter");
        for (var number = 58; number <= NEWEST; number++) {
            var season = number % 3; // three a year; v66 is Spring '26, and a winter carries the next year's name
            var year = 26 + Math.floorDiv(number - 66, 3) + (season == 2 ? 1 : 0);
            all.add(Json.object()
                    .put("label", seasons.get(season) + " '" + year)
                    .put("url", "/services/data/v" + number + ".0")
                    .put("version", number + ".0"));
        }
        return all;
    }

    Reply answer(Call call, List<String> path) {
        var version = path.getFirst();
        if (!version.matches("v\\d{2}\\.0")
                || Integer.parseInt(version.substring(1, 3)) < OLDEST
                || Integer.parseInt(version.substring(1, 3)) > NEWEST) {
            throw Refused.notFound();
        }
        if (!version.equals("v66.0")) {
            call.problem("version " + version + " in place of the pinned v66.0");
        }
        var resource = path.size() > 1 ? path.get(1) : "";
        var rest = path.subList(Math.min(2, path.size()), path.size());
        return switch (resource) {
            case "" -> Reply.json(200, root(version));
            case "sobjects" -> new Records(org, version).answer(call, rest);
            case "query", "queryAll" ->
                rest.isEmpty()
                        ? query(call, version, resource.equals("queryAll"))
                        : more(call, version, rest.getFirst());
            case "composite" -> new Composite(this, org, version).answer(call, rest);
            default -> throw Refused.notFound();
        };
    }

    private static ObjectNode root(String version) {
        var base = "/services/data/" + version + "/";
        var json = Json.object();
        for (var resource : List.of("sobjects", "query", "queryAll", "composite", "limits")) {
            json.put(resource, base + resource);
        }
        return json;
    }

    private Reply query(Call call, String version, boolean all) {
        need(call, "GET");
        var text = call.parameter("q");
        if (text == null || text.isBlank()) {
            throw Refused.of("MALFORMED_QUERY", "SOQL statements cannot be empty or null");
        }
        var found = new SoqlRun(org, version, all, refuseSemiJoinInOr).run(SoqlParser.parse(text, org.clock()));
        if (found.records().size() <= batch(call)) {
            return Reply.json(200, result(found.total(), found.records(), null));
        }
        var cursor = "01gSb0000" + String.format("%06d", ++lastCursor);
        cursors.put(cursor, new Rows(List.copyOf(found.records()), batch(call)));
        if (cursors.size() > KEPT_CURSORS) {
            cursors.remove(cursors.keySet().iterator().next());
        }
        return page(version, cursor, 0);
    }

    private static int batch(Call call) {
        var options = call.header("Sforce-Query-Options");
        if (options == null) {
            return PAGE;
        }
        var size = options.replaceAll("\\s", "").replace("batchSize=", "");
        if (!size.matches("\\d{1,6}")) {
            call.problem("Sforce-Query-Options must be batchSize=200..2000");
            return PAGE;
        }
        return Math.clamp(Integer.parseInt(size), 200, PAGE);
    }

    private Reply more(Call call, String version, String locator) {
        need(call, "GET");
        var dash = locator.lastIndexOf('-');
        var cursor = dash < 0 ? locator : locator.substring(0, dash);
        if (!cursors.containsKey(cursor) || !locator.substring(dash + 1).matches("\\d{1,9}")) {
            throw Refused.of("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(version, cursor, Integer.parseInt(locator.substring(dash + 1)));
    }

    private Reply page(String version, String cursor, int from) {
        var rows = cursors.get(cursor);
        if (rows == null || from > rows.records().size()) {
            throw Refused.of("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        var to = Math.min(rows.records().size(), from + rows.size());
        var next = to < rows.records().size() ? "/services/data/" + version + "/query/" + cursor + "-" + to : null;
        return Reply.json(200, result(rows.records().size(), rows.records().subList(from, to), next));
    }

    private static ObjectNode result(int total, List<ObjectNode> records, @Nullable String next) {
        var json = Json.object().put("totalSize", total).put("done", next == null);
        if (next != null) {
            json.put("nextRecordsUrl", next);
        }
        json.putArray("records").addAll(records);
        return json;
    }

    static void need(Call call, String method) {
        if (!call.method().equals(method)) {
            throw new Refused(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method '" + call.method() + "' not allowed. Allowed are " + method,
                    List.of(),
                    null);
        }
    }

    /** Notes members of a body that the resource does not know. */
    static void known(Call call, ObjectNode body, String... names) {
        for (var name : body.propertyNames()) {
            if (!List.of(names).contains(name)) {
                call.problem("unknown in the body: " + name);
            }
        }
    }

    /** The JSON object a write carries. */
    static ObjectNode body(Call call) {
        if (!call.hasType("application/json")) {
            throw new Refused(
                    415, "UNSUPPORTED_MEDIA_TYPE", "The Content-Type must be application/json", List.of(), null);
        }
        if (call.json() instanceof ObjectNode object) {
            return object;
        }
        throw Refused.of("JSON_PARSER_ERROR", "The HTTP entity body is required to be a JSON object");
    }
}
