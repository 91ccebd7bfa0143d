package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubspotAccessTest {
    private static final String BACK = "http://localhost:3000/api/integrations/hubspot/callback";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final Caller browser = new Caller(sandbox.hubspot().baseUrl(), null);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void letsAnAppInForHalfAnHour() throws Exception {
        var tokens = redeem(code());

        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(1800);
        assertThat(tokens.json().path("hub_id").asLong()).isEqualTo(147_893_286L);
        assertThat(tokens.json().path("scopes")).hasSize(2);
        var api = api(tokens);
        assertThat(api.get("/crm/objects/2026-09/contacts").status()).isEqualTo(200);
        assertThat(introspect(Json.text(tokens.json(), "access_token", ""))).isTrue();

        clock.advance(Duration.ofMinutes(31));
        var expired = api.get("/crm/objects/2026-09/contacts");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(Json.text(expired.json(), "category")).isEqualTo("EXPIRED_AUTHENTICATION");
        assertThat(introspect(Json.text(tokens.json(), "access_token", ""))).isFalse();

        var fresh = refresh(Json.text(tokens.json(), "refresh_token", ""));
        assertThat(api(fresh).get("/crm/objects/2026-09/contacts").status()).isEqualTo(200);
    }

    @Test
    void takesTheTokenRequestAsAFormOnly() throws Exception {
        assertThat(browser.post("/oauth/2026-09/token", "{}").status()).isEqualTo(400);
        assertThat(browser.submit("/oauth/v1/token", "grant_type", "refresh_token")
                        .status())
                .isEqualTo(404);
        var dead = refresh("na1-unknown");
        assertThat(dead.status()).isEqualTo(400);
        assertThat(Json.text(dead.json(), "category")).isEqualTo("BAD_REFRESH_TOKEN");
    }

    @Test
    void endsEverythingWithTheRefreshToken() throws Exception {
        var tokens = redeem(code());
        browser.submit(
                "/oauth/2026-09/token/revoke",
                "token",
                Json.text(tokens.json(), "refresh_token", ""),
                "client_id",
                "rapport-sandbox",
                "client_secret",
                "rapport-sandbox-secret");

        assertThat(api(tokens).get("/crm/objects/2026-09/contacts").status()).isEqualTo(401);
        assertThat(refresh(Json.text(tokens.json(), "refresh_token", "")).status())
                .isEqualTo(400);
    }

    @Test
    void allowsACertainNumberInTenSlidingSeconds() throws Exception {
        control.post("/hubspot/settings", "{\"staticPerTenSeconds\":3}");
        var api = new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
        for (var left = 2; left >= 0; left--) {
            var answer = api.get("/account-info/2026-09/details");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo(String.valueOf(left));
            assertThat(answer.header("X-HubSpot-RateLimit-Max")).isEqualTo("3");
            assertThat(answer.header("X-HubSpot-RateLimit-Interval-Milliseconds"))
                    .isEqualTo("10000");
            clock.advance(Duration.ofSeconds(1));
        }
        var refused = api.get("/account-info/2026-09/details");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Json.text(refused.json(), "policyName")).isEqualTo("TEN_SECONDLY_ROLLING");

        clock.advance(Duration.ofSeconds(7));
        assertThat(api.get("/account-info/2026-09/details").status()).isEqualTo(200);
        assertThat(api.get("/account-info/2026-09/details").status()).isEqualTo(429);
    }

    @Test
    void countsSearchesApartAndDaysToo() throws Exception {
        var api = new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
        for (var i = 0; i < 5; i++) {
            assertThat(api.post("/crm/objects/2026-09/deals/search", "{}").status())
                    .isEqualTo(200);
        }
        var sixth = api.post("/crm/objects/2026-09/deals/search", "{}");
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Json.text(sixth.json(), "policyName")).isEqualTo("SECONDLY");
        clock.advance(Duration.ofSeconds(1));
        assertThat(api.post("/crm/objects/2026-09/deals/search", "{}").status()).isEqualTo(200);

        control.post("/hubspot/settings", "{\"daily\":6}");
        var over = api.get("/account-info/2026-09/details");
        assertThat(Json.text(over.json(), "policyName")).isEqualTo("DAILY");
        assertThat(Json.text(over.json(), "message")).isEqualTo("You have reached your daily limit.");
    }

    @Test
    void findsNewObjectsLateWhenTheIndexLags() throws Exception {
        control.post("/hubspot/settings", "{\"searchLagMs\":3000}");
        var api = new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
        clock.advance(Duration.ofSeconds(5));
        api.post("/crm/objects/2026-09/companies", "{\"properties\":{\"name\":\"Initech\"}}");
        assertThat(api.post("/crm/objects/2026-09/companies/search", "{}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        clock.advance(Duration.ofSeconds(3));
        assertThat(api.post("/crm/objects/2026-09/companies/search", "{}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void revokesStaticTokensUntilTheNextReset() throws Exception {
        var api = new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
        control.post("/hubspot/faults", "{\"kind\":\"revoke_tokens\"}");
        var refused = api.get("/account-info/2026-09/details");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(Json.text(refused.json(), "category")).isEqualTo("INVALID_AUTHENTICATION");
        sandbox.reset();
        assertThat(api.get("/account-info/2026-09/details").status()).isEqualTo(200);
    }

    private Caller api(Caller.Answer tokens) {
        return new Caller(sandbox.hubspot().baseUrl(), Json.text(tokens.json(), "access_token"));
    }

    private boolean introspect(String token) throws Exception {
        return browser.submit(
                        "/oauth/2026-09/token/introspect",
                        "token",
                        token,
                        "client_id",
                        "rapport-sandbox",
                        "client_secret",
                        "rapport-sandbox-secret")
                .json()
                .path("active")
                .asBoolean();
    }

    private Caller.Answer refresh(String token) throws Exception {
        return browser.submit(
                "/oauth/2026-09/token",
                "grant_type",
                "refresh_token",
                "client_id",
                "rapport-sandbox",
                "client_secret",
                "rapport-sandbox-secret",
                "refresh_token",
                token);
    }

    private Caller.Answer redeem(String code) throws Exception {
        return browser.submit(
                "/oauth/2026-09/token",
                "grant_type",
                "authorization_code",
                "client_id",
                "rapport-sandbox",
                "client_secret",
                "rapport-sandbox-secret",
                "code",
                code,
                "redirect_uri",
                BACK);
    }

    private String code() throws Exception {
        var location = browser.submit(
                        "/oauth/authorize",
                        "client_id",
                        "rapport-sandbox",
                        "redirect_uri",
                        BACK,
                        "state",
                        "s1",
                        "scope",
                        "crm.objects.contacts.read crm.objects.contacts.write",
                        "decision",
                        "approve")
                .header("Location");
        return Call.pairs(URI.create(location).getRawQuery())
                .getOrDefault("code", List.of("none"))
                .getFirst();
    }
}
