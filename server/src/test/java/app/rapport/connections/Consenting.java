package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Does what a person with a browser does to connect a provider. */
public final class Consenting {
    private Consenting() {}

    /** Signs the organisation's admin in at the sandbox's provider; the connection's id. */
    public static UUID connect(TestOrganization organization, String provider) {
        var end = back(organization.admin(), approve(begin(organization.client(Role.ADMIN), provider, null)));
        assertThat(end).endsWith("/integrations/" + provider + "?connected=1");
        var catalogue = body(organization.admin(), "/api/integrations");
        for (var item : catalogue.path("items")) {
            if (item.path("provider").asString().equals(provider)) {
                return UUID.fromString(
                        item.path("connections").path(0).path("id").asString());
            }
        }
        throw new AssertionError("no connection of " + provider + " in " + catalogue);
    }

    static URI begin(RestTestClient client, String provider, @Nullable Map<String, ?> request) {
        var begun = client.post()
                .uri("/api/integrations/" + provider + "/connect")
                .body(request == null ? Map.of() : request)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return URI.create(Objects.requireNonNull(begun).path("authorizeUrl").asString());
    }

    /** Presses approve on the consent page; where the browser is sent. */
    static URI approve(URI authorize) {
        return post(URI.create(authorize + "&decision=approve"));
    }

    static URI decline(URI authorize) {
        return post(URI.create(authorize + "&decision=decline"));
    }

    private static URI post(URI uri) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("content-type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Follows the provider's redirect to our callback, as this client; where that leads. */
    static String back(RestTestClient client, URI callback) {
        return Objects.requireNonNull(client.get()
                .uri(callback.getRawPath() + "?" + callback.getRawQuery())
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult()
                .getResponseHeaders()
                .getFirst("Location"));
    }

    static JsonNode body(RestTestClient client, String path) {
        return Objects.requireNonNull(client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
