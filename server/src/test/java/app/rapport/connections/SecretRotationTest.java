package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.secrets.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RapportTest
class SecretRotationTest {
    private static final int SECRETS = 5_000;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    Secrets secrets;

    @Autowired
    JdbcClient db;

    @Test
    @Requirement({"H-73", "H-92", "H-94"})
    void everySecretIsSealedAnewWhileItIsRead() throws Exception {
        var acme = organizations.create("Acme");
        var globex = organizations.create("Globex");
        var ids = seal(acme, SECRETS);
        var theirs = seal(globex, 3);
        var before = sealed(acme);
        var theirsBefore = sealed(globex);

        var stop = new AtomicBoolean();
        var reads = new ArrayList<String>();
        var reader = Thread.ofVirtual().start(() -> {
            for (var i = 0; !stop.get(); i++) {
                var id = ids.get(i * 37 % ids.size());
                reads.add(acme.in(() -> open(id)).equals("secret of " + id) ? "right" : "wrong");
            }
        });
        var job = post(acme, "/api/organization/rotate-secrets").path("jobId").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var state = Consenting.body(acme.admin(), "/api/jobs/" + job)
                    .path("state")
                    .asString();
            assertThat(state).isNotEqualTo("failed");
            return state.equals("done");
        });
        stop.set(true);
        reader.join();

        assertThat(reads).isNotEmpty().doesNotContain("wrong");
        assertThat(sealed(acme)).doesNotContainAnyElementsOf(before).hasSize(SECRETS);
        assertThat(sealed(acme).stream().map(text -> text.substring(0, 40)).distinct())
                .hasSize(1);
        assertThat(acme.in(() -> open(ids.getLast()))).isEqualTo("secret of " + ids.getLast());
        assertThat(sealed(globex)).containsExactlyInAnyOrderElementsOf(theirsBefore);
        assertThat(globex.in(() -> open(theirs.getFirst()))).isEqualTo("secret of " + theirs.getFirst());
    }

    @Test
    @Requirement("H-100")
    void onlyWhoManagesTheOrganizationStartsIt() {
        var acme = organizations.create("Acme");
        acme.client(Role.CSM)
                .post()
                .uri("/api/organization/rotate-secrets")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private List<UUID> seal(TestOrganization organization, int count) {
        var ids = new ArrayList<UUID>();
        organization.run(() -> {
            for (var i = 0; i < count; i++) {
                var id = UUID.randomUUID();
                ids.add(id);
                db.sql("""
                        insert into connections.sign_in (id, organization_id, user_id, provider, state_hash, verifier, created_at, expires_at)
                        values (:id, :organization, :id, 'x', :state, :verifier, now(), now() + interval '1 day')
                        """)
                        .param("id", id)
                        .param("organization", organization.id().value())
                        .param("state", id.toString())
                        .param("verifier", secrets.seal(SignIns.PLACE, id, "secret of " + id))
                        .update();
            }
        });
        return ids;
    }

    private List<String> sealed(TestOrganization organization) {
        return organization.in(() -> db.sql("select verifier from connections.sign_in")
                .query(String.class)
                .list());
    }

    private String open(UUID id) {
        return secrets.open(
                SignIns.PLACE,
                id,
                db.sql("select verifier from connections.sign_in where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single());
    }

    private static JsonNode post(TestOrganization organization, String path) {
        return Objects.requireNonNull(organization
                .admin()
                .post()
                .uri(path)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
