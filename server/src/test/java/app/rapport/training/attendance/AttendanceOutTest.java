package app.rapport.training.attendance;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static app.rapport.training.attendance.AttendanceBed.ended;
import static app.rapport.training.attendance.AttendanceBed.joined;
import static app.rapport.training.attendance.AttendanceBed.left;
import static app.rapport.training.attendance.AttendanceBed.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Http;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.training.attendance.AttendanceBed.Enrolled;
import app.rapport.training.attendance.AttendanceBed.Lesson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What attendance leads to elsewhere: files, reports, the customer's timeline and health. */
@RapportTest
class AttendanceOutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    TestOrganizations organizations;

    @Autowired
    AttendanceBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acme;
    private Lesson lesson;
    private Instant start;
    private Enrolled john;

    @BeforeEach
    void aClassThatWasHeld() {
        acme = organizations.create();
        start = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        lesson = bed.lesson(acme, start, 60, List.of("=HYPERLINK(\"http://evil\")", "John", "نور الهدى"));
        john = lesson.learners().get(1);
    }

    @Test
    @Requirement("Z-64")
    void theSheetHasEverybodyAndRunsNothing() throws IOException {
        held();

        var csv = new String(file("csv"), StandardCharsets.UTF_8);

        assertThat(csv).startsWith("\ufeffname,email,status,");
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv)
                .contains("\"'=HYPERLINK(\"\"http://evil\"\")\"")
                .contains("نور الهدى,")
                .contains("John," + john.email() + ",present,present,");
        assertThat(csv.lines().filter(line -> line.contains(",absent,"))).hasSize(2);
        assertThat(file("CSV")).isEqualTo(file("csv"));
        refused(get(acme.admin(), lesson.path() + "?format=pdf"), 400, "invalid_format");
    }

    @Test
    @Requirement("Z-64")
    void theWorkbookHasTextAsText() throws IOException {
        held();

        var sheet = part(file("xlsx"), "xl/worksheets/sheet1.xml");
        var strings = part(file("xlsx"), "xl/sharedStrings.xml");

        assertThat(sheet).doesNotContain("<f>");
        assertThat(strings).contains(inEntities("نور الهدى")).contains("=HYPERLINK");
    }

    @Test
    void whoAttendedGetsACertificateInTheirLanguage() {
        held();
        acme.run(() -> db.sql("update training.learners set locale = 'ar' where id = :id")
                .param("id", john.id())
                .update());

        var certificate = pdf(john);

        assertThat(new String(certificate, StandardCharsets.US_ASCII))
                .startsWith("%PDF-1.7")
                .endsWith("%%EOF\n");
        var arabic = new StringBuilder();
        "شهادة حضور".chars().forEach(unit -> arabic.append("%04X".formatted(unit)));
        assertThat(new String(certificate, StandardCharsets.US_ASCII)).contains("<FEFF" + arabic);
        refused(
                get(
                        acme.admin(),
                        lesson.path() + "/" + lesson.learners().getFirst().id() + "/certificate"),
                409,
                "no_certificate");
        json(Http.put(acme.admin(), "/api/training/settings", "{\"certificates\":false}"), 200);
        refused(get(acme.admin(), lesson.path() + "/" + john.id() + "/certificate"), 409, "certificates_off");
    }

    @Test
    void aLearnerFetchesTheirOwnCertificateAndNobodyElses() {
        var learner = acme.client(Role.LEARNER);
        linked(john);
        var own = "/api/my-courses/" + lesson.session() + "/certificate";
        refused(get(learner, own), 404, "not_found");
        bed.hear(lesson, started(start), joined(john, "c1", start));
        await().atMost(PATIENCE).until(() -> report().get("state").asString().equals("running"));
        refused(get(learner, own), 409, "no_certificate");
        assertThat(course(learner).get("certificate").asBoolean()).isFalse();

        held();

        assertThat(new String(pdf(learner, own), StandardCharsets.US_ASCII)).startsWith("%PDF-1.7");
        assertThat(course(learner).get("certificate").asBoolean()).isTrue();
        assertThat(course(learner).get("title").asString()).isEqualTo("Spring onboarding");
        refused(get(acme.client(Role.REP), own), 404, "not_found");
        refused(get(organizations.create().client(Role.LEARNER), own), 404, "not_found");
        refused(get(learner, lesson.path() + "/" + john.id() + "/certificate"), 403, "missing_permission");

        decide("absent");
        refused(get(learner, own), 409, "no_certificate");
        assertThat(course(learner).get("certificate").asBoolean()).isFalse();
        decide("present");
        json(Http.put(acme.admin(), "/api/training/settings", "{\"certificates\":false}"), 200);
        refused(get(learner, own), 409, "certificates_off");
        assertThat(course(learner).get("certificate").asBoolean()).isFalse();
    }

    private void linked(Enrolled learner) {
        acme.run(() -> db.sql("update training.learners set user_id = :user where id = :id")
                .param("user", acme.user(Role.LEARNER).id().value())
                .param("id", learner.id())
                .update());
    }

    private static JsonNode course(RestTestClient learner) {
        return json(get(learner, "/api/my-courses"), 200).at("/items/0");
    }

    @Test
    @Requirement("D-18")
    void endpointsHearOnceThatAttendanceIsKnown() {
        assertThat(json(get(acme.admin(), "/api/integrations/webhooks/event-types"), 200)
                        .toString())
                .contains("attendance.finalised");
    }

    @Test
    @Requirement({"Z-03", "D-8"})
    void thatSomebodyAttendedIsOnTheirCustomersTimelineUntilItTurnsOutOtherwise() {
        var customer = customerOf(john);
        held();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(timeline(customer)).hasSize(1));

        var entry = timeline(customer).get(0);
        assertThat(entry.get("kind").asString()).isEqualTo("training");
        assertThat(entry.get("title").asString()).isEqualTo("Spring onboarding");
        assertThat(entry.get("summary").asString()).isEqualTo("John attended Spring onboarding, 83 %.");
        assertThat(entry.at("/words/code").asString()).isEqualTo("training_attended");
        assertThat(entry.at("/words/values/percent").asInt()).isEqualTo(83);

        decide("absent");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(timeline(customer)).isEmpty());
    }

    @Test
    @Requirement("D-19")
    void theHealthOfACustomerSaysWhatItsTrainingPartCameFrom() {
        var customer = customerOf(john);
        assertThat(training(customer).get("value").isNull())
                .as("not measured is not zero")
                .isTrue();
        held();

        var attended = training(customer);
        assertThat(attended.get("value").asInt()).isEqualTo(100);
        assertThat(attended.at("/inputs/held").asInt()).isEqualTo(1);
        assertThat(attended.at("/inputs/attended").asInt()).isEqualTo(1);
        assertThat(attended.get("definition").asString()).contains("90 days");
        assertThat(attended.get("asOf").asString()).isNotBlank();

        decide("absent");
        assertThat(training(customer).get("value").asInt()).isZero();
        decide("excused");
        assertThat(training(customer).get("value").isNull()).isTrue();
    }

    @Test
    void theReportOfACohortPointsOutWhoIsRarelyThere() {
        customerOf(john);
        held();
        var report = json(get(acme.client(Role.COORDINATOR), "/api/training/report?cohort=" + lesson.cohort()), 200);

        assertThat(report.get("items")).hasSize(3);
        var johns = report.get("items").get(1);
        assertThat(johns.get("name").asString()).isEqualTo("John");
        assertThat(johns.at("/customer/name").asString()).isEqualTo("Acme Corp");
        assertThat(johns.get("rate").asDouble()).isEqualTo(1);
        assertThat(johns.get("warning").asBoolean()).isFalse();
        assertThat(report.get("items").get(2).get("warning").asBoolean()).isTrue();
        var first = json(get(acme.admin(), "/api/training/report?limit=2"), 200);
        var rest = json(
                get(
                        acme.admin(),
                        "/api/training/report?limit=2&cursor="
                                + first.get("nextCursor").asString()),
                200);
        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items")).hasSize(1);

        var absentees =
                json(get(acme.admin(), lesson.path() + "/absentees"), 200).get("items");
        assertThat(absentees).hasSize(2).allMatch(one -> one.get("warning").asBoolean());
        var firstAbsent = json(get(acme.admin(), lesson.path() + "/absentees?warned=true&limit=1"), 200);
        assertThat(firstAbsent.get("total").asInt()).isEqualTo(2);
        assertThat(firstAbsent.at("/items/0/name").asString()).startsWith("=HYPERLINK");
        var second = json(
                get(
                        acme.admin(),
                        lesson.path() + "/absentees?warned=true&limit=1&cursor="
                                + firstAbsent.get("nextCursor").asString()),
                200);
        assertThat(second.at("/items/0/name").asString()).isEqualTo("نور الهدى");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        refused(get(acme.admin(), lesson.path() + "/absentees?cursor=x"), 400, "invalid_cursor");
    }

    @Test
    void whatCountsAsPresentIsTheOrganizationsToSay() {
        var settings = json(get(acme.admin(), "/api/training/settings"), 200);
        assertThat(settings.at("/types/0/presencePercent").asInt()).isEqualTo(75);
        refused(Http.put(acme.client(Role.INSTRUCTOR), "/api/training/settings", "{}"), 403, "missing_permission");
        refused(Http.put(acme.admin(), "/api/training/settings", "{\"warnBelowPercent\":101}"), 400, "invalid_percent");

        json(
                Http.put(
                        acme.client(Role.COORDINATOR),
                        "/api/training/settings",
                        "{\"types\":[{\"type\":\"class\",\"name\":\"Class\",\"presencePercent\":90,\"lateAfterMinutes\":5}]}"),
                200);
        held();

        assertThat(report().at("/attendees/1/status").asString()).isEqualTo("absent");
        assertThat(report().at("/rules/presencePercent").asInt()).isEqualTo(90);
    }

    @Test
    void whileItRunsTheReportSaysWhoIsThereAndWhoCanNoLongerPass() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        lesson = bed.lesson(acme, now.minus(Duration.ofMinutes(40)), 60, List.of("Aya", "Ben"));
        var aya = lesson.learners().getFirst();
        bed.hear(
                lesson,
                started(now.minus(Duration.ofMinutes(40))),
                joined(aya, "c1", now.minus(Duration.ofMinutes(40))));
        await().atMost(PATIENCE).until(() -> report().get("state").asString().equals("running"));

        var room = json(get(acme.client(Role.INSTRUCTOR), lesson.path() + "/room"), 200);
        assertThat(room.get("count").asInt()).isEqualTo(1);
        assertThat(room.at("/people/0/name").asString()).isEqualTo("Aya");
        assertThat(report().at("/attendees/0/passing").asString()).isEqualTo("possible");
        assertThat(report().at("/attendees/1/passing").asString()).isEqualTo("impossible");
        assertThat(report().get("presentRate").isNull()).isTrue();
    }

    private void held() {
        bed.hear(
                lesson,
                started(start),
                joined(john, "c1", start),
                left(john, "c1", start.plus(Duration.ofMinutes(50))),
                ended(start.plus(Duration.ofHours(1))));
        await().atMost(PATIENCE).until(() -> report().get("state").asString().equals("final"));
    }

    private void decide(String status) {
        json(
                Http.put(
                        acme.admin(), lesson.path() + "/" + john.id() + "/override", "{\"status\":\"" + status + "\"}"),
                200);
    }

    private String customerOf(Enrolled learner) {
        var customer = json(post(acme.admin(), "/api/customers", """
                {"name":"Acme Corp","domains":["acme-%s.example"]}""".formatted(UUID.randomUUID())), 201)
                .get("id")
                .asString();
        acme.run(() -> db.sql("update training.learners set customer_id = cast(:customer as uuid) where id = :id")
                .param("customer", customer)
                .param("id", learner.id())
                .update());
        return customer;
    }

    private JsonNode timeline(String customer) {
        return json(get(acme.admin(), "/api/customers/" + customer + "/timeline"), 200)
                .get("items");
    }

    private JsonNode training(String customer) {
        return json(get(acme.admin(), "/api/customers/" + customer), 200).at("/health/components/training");
    }

    private JsonNode report() {
        return json(get(acme.client(Role.COORDINATOR), lesson.path()), 200);
    }

    private byte[] file(String format) {
        return Objects.requireNonNull(get(acme.client(Role.COORDINATOR), lesson.path() + "?format=" + format)
                .expectStatus()
                .isOk()
                .returnResult(byte[].class)
                .getResponseBody());
    }

    private byte[] pdf(Enrolled learner) {
        return pdf(acme.client(Role.COORDINATOR), lesson.path() + "/" + learner.id() + "/certificate");
    }

    private static byte[] pdf(RestTestClient client, String path) {
        return Objects.requireNonNull(get(client, path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PDF)
                .returnResult(byte[].class)
                .getResponseBody());
    }

    /** As it may stand in XML. */
    private static String inEntities(String text) {
        return text.chars()
                .mapToObj(unit -> unit < 128 ? Character.toString(unit) : "&#x" + Integer.toHexString(unit) + ";")
                .collect(Collectors.joining());
    }

    private static String part(byte[] workbook, String name) throws IOException {
        var file = Files.createTempFile("attendance", ".xlsx");
        Files.write(file, workbook);
        try (var zip = new ZipFile(file.toFile());
                var part = zip.getInputStream(zip.getEntry(name))) {
            return new String(part.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(file);
        }
    }
}
