package app.rapport.platform.web;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RapportTest
class WebAppTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    MovableClock clock;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/customers/0190/timeline",
                "/people/john@acmecorp.com",
                "/help/api",
                "/invitation/abc"
            })
    void everyPageOfTheAppSurvivesAReload(String path) {
        get(organizations.anonymous(), path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache")
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("script-src 'self';", "frame-ancestors 'none'", "connect-src 'self'"))
                // Names are recorded and meetings are held in the browser.
                .expectHeader()
                .value(
                        "Permissions-Policy",
                        policy -> assertThat(policy).contains("microphone=(self)", "camera=(self)", "geolocation=()"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("The app"));
    }

    @Test
    void hashedFilesAreKeptForGood() {
        get(organizations.anonymous(), "/assets/app-1a2b3c.js")
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Cache-Control", value -> assertThat(value).contains("max-age=31536000", "immutable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/app-gone.js",
                "/favicon.ico",
                "/api",
                "/api/nothing",
                "/api/customers/x/y/z",
                "/assets/../application.yaml",
                "/actuator/env"
            })
    void whatIsNoPageIsNotFound(String path) {
        get(organizations.anonymous(), path).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/assets/%2e%2e/application.yaml",
                "/assets/..%5c..%5capplication.yaml",
                "/api/..;/api/me",
                "/api//me",
                "//api/me",
                "/api/webhooks/..;/me",
                "/api/webhooks/../me",
                "/api/me%00",
                "/api/customers/%ff",
                "/WEB-INF/web.xml",
                "/actuator",
                "/error"
            })
    void noPathLeadsAroundWhatIsOpen(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(organizations.baseUrl() + path))
                            .header(
                                    "Cookie",
                                    organizations.create().user(Role.ADMIN).cookie())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(400, 404);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.body()).doesNotContain("root:", "rapport:", "Tomcat", "@rapport.example");
        }
    }

    @Test
    void aSignOfLifeNeedsNoSignIn() {
        var health = json(get(organizations.anonymous(), "/api/health"), 200);
        assertThat(health.get("status").asString()).isEqualTo("up");
        assertThat(health.get("version").asString()).isNotBlank();
    }

    @Test
    @Requirement("Z-37")
    void pagesCanGoByOurClock() {
        clock.advance(Duration.ofHours(3));
        try {
            var time = json(get(organizations.anonymous(), "/api/time"), 200);
            assertThat(Instant.parse(time.get("now").asString()))
                    .isCloseTo(clock.instant(), within(Duration.ofMinutes(1)));
        } finally {
            clock.reset();
        }
    }

    @Test
    void answersOfTheApiAreNotKept() {
        get(organizations.create().admin(), "/api/me").expectHeader().valueEquals("Cache-Control", "no-store");
    }

    @Test
    void aWriteAnotherSiteMakesABrowserSendIsRefused() {
        var client = organizations.create().client(Role.CSM);
        write(client, "Origin", "https://evil.example").expectStatus().isForbidden();
        write(client, "Origin", "null").expectStatus().isForbidden();
        write(client, "Origin", "http://localhost:3000.evil.example")
                .expectStatus()
                .isForbidden();
        write(client, "Origin", "garbage").expectStatus().isForbidden();
        write(client, "Sec-Fetch-Site", "cross-site").expectStatus().isForbidden();
        write(client, "Sec-Fetch-Site", "same-site").expectStatus().isForbidden();
        write(client, "Origin", "http://localhost:3000").expectStatus().isOk(); // the configured address
        write(client, "Origin", organizations.baseUrl()).expectStatus().isOk(); // the address it was asked at
        write(client, "Sec-Fetch-Site", "same-origin").expectStatus().isOk();
        write(client, "X-Program", "none of the two").expectStatus().isOk();
        organizations
                .anonymous()
                .post()
                .uri("/api/auth/login")
                .header("Origin", "https://evil.example")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static RestTestClient.ResponseSpec write(RestTestClient client, String header, String value) {
        return client.patch()
                .uri("/api/me")
                .header(header, value)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange();
    }
}
