package app.rapport.messages;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.RapportSettings;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@RapportTest
class MailTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Notices notices;

    @Autowired
    MovableClock clock;

    @Autowired
    RapportSettings rapport;

    private FakeSmtp server;
    private Mail mail;
    private MailSender sender;

    @BeforeEach
    void startAMailServer() {
        server = new FakeSmtp();
        var settings = new SmtpSettings(server.url(), "hello@acorn.example");
        mail = new Outbox(db, clock, settings);
        sender = new MailSender(db, transaction, notices, clock, settings, rapport);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        clock.reset();
    }

    @Test
    void anInvitationWaitsInTheOutboxWithItsLinkWhereThereIsNoMailServer() {
        var acorn = organizations.create("Acorn <b>Works</b>");
        var email = UUID.randomUUID() + "@rapport.example";
        var link = json(post(acorn.admin(), "/api/invitations", """
                {"email":"%s","role":"csm"}""".formatted(email)), 201)
                .get("link")
                .asString();
        var message = only(acorn);
        assertThat(message.get("to").asString()).isEqualTo(email);
        assertThat(message.get("state").asString()).isEqualTo("kept");
        assertThat(message.get("text").asString()).contains(link);
        assertThat(message.get("html").asString()).contains(link).doesNotContain("<b>");
        refused(get(acorn.client(Role.CSM), "/api/outbox"), 403, "missing_permission");

        var id = message.get("id").asString();
        var marked = json(post(acorn.admin(), "/api/outbox/" + id + "/mark-sent", ""), 200);
        assertThat(marked.get("state").asString()).isEqualTo("sent");
        assertThat(json(post(acorn.admin(), "/api/outbox/" + id + "/mark-sent", ""), 200))
                .isEqualTo(marked);
    }

    @Test
    void whereThereIsAMailServerAMessageLeavesOnce() {
        var acorn = organizations.create();
        send(acorn, "once@rapport.example", "Hello\r\nBcc: everybody@rapport.example");
        sendAll();
        sendAll();
        var sent = server.messages().stream()
                .filter(message -> message.contains("To: once@rapport.example"))
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst())
                .contains("From: hello@acorn.example", "Message-ID: <", "multipart/", "text/plain", "text/html")
                .doesNotContainPattern("(?m)^Bcc:");
        assertThat(only(acorn).get("state").asString()).isEqualTo("sent");
    }

    @Test
    void aFileGoesAlongAndTheOutboxHasItToo() {
        var acorn = organizations.create();
        var calendar = "BEGIN:VCALENDAR\r\nSUMMARY:لقاء\r\nEND:VCALENDAR\r\n";
        acorn.run(() -> mail.send(
                "guest@rapport.example",
                "Invitation",
                "Come",
                null,
                new Mail.Attachment("session.ics", "text/calendar; charset=UTF-8; method=REQUEST", calendar)));
        sendAll();
        assertThat(server.messages().stream().filter(message -> message.contains("To: guest@rapport.example")))
                .singleElement()
                .asString()
                .contains("text/calendar", "method=REQUEST", "session.ics", "Come");
        var message = only(acorn);
        assertThat(message.path("attachment").asString()).isEqualTo("session.ics");
        var file = "/api/outbox/" + message.path("id").asString() + "/attachment";
        get(acorn.admin(), file).expectStatus().isOk().expectBody(String.class).isEqualTo(calendar);
        refused(get(acorn.client(Role.CSM), file), 403, "missing_permission");
    }

    @Test
    void aServerThatIsBusyIsAskedAgainLaterAndOneThatSaysNeverIsNot() {
        var acorn = organizations.create();
        send(acorn, "busy@rapport.example", "Later");
        server.answerToRecipient("451 try again later");
        sendAll();
        assertThat(only(acorn).get("state").asString()).isEqualTo("waiting");
        assertThat(only(acorn).get("error").asString()).contains("451");
        sendAll(); // not due yet
        assertThat(only(acorn).get("attempts").asInt()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(61));
        server.answerToRecipient("250 ok");
        sendAll();
        assertThat(only(acorn).get("state").asString()).isEqualTo("sent");

        var other = organizations.create();
        send(other, "gone@rapport.example", "Never");
        server.answerToRecipient("550 no such mailbox");
        sendAll();
        assertThat(only(other).get("state").asString()).isEqualTo("failed");
        assertThat(json(get(other.admin(), "/api/notices"), 200)
                        .at("/items/0/kind")
                        .asString())
                .isEqualTo("mail.failed");
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgainForADay() throws Exception {
        var acorn = organizations.create();
        send(acorn, "away@rapport.example", "Anybody there?");
        server.close();
        for (var attempt = 1; attempt <= 6; attempt++) {
            sendAll();
            assertThat(only(acorn).get("attempts").asInt()).isEqualTo(attempt);
            clock.advance(Duration.ofHours(13));
        }
        assertThat(only(acorn).get("state").asString()).isEqualTo("failed");
    }

    private void send(TestOrganization organization, String to, String subject) {
        organization.run(() -> mail.send(to, subject, "Plain words", "<p>Plain words</p>"));
    }

    private void sendAll() {
        while (sender.sendDue() > 0) {
            // until nothing is due
        }
    }

    private static JsonNode only(TestOrganization organization) {
        var items = json(get(organization.admin(), "/api/outbox"), 200).get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
