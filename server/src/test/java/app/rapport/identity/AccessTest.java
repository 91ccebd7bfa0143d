package app.rapport.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.platform.Public;
import app.rapport.platform.SignedIn;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@RapportTest
class AccessTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void everyRouteSaysWhoMayUseIt() {
        var silent = routes.getHandlerMethods().entrySet().stream()
                .filter(route -> route.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/api/")))
                .map(Map.Entry::getValue)
                .filter(method -> !method.getBeanType().getName().startsWith("org.springdoc."))
                .filter(method -> !method.hasMethodAnnotation(Requires.class)
                        && !method.hasMethodAnnotation(SignedIn.class)
                        && !method.hasMethodAnnotation(Public.class))
                .toList();
        assertThat(silent).as("routes without @Requires, @SignedIn or @Public").isEmpty();
    }

    @Test
    void theRightPasswordOpensASessionThatLogoutEnds() {
        var ada = organizations.create("Acorn Works").user(Role.ADMIN);
        var nobody = organizations.anonymous();
        var cookie = signIn(nobody, "  " + ada.email().toUpperCase(java.util.Locale.ROOT), TestOrganizations.PASSWORD)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .value(
                        "Set-Cookie",
                        value -> assertThat(value)
                                .startsWith("rapport_session=")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                                .doesNotContain("Secure"))
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("rapport_session");
        var header =
                "rapport_session=" + java.util.Objects.requireNonNull(cookie).getValue();

        nobody.get()
                .uri("/api/me")
                .header("Cookie", header)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo(ada.email())
                .jsonPath("$.role")
                .isEqualTo("admin")
                .jsonPath("$.organization.name")
                .isEqualTo("Acorn Works")
                .jsonPath("$.permissions.length()")
                .isEqualTo(Permission.values().length);
        nobody.post()
                .uri("/api/auth/logout")
                .header("Cookie", header)
                .exchange()
                .expectStatus()
                .isNoContent();
        nobody.get()
                .uri("/api/me")
                .header("Cookie", header)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("sign_in_needed");
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountLookTheSame() {
        var ada = organizations.create().user(Role.ADMIN);
        for (var email : new String[] {ada.email(), "nobody@rapport.example"}) {
            signIn(organizations.anonymous(), email, "not the password")
                    .expectStatus()
                    .isUnauthorized()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("sign_in_failed")
                    .jsonPath("$.detail")
                    .isEqualTo("The e-mail address or the password is not right.");
        }
    }

    @Test
    @Requirement("H-100")
    void aMissingPermissionIsNamed() {
        var acorn = organizations.create();
        acorn.client(Role.LEARNER)
                .get()
                .uri("/api/test-routes/monitor")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("missing_permission")
                .jsonPath("$.permission")
                .isEqualTo("monitor:read");
        acorn.client(Role.REP)
                .get()
                .uri("/api/test-routes/monitor")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void anApiKeyWorksForItsScopesOnly() {
        var acorn = organizations.create();
        var key = acorn.apiKey(Role.ADMIN, Permission.MONITOR_READ);
        acorn.clientWithKey(key)
                .get()
                .uri("/api/test-routes/monitor")
                .exchange()
                .expectStatus()
                .isOk();
        acorn.clientWithKey(key)
                .get()
                .uri("/api/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.permissions[0]")
                .isEqualTo("monitor:read")
                .jsonPath("$.permissions.length()")
                .isEqualTo(1);
        acorn.clientWithKey(key + "x")
                .get()
                .uri("/api/me")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_api_key");
    }

    @Test
    void aKeyNeverDoesMoreThanItsPersonMay() {
        var acorn = organizations.create();
        var key = acorn.apiKey(Role.LEARNER, Permission.MONITOR_READ);
        acorn.clientWithKey(key)
                .get()
                .uri("/api/test-routes/monitor")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anUnknownRouteIsNotFoundSignedInOrNot() {
        for (var client : new RestTestClient[] {
            organizations.anonymous(), organizations.create().admin()
        }) {
            client.get()
                    .uri("/api/no-such-thing")
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    private static RestTestClient.ResponseSpec signIn(RestTestClient client, String email, String password) {
        return client.post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("email", email, "password", password))
                .exchange();
    }
}
