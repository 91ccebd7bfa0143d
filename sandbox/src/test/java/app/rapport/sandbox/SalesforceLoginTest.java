package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceLoginTest {
    private static final String BACK = "http://localhost:3000/api/integrations/salesforce/callback";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final Caller browser = new Caller(sandbox.salesforce().baseUrl(), null);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void showsAConsentPageWithBothAnswers() throws Exception {
        var page = browser.get("/services/oauth2/authorize", asked("approve"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().body()).contains("Approve", "Decline", "refresh_token");
    }

    @Test
    void turnsAConsentIntoTokensThatWork() throws Exception {
        var tokens = redeem(code(), VERIFIER);

        assertThat(tokens.status()).isEqualTo(200);
        var json = tokens.json();
        assertThat(json.has("expires_in")).isFalse();
        assertThat(Json.text(json, "instance_url"))
                .isEqualTo(sandbox.salesforce().baseUrl());
        assertThat(Json.text(json, "id", "")).contains("/id/00D").contains("/005");
        var api = new Caller(sandbox.salesforce().baseUrl(), Json.text(json, "access_token"));
        assertThat(api.get("/services/oauth2/userinfo").json().path("email").asString())
                .isEqualTo("ada@acorn.example");
        assertThat(api.get("/services/data/v66.0/limits").header("Sforce-Limit-Info"))
                .isEqualTo("api-usage=1/100000");
    }

    @Test
    void sendsADeclineBackWithTheState() throws Exception {
        var answer = browser.submit("/services/oauth2/authorize", asked("decline"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(BACK).contains("error=access_denied", "state=s1");
    }

    @Test
    void refusesForeignRedirectsUnknownAppsAndAMissingChallenge() throws Exception {
        var foreign = browser.get(
                "/services/oauth2/authorize",
                "response_type",
                "code",
                "client_id",
                "rapport-sandbox",
                "redirect_uri",
                "https://evil.example/cb");
        var unknown = browser.get(
                "/services/oauth2/authorize", "response_type", "code", "client_id", "x", "redirect_uri", BACK);
        var plain = browser.get(
                "/services/oauth2/authorize",
                "response_type",
                "code",
                "client_id",
                "rapport-sandbox",
                "redirect_uri",
                BACK,
                "state",
                "s1");

        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.raw().body()).contains("redirect_uri_mismatch");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(plain.header("Location")).contains("error=invalid_request");
    }

    @Test
    void refusesAWrongVerifierAWrongSecretAndACodeUsedTwice() throws Exception {
        assertThat(redeem(code(), "another").json().path("error").asString()).isEqualTo("invalid_grant");
        assertThat(browser.submit(
                                "/services/oauth2/token",
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "rapport-sandbox",
                                "client_secret",
                                "wrong",
                                "code",
                                code(),
                                "redirect_uri",
                                BACK,
                                "code_verifier",
                                VERIFIER)
                        .json()
                        .path("error")
                        .asString())
                .isEqualTo("invalid_client");
        var code = code();
        var first = redeem(code, VERIFIER);
        var second = redeem(code, VERIFIER);
        assertThat(second.json().path("error_description").asString()).isEqualTo("expired authorization code");
        var api = new Caller(sandbox.salesforce().baseUrl(), Json.text(first.json(), "access_token"));
        assertThat(api.get("/services/data/v66.0/limits").code()).isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void letsACodeDieAfterFifteenMinutes() throws Exception {
        var code = code();
        clock.advance(Duration.ofMinutes(16));

        assertThat(redeem(code, VERIFIER).json().path("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void refreshesAnExpiredSessionAndKeepsTheRefreshToken() throws Exception {
        var json = redeem(code(), VERIFIER).json();
        clock.advance(Duration.ofHours(3));
        var api = new Caller(sandbox.salesforce().baseUrl(), Json.text(json, "access_token"));
        var late = api.get("/services/data/v66.0/limits");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.code()).isEqualTo("INVALID_SESSION_ID");

        var fresh = refresh(Json.text(json, "refresh_token", ""));
        assertThat(fresh.json().has("refresh_token")).isFalse();
        assertThat(new Caller(sandbox.salesforce().baseUrl(), Json.text(fresh.json(), "access_token"))
                        .get("/services/data/v66.0/limits")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsTheGrantWhenARotatedRefreshTokenIsUsedAgain() throws Exception {
        control.post("/salesforce/settings", "{\"refreshTokenRotation\":true}");
        var json = redeem(code(), VERIFIER).json();
        var old = Json.text(json, "refresh_token", "");
        var next = refresh(old).json();
        assertThat(Json.text(next, "refresh_token")).isNotNull().isNotEqualTo(old);

        var reused = refresh(old);

        assertThat(reused.status()).isEqualTo(400);
        assertThat(reused.json().path("error_description").asString()).isEqualTo("expired access/refresh token");
        assertThat(refresh(Json.text(next, "refresh_token", "")).status()).isEqualTo(400);
        var state = control.get("/salesforce/state").json();
        assertThat(state.path("refreshes").asInt()).isEqualTo(1);
        assertThat(state.path("refreshTokensReused").asInt()).isEqualTo(1);
    }

    @Test
    void revokesAndKeepsSecretsOutOfTheLog() throws Exception {
        var json = redeem(code(), VERIFIER).json();
        var refreshToken = Json.text(json, "refresh_token", "");
        assertThat(browser.submit("/services/oauth2/revoke", "token", refreshToken)
                        .status())
                .isEqualTo(200);
        assertThat(refresh(refreshToken).status()).isEqualTo(400);

        var log = control.get("/salesforce/requests").raw().body();
        assertThat(log).doesNotContain(refreshToken, "rapport-sandbox-secret", VERIFIER);
        assertThat(log).doesNotContain(Json.text(json, "access_token", ""));
    }

    @Test
    void knowsTheTokensOfAnEarlierRun() throws Exception {
        var json = redeem(code(), VERIFIER).json();
        clock.advance(Duration.ofMinutes(1));
        try (var later = Sandbox.start(0, clock)) {
            var api = new Caller(later.salesforce().baseUrl(), Json.text(json, "access_token"));
            assertThat(api.get("/services/data/v66.0/limits").status()).isEqualTo(200);
            assertThat(new Caller(later.salesforce().baseUrl(), null)
                            .submit("/services/oauth2/token", refreshing(Json.text(json, "refresh_token", "")))
                            .status())
                    .isEqualTo(200);
            assertThat(new Caller(later.salesforce().baseUrl(), Json.text(json, "access_token") + "x")
                            .get("/services/data/v66.0/limits")
                            .status())
                    .isEqualTo(401);
        }
    }

    private Caller.Answer refresh(String token) throws Exception {
        return browser.submit("/services/oauth2/token", refreshing(token));
    }

    private static String[] refreshing(String token) {
        return new String[] {
            "grant_type",
            "refresh_token",
            "client_id",
            "rapport-sandbox",
            "client_secret",
            "rapport-sandbox-secret",
            "refresh_token",
            token
        };
    }

    private String code() throws Exception {
        var location = URI.create(
                browser.submit("/services/oauth2/authorize", asked("approve")).header("Location"));
        assertThat(location.toString()).startsWith(BACK);
        var parameters = Call.pairs(location.getRawQuery());
        assertThat(parameters.get("state")).containsExactly("s1");
        return String.join("", parameters.getOrDefault("code", java.util.List.of()));
    }

    private Caller.Answer redeem(String code, String verifier) throws Exception {
        return browser.submit(
                "/services/oauth2/token",
                "grant_type",
                "authorization_code",
                "client_id",
                "rapport-sandbox",
                "client_secret",
                "rapport-sandbox-secret",
                "code",
                code,
                "redirect_uri",
                BACK,
                "code_verifier",
                verifier);
    }

    private static String[] asked(String decision) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return new String[] {
            "response_type",
            "code",
            "client_id",
            "rapport-sandbox",
            "redirect_uri",
            BACK,
            "state",
            "s1",
            "scope",
            "api refresh_token openid",
            "code_challenge",
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
            "code_challenge_method",
            "S256",
            "decision",
            decision
        };
    }
}
