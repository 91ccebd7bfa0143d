package app.rapport.conversations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class ConversationLifeTest {
    private static final String TALK = """
            WEBVTT

            00:00:00.000 --> 00:00:05.000
            <v John Smith>Our budget for next year is 50,000 dollars, and we also look at Gainsight.

            00:00:06.000 --> 00:00:12.000
            <v Sam Reed>Understood. I'll send you the proposal by Friday.

            00:00:13.000 --> 00:00:20.000
            <v John Smith>Please do. Our CFO has to sign off on anything above forty thousand.
            """;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    JsonMapper json;

    private TestOrganization acorn;
    private RestTestClient csm;
    private String acme;

    @BeforeEach
    void aCustomerWithOnePersonWeKnow() {
        acorn = organizations.create();
        csm = acorn.client(Role.CSM);
        acme = post("/api/customers", Map.of("name", "Acme Corp", "domains", List.of("acmecorp.com")))
                .path("id")
                .asString();
        post(
                "/api/customers/" + acme + "/stakeholders",
                Map.of("name", "John Smith", "emails", List.of("john@acmecorp.com")));
    }

    @Test
    @Requirement({"H-11", "H-12", "H-13", "H-14", "H-74", "H-75"})
    void anUploadedTalkFindsItsCustomerAndSaysWhatItCameTo() {
        var id = talk("vtt", TALK, "john@acmecorp.com").path("id").asString();
        var done = post("/api/conversations/" + id + "/complete", Map.of());

        assertThat(done.path("state").asString()).isEqualTo("completed");
        assertThat(done.path("customerId").asString()).isEqualTo(acme);
        assertThat(done.path("summary").asString()).isNotBlank();
        assertThat(done.path("summaryDetails").path("origin").asString()).isEqualTo("built-in");
        assertThat(done.path("insights")
                        .valueStream()
                        .map(insight -> insight.path("kind").asString()))
                .contains("budget", "competitor");
        var promise = done.path("actionItems").get(0);
        assertThat(promise.path("owner").asString()).isEqualTo("Sam Reed");
        assertThat(promise.path("dueDate").asString())
                .as("the Friday after the conversation's own date")
                .isEqualTo("2026-03-06");
        assertThat(promise.path("status").asString()).isEqualTo("open");
    }

    @Test
    @Requirement("H-12")
    void everySentenceLeadsToItsPlaceInTheTranscript() {
        var id = talk("vtt", TALK, "john@acmecorp.com").path("id").asString();
        var done = post("/api/conversations/" + id + "/summary", Map.of());
        var turns = get("/api/conversations/" + id + "/transcript").path("items");

        for (var sentence : done.path("summaryDetails").path("sentences")) {
            assertThat(turns.get(sentence.path("turn").asInt()).path("index").asInt())
                    .isEqualTo(sentence.path("turn").asInt());
        }
        for (var insight : done.path("insights")) {
            assertThat(turns.get(insight.path("turn").asInt()).path("text").asString())
                    .contains(insight.path("quote").asString().strip());
        }
        assertThat(turns.get(0).path("speaker").asString()).isEqualTo("John Smith");
    }

    @Test
    @Requirement("H-19")
    void aCompletedTalkIsOneEntryOfItsCustomersTimelineHoweverOftenItIsCompleted() {
        var id = talk("vtt", TALK, "john@acmecorp.com").path("id").asString();
        for (var i = 0; i < 3; i++) {
            post("/api/conversations/" + id + "/complete", Map.of());
        }

        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(timeline()).hasSize(1));
        var entry = timeline().get(0);
        assertThat(entry.path("title").asString()).isEqualTo("Quarterly review");
        assertThat(entry.path("subject").path("name").asString()).isEqualTo("John Smith");
        assertThat(entry.path("link").asString()).isEqualTo("/conversations/" + id);
    }

    @Test
    @Requirement({"H-13", "H-14"})
    void whatAPersonCorrectedStaysWhenTheSummaryIsWrittenAnew() {
        var id = talk("vtt", TALK, "john@acmecorp.com").path("id").asString();
        var first = post("/api/conversations/" + id + "/summary", Map.of());
        var item = first.path("actionItems").get(0).path("id").asString();
        patch("/api/action-items/" + item, Map.of("title", "Send the signed proposal"));
        patch("/api/conversations/" + id, Map.of("summary", "They want it."));

        var again = post("/api/conversations/" + id + "/summary", Map.of());

        assertThat(again.path("summary").asString()).isEqualTo("They want it.");
        assertThat(again.path("actionItems")).hasSize(first.path("actionItems").size());
        assertThat(again.path("actionItems").get(0).path("title").asString()).isEqualTo("Send the signed proposal");
        assertThat(again.path("actionItems").get(0).path("id").asString()).isEqualTo(item);
    }

    @Test
    void aStrangerResolvedOnceIsKnownTheNextTime() {
        var first = talk("vtt", TALK, "jo@gmail.com");
        assertThat(first.path("customerId").isNull()).isTrue();
        var stranger = get("/api/unmatched").path("items").get(0);
        assertThat(stranger.path("email").asString()).isEqualTo("jo@gmail.com");

        post("/api/unmatched/" + stranger.path("id").asString() + "/resolve", Map.of("customerId", acme));

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                get("/api/conversations/" + first.path("id").asString())
                                        .path("customerId")
                                        .asString())
                        .isEqualTo(acme));
        assertThat(talk("vtt", TALK, "JO@gmail.com ").path("customerId").asString())
                .isEqualTo(acme);
    }

    @Test
    void aColleagueOfTheCustomerIsFoundByTheDomainButFreeMailNeverIs() {
        assertThat(talk("vtt", TALK, "new.person@acmecorp.com")
                        .path("customerId")
                        .asString())
                .isEqualTo(acme);
        assertThat(talk("vtt", TALK, "someone@gmail.com").path("customerId").isNull())
                .isTrue();
    }

    @Test
    @Requirement("H-12")
    void aSpeakerAndAnAddressOfTheSamePersonAreOneParticipant() {
        var talk = withAddresses("john.smith@globex.com", "sam@acorn.example");
        assertThat(participants(talk))
                .containsExactly("John Smith <john.smith@globex.com>", "Sam Reed <sam@acorn.example>");
        assertThat(get("/api/unmatched")
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .as("the queue knows the name too")
                .containsExactlyInAnyOrder("John Smith", "Sam Reed");
    }

    @Test
    @Requirement("H-12")
    void whoeverMightBeSomebodyElseStaysAParticipantOfTheirOwn() {
        assertThat(participants(withAddresses("jsmith@globex.com", "john@globex.com")))
                .containsExactly(
                        "jsmith@globex.com <jsmith@globex.com>",
                        "john@globex.com <john@globex.com>",
                        "John Smith",
                        "Sam Reed");
    }

    @Test
    @Requirement("H-12")
    void anAddressWeKnowIsThePersonWeKnowWhateverItLooksLike() {
        post(
                "/api/customers/" + acme + "/stakeholders",
                Map.of("name", "Jane Smith", "emails", List.of("jsmith@acmecorp.com")));
        assertThat(participants(withAddresses("jsmith@acmecorp.com", "john@acmecorp.com")))
                .containsExactly("Jane Smith <jsmith@acmecorp.com>", "John Smith <john@acmecorp.com>", "Sam Reed");
    }

    private JsonNode withAddresses(String... emails) {
        return post(
                "/api/conversations",
                Map.of(
                        "title",
                        "Quarterly review",
                        "startedAt",
                        "2026-03-02T10:00:00Z",
                        "participants",
                        List.of(emails).stream()
                                .map(email -> Map.of("email", email))
                                .toList(),
                        "transcript",
                        Map.of("format", "vtt", "content", TALK)));
    }

    private static List<String> participants(JsonNode talk) {
        return talk.path("participants")
                .valueStream()
                .map(one -> one.path("name").asString()
                        + (one.path("email").isNull()
                                ? ""
                                : " <" + one.path("email").asString() + ">"))
                .toList();
    }

    @Test
    @Requirement("H-12")
    void aTranscriptMayComeAsAFile() {
        var file = new LinkedMultiValueMap<String, Object>();
        file.add("file", new ByteArrayResource(TALK.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "talk.vtt";
            }
        });
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        file.add(
                "conversation",
                new HttpEntity<>(
                        Map.of("title", "Uploaded", "startedAt", "2026-03-02T10:00:00Z", "source", "upload"), headers));
        var answer = csm.post()
                .uri("/api/conversations")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(file)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(json.readTree(answer).path("turnCount").asInt()).isEqualTo(3);
        assertThat(json.readTree(answer).path("durationSeconds").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "vtt, '', 422",
        "vtt, 'WEBVTT', 422",
        "json, '{', 422",
        "docx, 'x', 400",
    })
    @Requirement("H-12")
    void whatIsNoTranscriptIsRefusedWithAReasonAndKeepsNothing(String format, String content, int status) {
        csm.post()
                .uri("/api/conversations")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(body(format, content, "john@acmecorp.com")))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty();
        assertThat(get("/api/conversations").path("items")).isEmpty();
    }

    @Test
    void anotherOrganizationFindsNothingOfIt() {
        var id = talk("vtt", TALK, "john@acmecorp.com").path("id").asString();
        var other = organizations.create().admin();
        for (var path : List.of(
                "/api/conversations/" + id, "/api/conversations/" + id + "/transcript", "/api/customers/" + acme)) {
            other.get().uri(path).exchange().expectStatus().isNotFound();
        }
        other.post()
                .uri("/api/conversations/" + id + "/complete")
                .exchange()
                .expectStatus()
                .isNotFound();
        other.delete().uri("/api/conversations/" + id).exchange().expectStatus().isNotFound();
        other.delete().uri("/api/customers/" + acme).exchange().expectStatus().isNotFound();
    }

    private JsonNode timeline() {
        return get("/api/customers/" + acme + "/timeline").path("items");
    }

    private JsonNode talk(String format, String content, String email) {
        return post("/api/conversations", body(format, content, email));
    }

    private static Map<String, Object> body(String format, String content, String email) {
        return Map.of(
                "title", "Quarterly review",
                "source", "upload",
                "startedAt", "2026-03-02T10:00:00Z",
                "participants", List.of(Map.of("email", email, "name", "John Smith"), Map.of("name", "Sam Reed")),
                "transcript", Map.of("format", format, "content", content));
    }

    private JsonNode get(String path) {
        return read(csm.get().uri(path).exchange());
    }

    private JsonNode post(String path, Object body) {
        return read(csm.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(body))
                .exchange());
    }

    private void patch(String path, Object body) {
        read(csm.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(body))
                .exchange());
    }

    private JsonNode read(RestTestClient.ResponseSpec answer) {
        return json.readTree(answer.expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
