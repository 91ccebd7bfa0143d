package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class RenewalTest {
    private static final int CALLERS = 200;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    ProviderDirectory directory;

    @Autowired
    TokenDesk desk;

    @Autowired
    ConnectionRows rows;

    @Autowired
    Credentials credentials;

    @Autowired
    ConnectionNews news;

    @Autowired
    Care care;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    private final Sandbox sandbox = SandboxTest.InPlaceOfProviders.sandbox();
    private TestOrganization acme;
    private UUID id;

    @BeforeEach
    void aConnection() {
        sandbox.reset();
        acme = organizations.create("Acme");
        id = Consenting.connect(acme, "hubspot");
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    /** As another process has it: what it shares with the others is the database. */
    private Renewal node() {
        return new Renewal(directory, desk, rows, credentials, news, transaction, clock);
    }

    @Test
    @Requirement("H-17")
    void twoHundredCallersOnThreeNodesRenewOnce() throws Exception {
        sandbox.hubspot().latency(150); // long enough for everybody to find the renewal under way
        var nodes = List.of(node(), node(), node());
        var stale = credential();

        var generations = new HashSet<Long>();
        for (var renewed : together(nodes, stale)) {
            generations.add(renewed.get().generation());
        }

        assertThat(generations).containsExactly(stale.generation() + 1);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    @Requirement("H-17")
    void refreshTokensThatCountOnceAreNeverUsedTwice() throws Exception {
        sandbox.provider("hubspot").reset();
        rotateRefreshTokens();
        var fresh = Consenting.connect(acme, "hubspot");
        assertThat(fresh).isEqualTo(id);
        var nodes = List.of(node(), node(), node());
        for (var round = 0; round < 3; round++) {
            for (var renewed : together(nodes, credential())) {
                assertThat(renewed.get().refreshToken()).isNotNull();
            }
        }

        assertThat(refreshes()).isEqualTo(3);
        assertThat(sandbox.hubspot().state().findValue("refreshTokensReused").asLong())
                .isZero();
    }

    @Test
    void aNodeThatDiesWhileRenewingIsReplacedWhenItsLeaseEnds() throws Exception {
        var stale = credential();
        acme.run(() -> {
            assertThat(credentials.lease(id, stale.generation(), UUID.randomUUID()))
                    .isTrue();
            db.sql(
                            "update connections.credential set lease_until = clock_timestamp() + interval '1 second' where id = :id")
                    .param("id", id)
                    .update();
        });

        var renewed = Tenancy.in(acme.id(), () -> node().after(connection(), stale));

        assertThat(renewed.generation()).isEqualTo(stale.generation() + 1);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void aStaleNodeCannotOverwriteWhatALaterOneStored() {
        var stale = credential();
        acme.run(() -> {
            assertThat(credentials.renewed(id, stale.generation(), "new", "next", null, clock.instant()))
                    .isTrue();
            assertThat(credentials.renewed(id, stale.generation(), "late", "older", null, clock.instant()))
                    .isFalse();
        });

        assertThat(credential().accessToken()).isEqualTo("new");
    }

    @Test
    void whoWaitedForARenewalThatFailedFailsWithIt() throws Exception {
        sandbox.hubspot().fails(Fault.status(503).on("POST", "token").times(-1));
        var node = node();
        var stale = credential();

        var failed = 0;
        for (var one : together(List.of(node), stale)) {
            try {
                one.get();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(CallFailed.class);
                failed++;
            }
        }

        assertThat(failed).isEqualTo(CALLERS);
        assertThat(sandbox.hubspot().requests().stream()
                        .filter(request -> request.status() == 503)
                        .count())
                .isLessThan(5);
    }

    @Test
    void whatIsDueIsRenewedBeforeAnybodyAsks() {
        clock.advance(Duration.ofMinutes(25));

        care.renewDue();

        assertThat(refreshes()).isPositive();
        assertThat(credential().generation()).isEqualTo(2);
    }

    @Test
    void anIdleConnectionIsCalledOnceADay() {
        clock.advance(Duration.ofHours(21));

        care.callIdle();

        assertThat(sandbox.hubspot().requests())
                .anyMatch(request -> request.path().contains("account-info") && request.status() == 200);
    }

    @Test
    @Requirement("H-93")
    void anOldCredentialIsRemindedOfOnce() {
        clock.advance(Duration.ofDays(89));
        care.remind();
        assertThat(reminders()).isZero();

        clock.advance(Duration.ofDays(2));
        care.remind();
        care.remind();
        clock.reset(); // nobody is signed in any more in ninety days
        assertThat(reminders()).isEqualTo(1);
    }

    private long reminders() {
        return acme.in(() -> db.sql(
                                        "select count(*) from connections.credential where id = :id and reminded_at is not null")
                                .param("id", id)
                                .query(Long.class)
                                .single())
                        == 0
                ? 0
                : Consenting.body(acme.admin(), "/api/audit?action=connection.reminded")
                        .path("items")
                        .size();
    }

    private List<Future<Credential>> together(List<Renewal> nodes, Credential stale) throws InterruptedException {
        var connection = connection();
        var go = new CountDownLatch(1);
        var all = new ArrayList<Future<Credential>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < CALLERS; i++) {
                var node = nodes.get(i % nodes.size());
                Callable<Credential> call = () -> {
                    go.await();
                    return Tenancy.in(acme.id(), () -> node.after(connection, stale));
                };
                all.add(threads.submit(call));
            }
            go.countDown();
        }
        return all;
    }

    private void rotateRefreshTokens() throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var answer = http.send(
                    java.net.http.HttpRequest.newBuilder(
                                    java.net.URI.create(sandbox.baseUrl() + "/control/hubspot/settings"))
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"refreshTokenRotation\":true}"))
                            .header("content-type", "application/json")
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private long refreshes() {
        return sandbox.hubspot().state().findValue("refreshes").asLong();
    }

    private ConnectionRow connection() {
        return acme.in(() -> rows.find(id).orElseThrow());
    }

    private Credential credential() {
        return acme.in(() -> credentials.find(id).orElseThrow());
    }
}
