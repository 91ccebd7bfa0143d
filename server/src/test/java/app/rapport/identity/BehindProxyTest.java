package app.rapport.identity;

import static app.rapport.identity.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Where a proxy stands in front, clients are told apart by the address it names. */
@RapportTest
@TestPropertySource(properties = "rapport.behind-proxy=true")
class BehindProxyTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    JdbcClient db;

    @Test
    void oneWhoGuessesFromOneAddressLocksNobodyElseOut() {
        var ada = organizations.create().user(Role.ADMIN);
        db.sql("""
                insert into identity.sign_in_attempts (subject, attempts, window_ends_at)
                values ('address 203.0.113.7', :most, now() + interval '10 minutes')
                """).param("most", SignInAttempts.PER_ADDRESS).update();

        signIn(organizations, ada, "203.0.113.7").expectStatus().isEqualTo(429);
        signIn(organizations, ada, "203.0.113.8").expectStatus().isNoContent();
    }

    @Test
    void whatAClientWritesIntoTheHeaderItselfIsNotBelieved() {
        var acorn = organizations.create();
        signIn(organizations, acorn.user(Role.ADMIN), "198.51.100.66, 203.0.113.9, 10.0.0.2")
                .expectStatus()
                .isNoContent();
        assertThat(addresses(acorn)).contains("203.0.113.9").doesNotContain("198.51.100.66", "10.0.0.2");
    }

    static List<String> addresses(TestOrganization organization) {
        return json(Http.get(organization.admin(), "/api/sessions-of-mine"), 200)
                .get("items")
                .valueStream()
                .map(session -> session.get("address").asString())
                .toList();
    }

    static RestTestClient.ResponseSpec signIn(TestOrganizations organizations, TestUser person, String forwardedFor) {
        return organizations
                .anonymous()
                .post()
                .uri("/api/auth/login")
                .header("X-Forwarded-For", forwardedFor)
                .contentType(MediaType.APPLICATION_JSON)
                .body("""
                        {"email":"%s","password":"%s"}""".formatted(person.email(), TestOrganizations.PASSWORD))
                .exchange();
    }
}
