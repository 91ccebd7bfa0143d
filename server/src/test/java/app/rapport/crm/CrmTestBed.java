package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Sandbox;
import app.rapport.sandbox.oauth.AuthorizationServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An organisation with its CRMs in the sandbox, used over HTTP as a script would. */
final class CrmTestBed {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final String cookie;

    /** @param cookie of a signed-in admin */
    CrmTestBed(String base, String cookie) {
        this.base = base;
        this.cookie = cookie;
    }

    CrmTestBed(TestOrganizations organizations, TestOrganization organization) {
        this(organizations.baseUrl(), organization.user(Role.ADMIN).cookie());
    }

    /** Somebody who just set up the application at this address, and so its admin. */
    static CrmTestBed settingUp(String base) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/api/setup"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"organizationName": "Acorn Works", "zone": "Europe/Berlin", "name": "Ada Admin",
                         "email": "ada@acorn.example", "password": "correct horse battery"}"""))
                .build());
        assertThat(answer.statusCode()).isEqualTo(204);
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new CrmTestBed(base, cookie.substring(0, cookie.indexOf(';')));
    }

    /** Points the application's providers at the sandbox. */
    static void pointAt(Sandbox sandbox, DynamicPropertyRegistry properties) {
        pointedAt(sandbox.baseUrl()).forEach((name, value) -> properties.add(name, () -> value));
    }

    static Map<String, String> pointedAt(String sandbox) {
        var properties = new LinkedHashMap<String, String>();
        for (var provider : List.of("salesforce", "hubspot")) {
            properties.put("rapport.providers." + provider + ".base-url", sandbox + "/" + provider);
            properties.put("rapport.providers." + provider + ".client-id", AuthorizationServer.CLIENT_ID);
            properties.put("rapport.providers." + provider + ".client-secret", AuthorizationServer.CLIENT_SECRET);
        }
        return properties;
    }

    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    Answer call(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        body instanceof String text ? text : JSON.writeValueAsString(body)))
                .build();
        var answer = send(request);
        return new Answer(
                answer.statusCode(), answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    /** Lets Rapport in on the provider's consent page. Answers the connection's id. */
    String connectSalesforce() {
        signIn(null);
        return connection("salesforce");
    }

    void signIn(@Nullable String connection) {
        var begun = post(
                "/api/integrations/salesforce/connect",
                connection == null ? Map.of() : Map.of("connectionId", connection));
        assertThat(begun.status()).isEqualTo(200);
        var consent = send(HttpRequest.newBuilder(URI.create(begun.text("authorizeUrl")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("decision=approve"))
                .build());
        assertThat(consent.statusCode()).isEqualTo(302);
        var back = URI.create(consent.headers().firstValue("Location").orElseThrow());
        var done = send(HttpRequest.newBuilder(URI.create(base + back.getPath() + "?" + back.getRawQuery()))
                .header("Cookie", cookie)
                .build());
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(done.headers().firstValue("Location").orElse("")).contains("connected=1");
    }

    String connectHubspot(Sandbox sandbox) {
        return connectHubspot(sandbox.hubspot().serviceKey());
    }

    String connectHubspot(String key) {
        var made = post("/api/integrations/crm", Map.of("crmType", "hubspot", "config", Map.of("apiKey", key)));
        assertThat(made.status()).isEqualTo(201);
        return made.text("id");
    }

    String connection(String provider) {
        for (var item : get("/api/integrations/crm").body().path("items")) {
            if (item.path("provider").asString().equals(provider)) {
                return item.path("id").asString();
            }
        }
        throw new AssertionError("not connected: " + provider);
    }

    /** A customer with John at Acme, as the CRMs of the sandbox know him. */
    void acme() {
        var customer = post("/api/customers", Map.of("name", "Acme Corp", "domains", new String[] {"acmecorp.com"}));
        assertThat(customer.status()).isEqualTo(201);
        post(
                "/api/customers/" + customer.text("id") + "/stakeholders",
                Map.of("name", "John Smith", "emails", new String[] {"john@acmecorp.com"}));
    }

    static final String TRANSCRIPT = """
            WEBVTT

            00:00:01.000 --> 00:00:08.000
            <v Sam>Thanks for joining, John. How is the rollout going?

            00:00:09.000 --> 00:00:20.000
            <v John Smith>Well. We have a budget of 50,000 euros for it, and we also look at Initech.

            00:00:21.000 --> 00:00:30.000
            <v Sam>I will send you the quote by Friday.
            """;

    String conversation(String title) {
        return conversation(title, "john@acmecorp.com");
    }

    String conversation(String title, String email) {
        var made = post(
                "/api/conversations",
                Map.of(
                        "title",
                        title,
                        "source",
                        "upload",
                        "startedAt",
                        // So that the Friday of which it speaks is not over.
                        Instant.now()
                                .minusSeconds(60)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                        "durationSeconds",
                        1801,
                        "participants",
                        new Object[] {Map.of("name", "John Smith", "email", email), Map.of("name", "Sam")},
                        "transcript",
                        Map.of("format", "vtt", "content", TRANSCRIPT)));
        assertThat(made.status()).isEqualTo(201);
        return made.text("id");
    }

    String completed(String title) {
        var id = conversation(title);
        complete(id);
        return id;
    }

    void complete(String conversation) {
        assertThat(post("/api/conversations/" + conversation + "/complete", null)
                        .status())
                .isEqualTo(200);
    }

    /** How the conversation stands in this kind of CRM; missing while there is nothing. */
    JsonNode standing(String conversation, String crmType) {
        for (var one : get("/api/conversations/" + conversation).body().path("sync")) {
            if (one.path("crmType").asString().equals(crmType)) {
                return one;
            }
        }
        return JSON.missingNode();
    }

    JsonNode awaitState(String conversation, String crmType, String state) {
        return await(
                () -> standing(conversation, crmType),
                one -> one.path("state").asString("").equals(state),
                crmType + " of " + conversation + " to be " + state);
    }

    static <T> T await(Supplier<T> look, Predicate<T> until, String what) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(40))
                .until(look::get, until);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
