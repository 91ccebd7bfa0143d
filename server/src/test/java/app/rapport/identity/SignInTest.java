package app.rapport.identity;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.platform.MovableClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@RapportTest
class SignInTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToTheTrueTime() {
        clock.reset();
    }

    @Test
    void tooManyWrongPasswordsLockTheAccountForAWhileWhetherItExistsOrNot() {
        var ada = organizations.create().user(Role.ADMIN);
        for (var email : new String[] {ada.email(), "nobody-" + ada.email()}) {
            for (var attempt = 0; attempt < SignInAttempts.PER_ACCOUNT; attempt++) {
                refused(signIn(email, "wrong password"), 401, "sign_in_failed");
            }
            var locked = signIn(email, TestOrganizations.PASSWORD);
            locked.expectHeader()
                    .value(
                            "Retry-After",
                            value -> assertThat(Integer.parseInt(value)).isBetween(1, 901));
            refused(locked, 429, "locked_out");
        }
        clock.advance(Duration.ofMinutes(16));
        signIn(ada.email(), TestOrganizations.PASSWORD).expectStatus().isNoContent();
    }

    @Test
    void anAddressInAHeaderIsNotBelievedWhereNoProxyIsSaidToBe() {
        var acorn = organizations.create();
        BehindProxyTest.signIn(organizations, acorn.user(Role.ADMIN), "203.0.113.9")
                .expectStatus()
                .isNoContent();
        assertThat(BehindProxyTest.addresses(acorn)).containsOnly("127.0.0.1");
    }

    @Test
    void guessesMadeAtOnceCountOneByOne() throws Exception {
        var ada = organizations.create().user(Role.ADMIN);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = threads.invokeAll(IntStream.range(0, 3 * SignInAttempts.PER_ACCOUNT)
                    .mapToObj(guess -> (Callable<Integer>) () -> signIn(ada.email(), "guess number " + guess)
                            .returnResult(String.class)
                            .getStatus()
                            .value())
                    .toList());
            assertThat(guesses.stream().filter(guess -> guess.resultNow() == 401))
                    .hasSize(SignInAttempts.PER_ACCOUNT);
        }
    }

    @Test
    void aRightPasswordForgetsTheWrongOnesBefore() {
        var ada = organizations.create().user(Role.ADMIN);
        for (var round = 0; round < 2; round++) {
            for (var attempt = 0; attempt < SignInAttempts.PER_ACCOUNT - 1; attempt++) {
                refused(signIn(ada.email(), "wrong password"), 401, "sign_in_failed");
            }
            signIn(ada.email(), TestOrganizations.PASSWORD).expectStatus().isNoContent();
        }
    }

    @Test
    void aSessionEndsWhenItIsNotUsedAndAtTheLatestAfterItsLife() {
        var acorn = organizations.create();
        clock.advance(Duration.ofDays(6));
        get(acorn.admin(), "/api/me").expectStatus().isOk();
        for (var week = 0; week < 3; week++) {
            clock.advance(Duration.ofDays(6));
            get(acorn.admin(), "/api/me").expectStatus().isOk();
        }
        refused(get(acorn.client(Role.CSM), "/api/me"), 401, "sign_in_needed"); // unused for 24 days
        clock.advance(Duration.ofDays(6));
        get(acorn.admin(), "/api/me").expectStatus().isUnauthorized(); // used all along, but 30 days old
    }

    @Test
    void aPersonSeesAndEndsTheirOwnSessions() {
        var acorn = organizations.create();
        var ada = acorn.user(Role.ADMIN);
        var phone = signIn(ada.email(), TestOrganizations.PASSWORD);
        var phoneCookie = cookie(phone);
        var list = json(get(acorn.admin(), "/api/sessions-of-mine"), 200).get("items");
        assertThat(list).hasSize(2);
        assertThat(list.valueStream().filter(one -> one.get("current").asBoolean()))
                .hasSize(1);
        var other = list.valueStream()
                .filter(one -> !one.get("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        refused(Http.delete(acorn.client(Role.CSM), "/api/sessions-of-mine/" + other), 404, "not_found");
        get(organizations.withCookie(phoneCookie), "/api/me").expectStatus().isOk();
        Http.delete(acorn.admin(), "/api/sessions-of-mine/" + other)
                .expectStatus()
                .isNoContent();
        get(organizations.withCookie(phoneCookie), "/api/me").expectStatus().isUnauthorized();
        get(acorn.admin(), "/api/me").expectStatus().isOk();
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndTheOldPassword() {
        var acorn = organizations.create();
        var carl = acorn.user(Role.CSM);
        var elsewhere = cookie(signIn(carl.email(), TestOrganizations.PASSWORD));
        var client = acorn.client(Role.CSM);
        refused(post(client, "/api/me/password", """
                {"current":"not my password","new":"a brand new password"}"""), 400, "wrong_password");
        refused(post(client, "/api/me/password", """
                {"current":"%s","new":"short"}""".formatted(TestOrganizations.PASSWORD)), 400, "weak_password");
        post(client, "/api/me/password", """
                {"current":"%s","new":"a brand new password"}""".formatted(TestOrganizations.PASSWORD))
                .expectStatus()
                .isNoContent();
        get(client, "/api/me").expectStatus().isOk();
        get(organizations.withCookie(elsewhere), "/api/me").expectStatus().isUnauthorized();
        refused(signIn(carl.email(), TestOrganizations.PASSWORD), 401, "sign_in_failed");
        signIn(carl.email(), "a brand new password").expectStatus().isNoContent();
    }

    @Test
    void aProfileIsChangedFieldByFieldAndNonsenseChangesNothing() {
        var client = organizations.create().client(Role.LEARNER);
        var me = json(Http.patch(client, "/api/me", """
                {"locale":"ar","zone":"Asia/Riyadh"}"""), 200);
        assertThat(me.get("locale").asString()).isEqualTo("ar");
        assertThat(me.get("zone").asString()).isEqualTo("Asia/Riyadh");
        assertThat(me.get("name").asString()).isEqualTo("Test learner");
        for (var bad : new String[] {"""
            {"locale":"xx"}""", """
            {"zone":"Mars/Olympus"}""", """
            {"zone":"+02:00"}""", """
            {"name":"   "}""", """
            {"name":"a\\u0000b"}""", """
            {"name":"%s"}""".formatted("x".repeat(121)), """
            {"singleKeyShortcuts":"perhaps"}""", "[]", "{"}) {
            Http.patch(client, "/api/me", bad).expectStatus().isBadRequest();
        }
        assertThat(json(get(client, "/api/me"), 200)).isEqualTo(me);
    }

    @Test
    void anApiKeyCannotTouchThePersonsOwnSignIn() {
        var acorn = organizations.create();
        var program = acorn.clientWithKey(acorn.apiKey(Role.ADMIN, Permission.values()));
        refused(get(program, "/api/sessions-of-mine"), 403, "session_needed");
        refused(post(program, "/api/me/password", """
                {"current":"%s","new":"a brand new password"}""".formatted(TestOrganizations.PASSWORD)), 403, "session_needed");
    }

    @Test
    void whatIsNoSignInIsRefusedInWords() {
        var nobody = organizations.anonymous();
        for (var bad : new String[] {
            "{}",
            "null",
            "[1]",
            "{\"email\":\"a@b.example\"}",
            "{\"email\":[],\"password\":{}}",
            "{\"email\":\"" + "a".repeat(300) + "\",\"password\":\"x\"}",
            "{\"email\":\"a@b.example\",\"password\":\"" + "x".repeat(1001) + "\"}"
        }) {
            post(nobody, "/api/auth/login", bad).expectStatus().isBadRequest();
        }
        refused(post(nobody, "/api/auth/login", """
                {"email":"a\\u0000@b.example","password":"whatever it is"}"""), 400, "unstorable_value");
        refused(post(nobody, "/api/auth/login", """
                {"email":"a@b.example","password":"%s"}""".formatted("ü".repeat(500))), 401, "sign_in_failed");
    }

    private RestTestClient.ResponseSpec signIn(String email, String password) {
        return post(organizations.anonymous(), "/api/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(email, password));
    }

    private static String cookie(RestTestClient.ResponseSpec answer) {
        var cookie = answer.returnResult(Void.class).getResponseCookies().getFirst("rapport_session");
        return java.util.Objects.requireNonNull(cookie).getValue();
    }
}
