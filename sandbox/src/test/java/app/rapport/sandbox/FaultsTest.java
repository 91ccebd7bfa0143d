package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final String DETAILS = "/account-info/2026-09/details";
    private static final String NOTES = "/crm/objects/2026-09/notes";
    private static final String NOTE = "{\"properties\":{\"hs_timestamp\":\"2026-11-20T09:00:00Z\"}}";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);
    private final Caller api =
            new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void answersAnErrorInTheProvidersShapeAsOftenAsWanted() throws Exception {
        var set = control.post("/hubspot/faults", """
                {"match":{"method":"POST","path":"/notes$"},"kind":"status","status":429,"headers":{"Retry-After":"2"},"times":2}""");
        assertThat(set.status()).isEqualTo(201);
        assertThat(control.get("/hubspot/faults")
                        .json()
                        .path("items")
                        .path(0)
                        .path("left")
                        .asInt())
                .isEqualTo(2);

        assertThat(api.get(DETAILS).status()).isEqualTo(200);
        var first = api.post(NOTES, NOTE);
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("2");
        assertThat(Json.text(first.json(), "policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(api.post(NOTES, NOTE).status()).isEqualTo(429);
        assertThat(api.post(NOTES, NOTE).status()).isEqualTo(201);
        assertThat(sandbox.hubspot().records("notes")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401,INVALID_AUTHENTICATION",
        "403,FORBIDDEN",
        "404,OBJECT_NOT_FOUND",
        "409,CONFLICT",
        "500,INTERNAL_ERROR",
        "503,INTERNAL_ERROR"
    })
    void knowsHubspotsWordForEachStatus(int status, String category) throws Exception {
        sandbox.hubspot().fails(Fault.status(status));

        var answer = api.get(DETAILS);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(Json.text(answer.json(), "category")).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({
        "401,,INVALID_SESSION_ID",
        "403,REQUEST_LIMIT_EXCEEDED,REQUEST_LIMIT_EXCEEDED",
        "400,UNABLE_TO_LOCK_ROW,UNABLE_TO_LOCK_ROW",
        "503,,SERVER_UNAVAILABLE"
    })
    void knowsSalesforcesWordToo(int status, String code, String expected) throws Exception {
        var fault = Fault.status(status);
        sandbox.salesforce().fails(code == null ? fault : fault.code(code));

        var answer = new Caller(sandbox.salesforce().baseUrl(), "x").get("/services/data/v66.0/sobjects");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(expected);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterTheWrite() {
        sandbox.hubspot().fails(Fault.next(Fault.Kind.RESET));
        assertThatThrownBy(() -> api.post(NOTES, NOTE)).isInstanceOf(IOException.class);
        assertThat(sandbox.hubspot().records("notes")).isEmpty();

        sandbox.hubspot().fails(Fault.next(Fault.Kind.DROP_AFTER_COMMIT));
        assertThatThrownBy(() -> api.post(NOTES, NOTE)).isInstanceOf(IOException.class);
        assertThat(sandbox.hubspot().records("notes")).hasSize(1);

        sandbox.hubspot().fails(Fault.next(Fault.Kind.TRUNCATE));
        assertThatThrownBy(() -> api.post(NOTES, NOTE)).isInstanceOf(IOException.class);
        assertThat(sandbox.hubspot().records("notes")).hasSize(2);
        assertThat(sandbox.hubspot().requests().getLast().fault()).isEqualTo("truncate");
    }

    @Test
    void answersAWebPageOrABodyOfOnesOwn() throws Exception {
        sandbox.hubspot().fails(Fault.next(Fault.Kind.HTML));
        var page = api.get(DETAILS);
        assertThat(page.status()).isEqualTo(502);
        assertThat(page.raw().body()).startsWith("<html>");

        control.post("/hubspot/faults", "{\"kind\":\"status\",\"status\":500,\"body\":\"{not json\"}");
        assertThat(api.get(DETAILS).raw().body()).isEqualTo("{not json");
    }

    @ParameterizedTest
    @CsvSource({"HANG,0", "HANG_AFTER_COMMIT,1"})
    void hangsUntilTheFaultsAreCleared(Fault.Kind kind, int stored) throws Exception {
        sandbox.hubspot().fails(Fault.next(kind));
        var outcome = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try {
                // A POST: the client itself repeats a GET whose connection was cut.
                outcome.complete("answered " + api.post(NOTES, NOTE).status());
            } catch (IOException | InterruptedException e) {
                outcome.complete("cut");
            }
        });
        while (sandbox.hubspot().requests().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(sandbox.hubspot().requests().getFirst().status()).isZero();
        assertThat(outcome).isNotDone();

        // Cleared again and again: the request may just be on its way into the wait.
        while (!outcome.isDone()) {
            control.delete("/hubspot/faults");
        }
        assertThat(outcome).isCompletedWithValue("cut");
        assertThat(sandbox.hubspot().records("notes")).hasSize(stored);
    }

    @Test
    void isSlowOnceOrAlways() throws Exception {
        sandbox.hubspot().fails(Fault.next(Fault.Kind.SLOW).delay(150));
        assertThat(millis()).isGreaterThanOrEqualTo(150);
        control.post("/hubspot/latency", "{\"ms\":120}");
        assertThat(millis()).isGreaterThanOrEqualTo(120);
        control.post("/hubspot/latency", "{\"ms\":0}");
        assertThat(control.get("/hubspot/latency").json().path("ms").asInt()).isZero();
    }

    private long millis() throws Exception {
        var started = System.nanoTime();
        assertThat(api.get(DETAILS).status()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    @Test
    void hitsAShareOfTheRequests() throws Exception {
        control.post("/hubspot/settings", "{\"staticPerTenSeconds\":1000}");
        sandbox.hubspot().fails(Fault.status(500).probability(0.5).times(-1));
        var failed = 0;
        for (var i = 0; i < 200; i++) {
            failed += api.get(DETAILS).status() == 500 ? 1 : 0;
        }
        assertThat(failed).isBetween(50, 150);
    }

    @Test
    void expiresTokensWithoutEndingTheGrant() throws Exception {
        var tokens = control.post("/salesforce/tokens", "{}").json();
        var salesforce = new Caller(sandbox.salesforce().baseUrl(), Json.text(tokens, "accessToken"));
        assertThat(salesforce.get("/services/data/v66.0/sobjects").status()).isEqualTo(200);

        control.post("/salesforce/faults", "{\"kind\":\"expire_tokens\"}");

        assertThat(salesforce.get("/services/data/v66.0/sobjects").status()).isEqualTo(401);
        assertThat(refresh(Json.text(tokens, "refreshToken", "")).status()).isEqualTo(200);
        control.post("/salesforce/faults", "{\"kind\":\"revoke_tokens\"}");
        assertThat(refresh(Json.text(tokens, "refreshToken", "")).status()).isEqualTo(400);
    }

    private Caller.Answer refresh(String token) throws Exception {
        return new Caller(sandbox.salesforce().baseUrl(), null)
                .submit(
                        "/services/oauth2/token",
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "rapport-sandbox",
                        "client_secret",
                        "rapport-sandbox-secret",
                        "refresh_token",
                        token);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"explode"}
            {"kind":"status","status":99}
            {"kind":"status","times":0}
            {"kind":"status","probability":2}
            {"kind":"status","match":{"path":"("}}
            {"kind":"status","match":"/notes"}
            {"kind":"status","match":{"url":"/notes"}}
            {"kind":"status","status":"five hundred"}
            {"kind":"status","times":"twice"}
            {"kind":"status","retryAfter":5}
            {"kind":"status","headers":["Retry-After: 5"]}
            {"kind":"slow","delayMs":-5}
            []
            """)
    void saysWhatIsWrongWithAFault(String fault) throws Exception {
        var answer = control.post("/hubspot/faults", fault);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.text(answer.json(), "error", "")).isNotEmpty();
        assertThat(control.get("/hubspot/faults").json().path("items")).isEmpty();
    }

    @Test
    void methodAndPathMayStandBesideTheKind() throws Exception {
        control.post(
                "/hubspot/faults", "{\"kind\":\"status\",\"status\":503,\"method\":\"POST\",\"path\":\"/notes$\"}");

        assertThat(api.get(DETAILS).status()).isEqualTo(200);
        assertThat(api.post(NOTES, NOTE).status()).isEqualTo(503);
    }

    @Test
    void refusesSettingsItDoesNotKnow() throws Exception {
        assertThat(control.post("/hubspot/settings", "{\"oauthPerTenSecond\":5}")
                        .status())
                .isEqualTo(400);
        assertThat(control.post("/salesforce/settings", "{\"dailyLimit\":\"few\"}")
                        .status())
                .isEqualTo(400);
        assertThat(control.post("/salesforce/latency", "{\"millis\":5}").status())
                .isEqualTo(400);
        assertThat(control.delete("/hubspot/faults/abc").status()).isEqualTo(404);
    }
}
