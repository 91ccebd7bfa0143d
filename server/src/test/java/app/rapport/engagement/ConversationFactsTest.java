package app.rapport.engagement;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What happens to a conversation becomes one entry of the timeline, whoever hears of it first. */
@RapportTest
@Requirement("H-19")
class ConversationFactsTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private RestTestClient csm;

    @BeforeEach
    void anOrganization() {
        acorn = organizations.create();
        csm = acorn.client(Role.CSM);
    }

    /** Somebody who looked at the draft must not take away what the completion wrote meanwhile. */
    @Test
    void whoHeardOfTheDraftIsDoneBeforeTheCompletionIsWritten() {
        var customer = id(json(post(csm, "/api/customers", """
                {"name":"Acme Corp"}"""), 201));
        var talk = id(json(post(csm, "/api/conversations", """
                {"title":"Review","startedAt":"2026-03-02T10:00:00Z","customerId":"%s"}""".formatted(customer)), 201));
        acorn.run(() -> {
            timeline.takeTurns("conversation:" + talk);
            json(post(csm, "/api/conversations/" + talk + "/complete", ""), 200);
            await().atMost(ofSeconds(20)).until(this::somebodyWaits);
            assertThat(entries(customer)).isEmpty();
            timeline.forget("conversation:" + talk);
        });
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(entries(customer)).hasSize(1));
    }

    private boolean somebodyWaits() {
        return db.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted\n"
                        + "  and database = (select oid from pg_database where datname = current_database()))")
                .query(Boolean.class)
                .single();
    }

    private JsonNode entries(String customer) {
        return json(get(csm, "/api/customers/" + customer + "/timeline"), 200).path("items");
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
