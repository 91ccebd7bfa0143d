package app.rapport.training;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.customers.CustomerMatching;
import app.rapport.customers.Sighting;
import app.rapport.identity.Accounts;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is taught together, and how they come to be enrolled. */
@RapportTest
class CohortsTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    Accounts accounts;

    @Autowired
    JsonMapper mapper;

    @Autowired
    CustomerMatching matching;

    private TestOrganization acorn;
    private RestTestClient coordinator;
    private String cohort;

    @BeforeEach
    void aCohort() {
        acorn = organizations.create();
        coordinator = acorn.client(Role.COORDINATOR);
        cohort = "/api/cohorts/" + made("Spring onboarding").path("id").asString();
    }

    @Test
    @Requirement("Z-17")
    void aCohortHasAnInstructorAndEnrolledLearners() {
        var learner = enrol("Noor@Elsewhere.example", "نور حداد", 201);
        assertThat(learner.path("email").asString()).isEqualTo("noor@elsewhere.example");

        var shown = json(get(coordinator, cohort), 200);
        assertThat(shown.path("instructor_id").asString())
                .isEqualTo(acorn.user(Role.INSTRUCTOR).id().toString());
        assertThat(shown.at("/instructor/name").asString()).isEqualTo("Test instructor");
        assertThat(shown.path("learnerCount").asInt()).isEqualTo(1);
        assertThat(learners().path("items").get(0).path("name").asString()).isEqualTo("نور حداد");
    }

    @Test
    void itIsRenamedHandedOverPutAwayAndTakenBack() {
        var leader = acorn.user(Role.LEADER).id().toString();
        var changed = json(patch(coordinator, cohort, """
                {"name":"Autumn onboarding","instructor_id":"%s"}""".formatted(leader)), 200);
        assertThat(changed.path("name").asString()).isEqualTo("Autumn onboarding");
        assertThat(changed.path("instructor_id").asString()).isEqualTo(leader);

        delete(coordinator, cohort).expectStatus().isNoContent();
        assertThat(json(get(coordinator, "/api/cohorts"), 200).path("items")).isEmpty();
        json(patch(coordinator, cohort, "{\"archived\":false}"), 200);
        assertThat(json(get(coordinator, "/api/cohorts?query=autumn"), 200).path("items"))
                .hasSize(1);
    }

    @Test
    void whatIsMissingIsNamed() {
        var noInstructor = json(post(coordinator, "/api/cohorts", "{\"name\":\"Spring\"}"), 400);
        assertThat(noInstructor.path("field").asString()).isEqualTo("instructor_id");
        var noName = json(post(coordinator, "/api/cohorts", "{}"), 400);
        assertThat(noName.path("field").asString()).isEqualTo("name");
        refused(
                post(coordinator, "/api/cohorts", """
                {"name":"Spring","instructor_id":"%s"}""".formatted(
                                acorn.user(Role.CSM).id())),
                400,
                "not_an_instructor");
    }

    @Test
    void onlyWhoSchedulesMakesCohortsAndAnInstructorSeesTheirOwn() {
        var instructor = acorn.client(Role.INSTRUCTOR);
        refused(post(instructor, "/api/cohorts", "{}"), 403, "missing_permission");
        refused(post(instructor, cohort + "/learners", "{}"), 403, "missing_permission");
        json(get(instructor, cohort), 200);
        json(
                patch(
                        coordinator,
                        cohort,
                        "{\"instructorId\":\"%s\"}"
                                .formatted(acorn.user(Role.LEADER).id())),
                200);
        refused(get(instructor, cohort), 404, "not_found");
        assertThat(json(get(instructor, "/api/cohorts"), 200).path("items")).isEmpty();
        json(get(acorn.client(Role.LEADER), cohort), 200);
    }

    @Test
    void enrollingTheSamePersonTwiceKeepsOneRow() {
        var first = enrol("noor@elsewhere.example", "Noor Haddad", 201);
        var again = enrol(" NOOR@elsewhere.example", "Somebody Else", 200);
        assertThat(again.path("userId")).isEqualTo(first.path("userId"));
        assertThat(again.path("name").asString()).isEqualTo("Noor Haddad");
        assertThat(learners().path("items")).hasSize(1);

        delete(coordinator, cohort + "/learners/" + first.path("userId").asString())
                .expectStatus()
                .isNoContent();
        assertThat(learners().path("items")).isEmpty();
        assertThat(enrol("noor@elsewhere.example", null, 201).path("userId")).isEqualTo(first.path("userId"));
    }

    @Test
    void aLearnerIsLinkedToTheirAccountOrCustomerAndStrangersFloodNoQueue() {
        var ours = acorn.user(Role.LEARNER);
        var withAccount = enrol(ours.email(), null, 201);
        assertThat(withAccount.path("userId").asString()).isEqualTo(ours.id().toString());
        assertThat(withAccount.path("hasAccount").asBoolean()).isTrue();

        json(post(acorn.client(Role.CSM), "/api/customers", """
                {"name":"Acme Corp","domains":["acme-training.example"]}"""), 201);
        assertThat(enrol("anyone@acme-training.example", null, 201)
                        .at("/customer/name")
                        .asString())
                .isEqualTo("Acme Corp");

        assertThat(enrol("stranger@nowhere.example", null, 201).path("customer").isNull())
                .isTrue();
        assertThat(json(get(acorn.admin(), "/api/unmatched?state=open"), 200).path("items"))
                .isEmpty();
    }

    @Test
    void whoGetsAnAccountLaterFindsTheirCoursesThere() {
        enrol("late@elsewhere.example", "Late", 201);
        acorn.run(() -> accounts.add("Late", "Late@elsewhere.example", Role.LEARNER, TestOrganizations.PASSWORD));
        assertThat(learners().path("items").get(0).path("hasAccount").asBoolean())
                .isTrue();
    }

    @Test
    void whoAcceptsAnInvitationLaterKeepsTheirPlaceAndTheirOwnLanguage() {
        var email = "noor-" + UUID.randomUUID() + "@elsewhere.example";
        var before = enrol(email, "Noor", 201).path("userId").asString();
        var link = json(post(acorn.admin(), "/api/invitations", """
                {"email":"%s","role":"learner","name":"Noor"}""".formatted(email)), 201)
                .path("link")
                .asString();
        post(organizations.anonymous(), "/api/invitations/by-token/" + link.replaceAll(".*/", "") + "/accept", """
                {"name":"Noor Haddad","password":"a long enough password"}""")
                .expectStatus()
                .isNoContent();

        var learner = learners().path("items").get(0);
        assertThat(learner.path("hasAccount").asBoolean()).isTrue();
        assertThat(learner.path("userId").asString())
                .as("one row, of which attendance is kept")
                .isEqualTo(before);
        assertThat(learners().path("items")).hasSize(1);
    }

    @Test
    void whoseAddressAPersonPlacesLaterIsThatCustomersLearner() {
        enrol("jo@freemail.example", "Jo", 201);
        var acme = json(post(acorn.admin(), "/api/customers", """
                {"name":"Acme Corp","domains":["acme-%s.example"]}""".formatted(UUID.randomUUID())), 201)
                .path("id")
                .asString();
        acorn.run(() -> matching.resolve(new Sighting("zoom", null, "Jo@freemail.example", "Jo")));
        var stranger = json(get(acorn.admin(), "/api/unmatched?state=open"), 200)
                .at("/items/0/id")
                .asString();

        json(post(acorn.admin(), "/api/unmatched/" + stranger + "/resolve", """
                {"customerId":"%s","createStakeholder":true}""".formatted(acme)), 200);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(learners().at("/items/0/customer/name").asString(""))
                                .isEqualTo("Acme Corp"));
        assertThat(json(get(acorn.admin(), "/api/customers/" + acme + "/training"), 200)
                        .at("/learners/0/name")
                        .asString())
                .isEqualTo("Jo");
    }

    @Test
    void theAddressOfAnotherOrganizationsUserLinksAndTellsNothing() {
        var theirs = organizations.create("Other Ltd").user(Role.LEARNER);
        var learner = enrol(theirs.email(), null, 201);
        assertThat(learner.path("hasAccount").asBoolean()).isFalse();
        assertThat(learner.path("userId").asString()).isNotEqualTo(theirs.id().toString());
        assertThat(learner.path("name").asString()).isNotEqualTo(theirs.name());
    }

    @Test
    void pastedLinesAreTakenAndBadOnesReportedInTheirPlace() {
        var pasted = """
                Noor Haddad <noor@elsewhere.example>
                john@elsewhere.example, John Smith
                nobody
                JOHN@elsewhere.example
                =HYPERLINK("http://evil.example"),eve@evil.example
                """;
        var dry = json(post(coordinator, cohort + "/learners/import?dryRun=true", content(pasted)), 200);
        assertThat(learners().path("items")).as("a dry run changes nothing").isEmpty();
        var taken = json(post(coordinator, cohort + "/learners/import", content(pasted)), 200);

        assertThat(taken.path("rows")).isEqualTo(dry.path("rows"));
        assertThat(states(taken)).isEqualTo("new new invalid already new");
        var invalid = taken.path("rows").get(2);
        assertThat(invalid.path("row").asInt()).isEqualTo(3);
        assertThat(invalid.path("email").asString()).isEqualTo("nobody");
        assertThat(invalid.path("problem").asString()).isEqualTo("invalid_email");
        assertThat(taken.path("enrolled").asInt()).isEqualTo(3);
        assertThat(taken.path("already").asInt()).isEqualTo(1);
        assertThat(taken.path("invalid").asInt()).isEqualTo(1);
        assertThat(states(json(post(coordinator, cohort + "/learners/import", content(pasted)), 200)))
                .isEqualTo("already already invalid already already");
    }

    /** What a mail program copies has many people in a line; none of them may get lost. */
    @Test
    void everybodyInALineOfAddressesIsTaken() {
        for (var pasted : List.of(
                "a1@guest.example, a2@guest.example, a3@guest.example",
                "a1@guest.example؛ a2@guest.example، a3@guest.example",
                "Ann One <a1@guest.example>\n\"Two, Bea\" <a2@guest.example>; a3@guest.example",
                "One, Ann <a1@guest.example>; Two, Bea <a2@guest.example>; a3@guest.example;")) {
            var read = json(post(coordinator, cohort + "/learners/import?dryRun=true", content(pasted)), 200);
            assertThat(read.path("enrolled").asInt()).as(pasted).isEqualTo(3);
            assertThat(read.at("/rows/2/email").asString()).isEqualTo("a3@guest.example");
        }
        var named =
                json(post(coordinator, cohort + "/learners/import", content("\"Two, Bea\" <a2@guest.example>")), 200);
        assertThat(named.at("/rows/0/name").asString()).isEqualTo("Two, Bea");
    }

    @Test
    void anArabicSpreadsheetIsReadHoweverItWasSaved() {
        var sheet =
                "الاسم;البريد الإلكتروني\r\nنور حداد;noor@elsewhere.example\r\nليلى منصور;\u200elayla@elsewhere.example\r\n";
        var tabs = sheet.replace(';', '\t');
        assertThat(upload(sheet.getBytes(StandardCharsets.UTF_8))).isEqualTo("new new");
        assertThat(upload(("\ufeff" + sheet).getBytes(StandardCharsets.UTF_8))).isEqualTo("already already");
        assertThat(upload(("\ufeff" + tabs).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("already already");
        assertThat(upload(("\ufeff" + tabs).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("already already");
        assertThat(upload(sheet.replace("\u200e", "").getBytes(Charset.forName("windows-1256"))))
                .isEqualTo("already already");
        assertThat(StreamSupport.stream(learners().path("items").spliterator(), false)
                        .map(learner -> learner.path("name").asString()))
                .containsExactlyInAnyOrder("نور حداد", "ليلى منصور");
    }

    private String upload(byte[] file) {
        return states(json(
                coordinator
                        .post()
                        .uri(cohort + "/learners/import")
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .body(file)
                        .exchange(),
                200));
    }

    private static String states(JsonNode taken) {
        return String.join(
                " ",
                StreamSupport.stream(taken.path("rows").spliterator(), false)
                        .map(row -> row.path("state").asString())
                        .toList());
    }

    private String content(String text) {
        return mapper.writeValueAsString(java.util.Map.of("content", text));
    }

    private JsonNode learners() {
        return json(get(coordinator, cohort + "/learners"), 200);
    }

    private JsonNode made(String name) {
        return json(
                post(coordinator, "/api/cohorts", """
                {"name":"%s","instructor_id":"%s"}""".formatted(
                                name, acorn.user(Role.INSTRUCTOR).id())),
                201);
    }

    private JsonNode enrol(String email, @Nullable String name, int status) {
        return json(
                post(coordinator, cohort + "/learners", """
                {"email":"%s","name":%s}""".formatted(
                                email, name == null ? "null" : "\"" + name + "\"")),
                status);
    }
}
