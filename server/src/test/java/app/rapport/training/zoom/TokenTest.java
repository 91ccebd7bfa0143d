package app.rapport.training.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ZoomHandle;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The account's token. */
@SandboxTest
class TokenTest {
    @Autowired
    ZoomBed bed;

    @Autowired
    ZoomToken token;

    @Autowired
    ZoomApi api;

    @Autowired
    MovableClock clock;

    @Autowired
    TestOrganizations organizations;

    private ZoomHandle zoom;

    @BeforeEach
    void asNew() {
        zoom = bed.asNew();
    }

    @AfterEach
    void timeAsItIs() {
        bed.asNew();
    }

    @Test
    @Requirement({"Z-12", "Z-77"})
    void aHundredWhoWantItCauseOneRequest() throws Exception {
        zoom.latency(100);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<String>>();
            for (var i = 0; i < 100; i++) {
                all.add(token::get);
            }
            for (var got : callers.invokeAll(all)) {
                assertThat(got.get()).isEqualTo(token.get());
            }
        } finally {
            zoom.latency(0);
        }
        assertThat(ZoomBed.tokens()).isEqualTo(1);
        assertThat(ZoomBed.asked("POST", "/oauth/token").getFirst().body()).contains("grant_type=account_credentials");
    }

    @Test
    @Requirement({"Z-11", "Z-12"})
    void itIsRenewedShortlyBeforeItsHourIsOver() throws Exception {
        var first = token.get();
        clock.advance(Duration.ofMinutes(58));
        assertThat(token.get()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(token.get()).isNotEqualTo(first);
        assertThat(ZoomBed.tokens()).isEqualTo(2);
    }

    @Test
    @Requirement("Z-11")
    void aTokenThatDiedEarlyIsReplacedOnceAndTheCallSucceeds() throws Exception {
        api.get("/users/summary", Weight.MEDIUM);
        zoom.expireTokens();

        assertThat(api.get("/users/summary", Weight.MEDIUM).has("licensed_users_count"))
                .isTrue();
        assertThat(ZoomBed.tokens()).isEqualTo(2);
        assertThat(ZoomBed.asked("GET", "/v2/users/summary")).hasSize(3);
    }

    @Test
    @Requirement("Z-13")
    void credentialsThatAreRefusedFailFastAreShownAndAskedForAgainOnlyWhenSomebodyWants() throws Exception {
        zoom.fails(Fault.status(401)
                .code("invalid_client")
                .on("POST", "/oauth/token")
                .times(-1));
        var coordinator = organizations.create().client(Role.COORDINATOR);

        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> api.get("/users/summary", Weight.MEDIUM))
                    .isInstanceOfSatisfying(
                            ZoomFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.CREDENTIALS));
        }
        assertThat(ZoomBed.tokens()).isEqualTo(1);
        coordinator
                .get()
                .uri("/api/training/zoom")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("failing")
                .jsonPath("$.error")
                .isEqualTo("Zoom refused the credentials: invalid_client")
                .jsonPath("$.errorAt")
                .isNotEmpty();

        zoom.faults().clear();
        coordinator
                .post()
                .uri("/api/training/zoom/check")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("ready")
                .jsonPath("$.error")
                .doesNotExist();
    }

    @Test
    void aTokenServiceThatIsAwayIsNoRefusal() {
        zoom.fails(Fault.status(503).on("POST", "/oauth/token").times(-1));

        assertThatThrownBy(token::get)
                .isInstanceOfSatisfying(
                        ZoomFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.NOT_SENT));
        zoom.faults().clear();
        assertThatCode(token::get).doesNotThrowAnyException();
    }
}
