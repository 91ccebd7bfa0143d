package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {
    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller root = new Caller(sandbox.baseUrl(), null);
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
    void showsRequestsInPagesAndByFilter() throws Exception {
        for (var i = 0; i < 5; i++) {
            api.get("/crm/objects/2026-09/contacts", "limit", String.valueOf(i + 1));
        }
        api.get("/crm/v3/objects/contacts");

        var last = root.get("/control/hubspot/requests", "limit", "2").json();
        assertThat(last.path("total").asInt()).isEqualTo(6);
        assertThat(last.path("items").path(1).path("seq").asInt()).isEqualTo(6);
        var next = root.get("/control/hubspot/requests", "since", "1", "limit", "2")
                .json();
        assertThat(next.path("items").path(0).path("query").asString()).isEqualTo("limit=2");
        assertThat(next.path("next").asInt()).isEqualTo(3);
        assertThat(root.get("/control/hubspot/requests", "problems", "true")
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(root.get("/control/hubspot/requests", "path", "v3").json().path("items"))
                .hasSize(1);
        assertThat(root.get("/control/hubspot/requests", "since", "2100-01-01T00:00:00Z")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(Json.text(next.path("items").path(0).path("headers"), "Authorization"))
                .isEqualTo("Bearer ****0001");
    }

    @Test
    void seedsAndChangesRecordsAsAUserWould() throws Exception {
        var contact =
                root.post("/control/salesforce/records/Contact", "{\"LastName\":\"Doe\",\"Email\":\"d@x.example\"}");
        assertThat(contact.status()).isEqualTo(201);
        var id = Json.text(contact.json(), "Id");
        var changed = root.patch("/control/salesforce/records/Contact/" + id, "{\"Title\":\"CTO\"}");
        assertThat(Json.text(changed.json(), "Title")).isEqualTo("CTO");
        assertThat(root.get("/control/salesforce/records/Contact")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(root.get("/control/salesforce/records")
                        .json()
                        .path("Contact")
                        .asInt())
                .isEqualTo(4);

        root.post("/control/reset", "");
        assertThat(root.get("/control/salesforce/records/Contact")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        var again = root.post("/control/salesforce/records/Contact", "{\"LastName\":\"Doe\"}");
        assertThat(Json.text(again.json(), "Id")).isNotEqualTo(id);
        assertThat(root.post("/control/salesforce/records/Contact", "{\"Nonsense\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(root.get("/control/salesforce/records/Banana").status()).isEqualTo(400);
        assertThat(root.patch("/control/salesforce/records/Contact/" + id, "{}").status())
                .isEqualTo(404);
    }

    @Test
    void resetsOneProviderOnly() throws Exception {
        root.post("/control/hubspot/records/companies", "{\"name\":\"Initech\"}");
        root.post("/control/salesforce/records/Account", "{\"Name\":\"Initech\"}");

        assertThat(root.post("/control/reset?provider=hubspot", "").status()).isEqualTo(204);

        assertThat(sandbox.hubspot().records("companies")).hasSize(2);
        assertThat(sandbox.salesforce().records("Account")).hasSize(3);
        assertThat(root.post("/control/reset?provider=banana", "").status()).isEqualTo(404);
    }

    @Test
    void receivesWebhooksAndFailsThemWhenTold() throws Exception {
        assertThat(root.with("X-Mark", "1").post("/receiver/mine", "{\"a\":1}").status())
                .isEqualTo(200);
        root.post("/control/receivers/mine", "{\"status\":503,\"times\":1}");
        assertThat(root.post("/receiver/mine", "{}").status()).isEqualTo(503);
        assertThat(root.post("/receiver/mine", "{}").status()).isEqualTo(200);

        var got = root.get("/control/receivers/mine").json();
        assertThat(got.path("total").asInt()).isEqualTo(3);
        assertThat(Json.text(got.path("items").path(0), "body")).isEqualTo("{\"a\":1}");
        assertThat(got.path("items").path(0).path("headers").toString()).containsIgnoringCase("x-mark");
        assertThat(root.get("/control/receivers/mine", "since", "2").json().path("items"))
                .hasSize(1);
    }

    @Test
    void refusesUnknownPathsAndBodiesThatAreTooLarge() throws Exception {
        for (var path :
                new String[] {"/nowhere", "/control/banana/state", "/control/hubspot/banana", "/receiver/a/b"}) {
            var answer = root.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(Json.text(answer.json(), "error", "")).isNotEmpty();
        }
        assertThat(root.post("/receiver/big", "x".repeat(10 * 1024 * 1024 + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void hasAPageForPeopleAndOneForEachRecord() throws Exception {
        assertThat(root.get("/").raw().body()).contains("<title>Rapport sandbox</title>");
        assertThat(root.get("/page.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(root.get("/page.css").status()).isEqualTo(200);

        root.post("/control/salesforce/records/Account", "{\"Name\":\"<script>alert(1)</script>\"}");
        var id = Json.text(sandbox.salesforce().records("Account").getLast(), "Id");
        var page = root.get("/salesforce/lightning/r/Account/" + id + "/view")
                .raw()
                .body();
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
        var deal = sandbox.hubspot().records("deals").getFirst();
        assertThat(root.get("/hubspot" + Json.text(deal, "url", "")).raw().body())
                .contains("Acme rollout 2027");
    }

    @Test
    void keepsUpWithAThousandRequestsPerSecond() throws Exception {
        root.post("/control/hubspot/settings", "{\"staticPerTenSeconds\":1000000}");
        var count = 3_000;
        for (var i = 0; i < 300; i++) {
            api.get("/account-info/2026-09/details");
        }
        var started = System.nanoTime();
        var answered = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 16; i++) {
                callers.execute(() -> {
                    for (var j = 0; j < count / 16; j++) {
                        answered.addAndGet(ok());
                    }
                });
            }
        }
        assertThat(answered).hasValue(count / 16 * 16);
        var seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
        // Client and sandbox share the machine with whatever else runs; the real figure is far above.
        assertThat(count / seconds).isGreaterThan(300);
        assertThat(sandbox.hubspot().requests())
                .hasSizeLessThanOrEqualTo(20_000)
                .hasSizeGreaterThan(3_000);
    }

    private int ok() {
        try {
            return api.get("/account-info/2026-09/details").status() == 200 ? 1 : 0;
        } catch (IOException | InterruptedException e) {
            return 0;
        }
    }
}
