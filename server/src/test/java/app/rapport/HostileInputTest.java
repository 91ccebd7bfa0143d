package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Routes.Route;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Cursor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent to whatever route: an answer of 2xx, or a problem that says what is wrong. Never a failure of ours. */
@SandboxTest
class HostileInputTest {
    /** One stays open for ever, the other would sign this test out. */
    private static final Set<String> LEFT_OUT = Set.of("GET /api/live", "POST /api/auth/logout");

    /** As they stand in a JSON body. */
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"<script>alert(1)</script>\\r\\nSet-Cookie: a=b\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-999999999-01-01\"",
            "-1",
            "1e400",
            "99999999999999999999",
            "true",
            "[]",
            "[null]",
            "[\"\\u0000\"]",
            "{}",
            "{\"a\":null}",
            "{\"apiKey\":\"a\\r\\nb\"}",
            "[".repeat(2_000) + "]".repeat(2_000));

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "null",
            "[]",
            "\"text\"",
            "12",
            "{\"a\":".repeat(5_000),
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"é",
            "{}{}",
            "{} trailing",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");

    private static final List<String> PARAMETERS = List.of(
            "",
            "%00",
            "%FF%FE",
            "%27%20or%201%3D1--",
            "-1",
            "0",
            "99999999999999999999",
            "NaN",
            "null",
            "%2B1000000000-12-31T23%3A59%3A59Z",
            "-999999999-01-01",
            "x".repeat(3_000),
            cursor("2026-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000"),
            cursor("+1000000000-12-31T23:59:59.999999999Z", "00000000-0000-0000-0000-000000000000"),
            cursor("\0", "00000000-0000-0000-0000-000000000000"),
            cursor("infinity", "none"),
            cursor("99999999999"));

    private static final List<String> IDS = List.of(
            "none", "1-1-1-1-1", "%00", "%FF", "%0d%0aX:%20y", "%2e%2e", "..%5c..", ";a=b", "'", "x".repeat(3_000));

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "nonsense",
            "application/json;charset=nonsense");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    ApiSamples samples;

    @Autowired
    Routes routes;

    @Autowired
    JsonMapper json;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> bad = new ArrayList<>();
    private TestOrganization acorn;
    private Map<String, String> ids;

    @BeforeEach
    void something() {
        SandboxTest.InPlaceOfProviders.sandbox().reset();
        acorn = organizations.create("Acorn Works");
        ids = samples.of(acorn);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void everyFieldOfEveryBodyTakesNonsense() {
        for (var route : writing()) {
            if (route.consumes().includes(MediaType.APPLICATION_JSON)) {
                for (var gap : route.gapsInBody()) {
                    for (var value : VALUES) {
                        var piece = gap.before() + value + gap.after();
                        send(route, path(route), "application/json", body(route, gap.field(), piece));
                    }
                }
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void everyBodyMayBeNoneAtAllOrOfAnyType() {
        for (var route : writing()) {
            for (var body : BODIES) {
                send(route, path(route), route.consumes().toString(), bytes(body));
            }
            send(route, path(route), route.consumes().toString(), new byte[] {
                '{', '"', (byte) 0xff, (byte) 0xc0, '"', '}'
            });
            for (var type : TYPES) {
                send(route, path(route), type, bytes("--x\r\n\r\nx\r\n--x--"));
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void everyParameterTakesNonsense() {
        for (var route : all()) {
            for (var name : route.parameters()) {
                for (var value : PARAMETERS) {
                    send(
                            route,
                            path(route) + "?" + name + "=" + value,
                            route.consumes().toString(),
                            bytes("{}"));
                }
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void everyIdInAPathMayBeNone() {
        for (var route : all()) {
            if (route.path().contains("{")) {
                for (var id : IDS) {
                    send(
                            route,
                            route.path().replaceAll("\\{[^}]+}", id.replace("\\", "\\\\")),
                            route.consumes().toString(),
                            bytes("{}"));
                }
            }
        }
        assertThat(bad).isEmpty();
    }

    private List<Route> all() {
        // What deletes goes last, so that the others find something.
        return routes.all().stream()
                .filter(route -> !LEFT_OUT.contains(route.name()))
                .sorted(Comparator.comparing(route -> route.method().equals(HttpMethod.DELETE)))
                .toList();
    }

    private List<Route> writing() {
        return all().stream()
                .filter(route -> !route.method().equals(HttpMethod.GET))
                .toList();
    }

    private String path(Route route) {
        var path = route.path();
        for (var thing : route.things()) {
            path = path.replace(thing.substring(thing.lastIndexOf('{')), ids.getOrDefault(thing, "none"));
        }
        return path.replace("{provider}", "hubspot").replace("{token}", "none");
    }

    /** The route's body with one field replaced by a piece of JSON that may not be valid. */
    private byte[] body(Route route, String field, String value) {
        var text = samples.bodies().getOrDefault(route.name(), "{}");
        for (var sample : ids.entrySet()) {
            text = text.replace("\"" + sample.getKey() + "\"", "\"" + sample.getValue() + "\"");
        }
        var body = (ObjectNode) json.readTree(text);
        body.remove(field);
        var rest = body.toString().substring(1);
        return bytes("{\"" + field + "\":" + value + (rest.equals("}") ? "" : ",") + rest);
    }

    private void send(Route route, String target, String type, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(organizations.baseUrl() + target.replace("'", "%27")))
                .header("Cookie", acorn.user(Role.ADMIN).cookie())
                .header("Content-Type", type)
                .method(
                        route.method().name(),
                        route.method().equals(HttpMethod.GET)
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var wrong = wrong(answer);
            if (wrong != null) {
                bad.add(shortened(route.method() + " " + target + " " + type + " "
                                + new String(body, StandardCharsets.UTF_8))
                        + " -> " + answer.statusCode() + " " + wrong + " " + shortened(answer.body()));
            }
        } catch (IOException e) {
            bad.add(route.name() + " broke: " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String wrong(HttpResponse<String> answer) {
        if (answer.headers().firstValue("X").isPresent()
                || answer.headers().firstValue("Set-Cookie").stream().anyMatch(cookie -> cookie.startsWith("a="))) {
            return "a header from the request";
        }
        if (answer.statusCode() >= 500) {
            return "a failure";
        }
        // What is asked without a body is answered without one.
        if (answer.statusCode() >= 400 && !answer.request().method().equals("HEAD")) {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return type.startsWith("application/problem+json")
                            && !json.readTree(answer.body())
                                    .path("code")
                                    .asString("")
                                    .isEmpty()
                    ? null
                    : "no problem document";
        }
        return null;
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cursor(String... parts) {
        return URLEncoder.encode(Cursor.of((Object[]) parts), StandardCharsets.UTF_8);
    }
}
