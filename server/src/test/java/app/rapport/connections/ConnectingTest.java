package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Wording;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Sandbox;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class ConnectingTest {
    private static final Call LIMITS =
            new Call("GET", "/services/data/v66.0/limits", Map.of(), null, "read limits", false);

    @Autowired
    TestOrganizations organizations;

    @Autowired
    ConnectionControl control;

    @Autowired
    ProviderHttp http;

    @Autowired
    ConnectionHealth health;

    @Autowired
    Connections connections;

    @Autowired
    JdbcClient db;

    @Autowired
    ProviderDirectory directory;

    @Autowired
    MovableClock clock;

    private final Sandbox sandbox = SandboxTest.InPlaceOfProviders.sandbox();
    private TestOrganization acme;

    @BeforeEach
    void anOrganizationAndAFreshSandbox() {
        sandbox.reset();
        acme = organizations.create("Acme");
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    @Requirement({"H-39", "H-40", "H-30", "H-92", "H-94"})
    void signsInWithPkceAndKeepsNothingInClear() {
        var id = Consenting.connect(acme, "salesforce");

        var asked = sandbox.salesforce().requests().stream()
                .filter(request -> request.path().contains("authorize"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.query()).contains("code_challenge_method=S256").contains("state=");
        assertThat(sandbox.salesforce().requests())
                .allSatisfy(request -> assertThat(request.problems()).isEmpty());
        var stored = acme.in(() -> db.sql("select sealed from connections.credential where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
        assertThat(stored).startsWith("rs1.").doesNotContain("00D").doesNotContain("access");
        var shown = Consenting.body(acme.admin(), "/api/integrations").toString();
        assertThat(shown)
                .contains(id.toString(), "\"healthy\"", "\"connected\"")
                .doesNotContain("sealed", "oken\":\"");
    }

    @Test
    void aStateCountsOnceAndOnlyForWhoSetOut() {
        var callback = Consenting.approve(Consenting.begin(acme.admin(), "hubspot", null));
        var stranger = organizations.create("Globex");

        assertThat(Consenting.back(organizations.anonymous(), callback)).startsWith("/login");
        assertThat(Consenting.back(stranger.admin(), callback)).endsWith("error=sign_in_expired");
        assertThat(Consenting.back(acme.client(Role.DEVELOPER), callback)).endsWith("error=sign_in_expired");
        assertThat(Consenting.back(acme.admin(), callback)).endsWith("connected=1");
        assertThat(Consenting.back(acme.admin(), callback)).endsWith("error=sign_in_expired");
    }

    @Test
    void aStateGrowsOld() {
        var callback = Consenting.approve(Consenting.begin(acme.admin(), "hubspot", null));
        clock.advance(Duration.ofMinutes(16));

        assertThat(Consenting.back(acme.admin(), callback)).endsWith("error=sign_in_expired");
    }

    @Test
    void aRefusalAtTheProviderIsSaid() {
        var callback = Consenting.decline(Consenting.begin(acme.admin(), "salesforce", null));

        assertThat(Consenting.back(acme.admin(), callback)).endsWith("error=access_denied");
    }

    @Test
    @Requirement("H-17")
    void connectingTheSameAccountAgainKeepsTheConnection() {
        var first = Consenting.connect(acme, "salesforce");
        sandbox.salesforce().revokeTokens();
        assertThat(reasonOf(first, LIMITS)).isEqualTo(CallFailed.Reason.NEEDS_RECONNECT);
        assertThat(view(first).state()).isEqualTo("needs_reconnect");

        assertThat(Consenting.connect(acme, "salesforce")).isEqualTo(first);
        assertThat(view(first).state()).isEqualTo("connected");
        assertThat(view(first).health().state()).isEqualTo("healthy");
    }

    @Test
    @Requirement("H-17")
    void anotherAccountCannotTakeAConnectionsPlace() {
        var id = Consenting.connect(acme, "salesforce");
        acme.run(() -> db.sql("update connections.connection set external_account = '00D000000000000' where id = :id")
                .param("id", id)
                .update());

        var callback =
                Consenting.approve(Consenting.begin(acme.admin(), "salesforce", Map.of("connectionId", id.toString())));

        assertThat(Consenting.back(acme.admin(), callback)).endsWith("error=other_account");
    }

    @Test
    @Requirement("H-17")
    void anExpiredTokenIsRenewedOnceAndTheCallRepeated() throws Exception {
        var id = Consenting.connect(acme, "salesforce");
        sandbox.salesforce().expireTokens();

        assertThat(send(id, LIMITS).status()).isEqualTo(200);

        assertThat(sandbox.salesforce().state().findValue("refreshes").asLong()).isEqualTo(1);
    }

    @Test
    void renewsByTheClockBeforeATokenEnds() throws Exception {
        var id = Consenting.connect(acme, "hubspot");
        clock.advance(Duration.ofSeconds(1_800 * 4 / 5 + 1));

        send(id, new Call("GET", "/account-info/2026-09/details", Map.of(), null, "read account", false));

        assertThat(sandbox.hubspot().state().findValue("refreshes").asLong()).isEqualTo(1);
        assertThat(sandbox.hubspot().requests()).noneMatch(request -> request.status() == 401);
    }

    @Test
    @Requirement({"H-17", "H-122"})
    void aRevokedGrantNeedsAPersonAndSaysSo() {
        var id = Consenting.connect(acme, "salesforce");
        sandbox.salesforce().revokeTokens();

        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.NEEDS_RECONNECT);
        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.NEEDS_RECONNECT);

        assertThat(view(id).health().state()).isEqualTo("disconnected");
        assertThat(view(id).health().nextStep()).isNotEmpty();
        var notices = Consenting.body(acme.admin(), "/api/notices").path("items");
        assertThat(notices.findValuesAsString("kind"))
                .filteredOn("connection.needs_reconnect"::equals)
                .hasSize(1);
    }

    @Test
    void anUnansweredRenewalIsTriedAgainLaterAndKeepsTheConnection() throws Exception {
        var id = Consenting.connect(acme, "salesforce");
        sandbox.salesforce().expireTokens();
        sandbox.salesforce().fails(Fault.status(503).on("POST", "oauth2/token"));

        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.NOT_SENT);
        assertThat(view(id).state()).isEqualTo("connected");

        clock.advance(Duration.ofSeconds(3)); // callers share a failure for two seconds
        assertThat(send(id, LIMITS).status()).isEqualTo(200);
    }

    @Test
    @Requirement({"H-72", "H-99"})
    void everyCallHasARowInTheAuditTrail() throws Exception {
        var id = Consenting.connect(acme, "hubspot");

        send(
                id,
                new Call(
                        "GET",
                        "/crm/objects/2026-09/contacts/john%40acmecorp.com?idProperty=email",
                        Map.of(),
                        null,
                        "find contact",
                        false));

        var rows = Consenting.body(acme.admin(), "/api/audit?action=crm.read").toString();
        assertThat(rows)
                .contains("\"/crm/objects/2026-09/contacts/…\"", "\"find contact\"", id.toString())
                .doesNotContain("john", "idProperty");
    }

    @Test
    @Requirement("H-122")
    void healthSaysWhatIsWrongAndRecovers() throws Exception {
        var id = Consenting.connect(acme, "salesforce");
        sandbox.salesforce().fails(Fault.status(503).times(5));
        for (var i = 0; i < 4; i++) {
            send(id, LIMITS);
        }
        assertThat(view(id).health().state()).isEqualTo("degraded");
        send(id, LIMITS);
        assertThat(view(id).health().state()).isEqualTo("failing");
        assertThat(view(id).health().reason()).contains("503").contains("5 times");
        assertThat(view(id).health().words().values()).containsEntry("times", 5).containsKey("cause");

        send(id, LIMITS);
        assertThat(view(id).health().state()).isEqualTo("healthy");

        var missing = Wording.of("scopes_missing").with("scopes", "crm.objects.deals.write");
        inScope(() -> health.needsAttention(id, "The scope crm.objects.deals.write is missing.", "Add it.", missing));
        assertThat(view(id).health())
                .isEqualTo(new ConnectionView.Health(
                        "failing", "The scope crm.objects.deals.write is missing.", "Add it.", missing));
        inScope(() -> health.worked(id));
        assertThat(view(id).health().state()).isEqualTo("healthy");
        assertThat(view(id).lastSyncAt()).isNotNull();
    }

    @Test
    @Requirement("H-83")
    void aPausedConnectionSendsNothingAndAnEndedOneForgetsItsSecrets() {
        var id = Consenting.connect(acme, "salesforce");

        inAcme(() -> control.pause(id, true));
        assertThat(view(id).state()).isEqualTo("paused");
        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.NOT_CONNECTED);
        assertThat(inAcme(() -> control.test(id)).ok()).isTrue();
        inAcme(() -> control.pause(id, false));
        assertThat(view(id).state()).isEqualTo("connected");

        inAcme(() -> {
            control.disconnect(id);
            return true;
        });
        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.NOT_CONNECTED);
        assertThat(acme.in(() -> db.sql("select count(*) from connections.credential where id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()))
                .isZero();
        assertThat(sandbox.salesforce().requests())
                .anyMatch(request -> request.path().endsWith("/revoke") && request.status() == 200);
    }

    @Test
    @Requirement({"H-49", "H-36"})
    void aPastedTokenIsTriedBeforeItIsKept() {
        var view = acme.as(
                Role.ADMIN,
                () -> control.connectWithToken(
                        "hubspot", "Our HubSpot", sandbox.hubspot().serviceKey(), null));
        assertThat(view.auth()).isEqualTo("token");
        assertThat(view.externalAccount()).isNotBlank();
        assertThat(view.credentialAgeDays()).isZero();
        assertThat(connections.locate("hubspot", String.valueOf(view.externalAccount())))
                .contains(new Connections.Located(acme.id(), view.id()));

        assertThatThrownBy(() ->
                        acme.as(Role.ADMIN, () -> control.connectWithToken("hubspot", null, "pat-na1-wrong", null)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("token_refused"));
        assertThatThrownBy(() -> acme.as(
                        Role.ADMIN,
                        () -> control.connectWithToken(
                                "hubspot", null, sandbox.hubspot().serviceKey(), "4711")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("other_account"));
    }

    @Test
    @Requirement({"H-98", "H-100"})
    void aMembersRequestWaitsForAnAdmin() {
        var rep = acme.client(Role.REP);
        var connect = "/api/integrations/salesforce/connect";
        rep.post().uri(connect).body(Map.of()).exchange().expectStatus().isAccepted();
        rep.post().uri(connect).body(Map.of()).exchange().expectStatus().isAccepted();
        acme.client(Role.LEARNER)
                .get()
                .uri("/api/integrations")
                .exchange()
                .expectStatus()
                .isForbidden();
        acme.client(Role.COORDINATOR)
                .post()
                .uri(connect)
                .body(Map.of())
                .exchange()
                .expectStatus()
                .isForbidden();
        rep.get().uri("/api/integrations/requests").exchange().expectStatus().isForbidden();

        var waiting =
                Consenting.body(acme.admin(), "/api/integrations/requests").path("items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(Consenting.body(acme.admin(), "/api/notices").toString()).contains("asks to connect Salesforce");
        var id = waiting.path(0).path("id").asString();
        acme.admin()
                .post()
                .uri("/api/integrations/requests/" + id + "/approve")
                .exchange()
                .expectStatus()
                .isOk();
        acme.admin()
                .post()
                .uri("/api/integrations/requests/" + id + "/decline")
                .exchange()
                .expectStatus()
                .isEqualTo(409);

        var callback = Consenting.approve(Consenting.begin(rep, "salesforce", null));
        assertThat(Consenting.back(rep, callback)).endsWith("connected=1");
        rep.post().uri(connect).body(Map.of()).exchange().expectStatus().isAccepted();
    }

    @Test
    void anotherOrganizationSeesNothing() {
        var id = Consenting.connect(acme, "salesforce");
        var globex = organizations.create("Globex");

        assertThat(Consenting.body(globex.admin(), "/api/integrations").toString())
                .doesNotContain(id.toString());
        assertThat(globex.in(() -> connections.find(id))).isEmpty();
        assertThatThrownBy(() -> Tenancy.in(globex.id(), () -> http.send(id, LIMITS)))
                .isInstanceOf(CallFailed.class);
        globex.admin()
                .post()
                .uri("/api/integrations/salesforce/connect")
                .body(Map.of("connectionId", id.toString()))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whatNothingIsBuiltForIsNotOffered() {
        assertThat(directory.find("dynamics")).isPresent();
        assertThat(Consenting.body(acme.admin(), "/api/integrations").path("items"))
                .extracting(item -> item.path("provider").asString())
                .containsExactly("hubspot", "salesforce");
        acme.admin()
                .post()
                .uri("/api/integrations/dynamics/connect")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    @Requirement("H-79")
    void keepsAShareOfSalesforcesDayForOthers() throws Exception {
        var id = Consenting.connect(acme, "salesforce");
        sandbox.salesforce()
                .fails(Fault.status(200)
                        .with("Sforce-Limit-Info", "api-usage=12001/15000")
                        .on("GET", "limits"));

        send(id, LIMITS);

        assertThat(reasonOf(id, LIMITS)).isEqualTo(CallFailed.Reason.BUDGET);
        assertThat(view(id).budget()).satisfies(budget -> {
            assertThat(budget.limit()).isEqualTo(15_000);
            assertThat(budget.used()).isEqualTo(12_001);
        });
        assertThat(view(id).health().state()).isEqualTo("degraded");
        clock.advance(Duration.ofMinutes(16));
        assertThat(send(id, LIMITS).status()).isEqualTo(200);
    }

    @Test
    void refusesToCallInsideATransaction() {
        assertThatThrownBy(() -> acme.in(() -> {
                    try {
                        return http.send(UUID.randomUUID(), LIMITS);
                    } catch (CallFailed e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private ProviderHttp.Reply send(UUID id, Call call) throws CallFailed {
        return Tenancy.in(acme.id(), () -> http.send(id, call));
    }

    private CallFailed.Reason reasonOf(UUID id, Call call) {
        try {
            throw new AssertionError("answered " + send(id, call).status());
        } catch (CallFailed e) {
            return e.reason();
        }
    }

    private <T> T inAcme(Supplier<T> body) {
        return Tenancy.in(acme.id(), body::get);
    }

    private void inScope(Runnable body) {
        Tenancy.run(acme.id(), body);
    }

    private ConnectionView view(UUID id) {
        return inAcme(() -> control.view(id));
    }
}
