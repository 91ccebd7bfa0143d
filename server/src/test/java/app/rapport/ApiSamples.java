package app.rapport;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.media.Films;
import app.rapport.media.VideosOverHttp;
import app.rapport.media.VoicesOverHttp;
import app.rapport.messages.Mail;
import app.rapport.messages.Notices;
import app.rapport.videos.VideoBed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes one of each thing, mostly the way its user would: through the API. */
@Component
class ApiSamples implements SampleIds {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Notices notices;
    private final Mail mail;
    private final TestOrganizations organizations;
    private final OwnedRows rows;
    private final JdbcClient db;

    ApiSamples(Notices notices, Mail mail, TestOrganizations organizations, OwnedRows rows, JdbcClient db) {
        this.notices = notices;
        this.mail = mail;
        this.organizations = organizations;
        this.rows = rows;
        this.db = db;
    }

    @Override
    public Map<String, String> of(TestOrganization organization) {
        var ids = new HashMap<String, String>();
        people(organization, ids);
        customers(organization, ids);
        training(organization, ids);
        connections(organization, ids);
        conversations(organization, ids);
        completed(organization, ids);
        videos(organization, ids);
        voices(organization, ids);
        receipt(organization, ids);
        job(organization, ids);
        atRest(organization);
        return ids;
    }

    @Override
    public Map<String, String> bodies() {
        return Map.ofEntries(
                entry("POST /api/customers", """
                {"name":"Initech"}"""),
                entry("POST /api/customers/{id}/stakeholders", """
                {"name":"Eve","emails":["eve@evil.example"]}"""),
                entry("POST /api/conversations", """
                {"title":"Another talk","startedAt":"2026-03-03T10:00:00Z"}"""),
                entry("POST /api/conversations/{id}/action-items", """
                {"title":"Send it to Eve"}"""),
                entry("POST /api/videos", """
                {"title":"Another video","uploadId":"/api/uploads/{id}"}"""),
                entry("PUT /api/videos/{id}/points", """
                {"points":[]}"""),
                entry("POST /api/videos/{id}/personal", """
                {"people":[{"id":"eve","values":{"first_name":"Eve"}}]}"""),
                entry("POST /api/voices", """
                {"kind":"recorded","name":"Eve"}"""),
                entry("POST /api/cohorts", """
                {"name":"Another cohort","instructorId":"an instructor"}"""),
                entry("POST /api/sessions", """
                {"cohortId":"/api/cohorts/{id}","instructorId":"an instructor","startTime":"2099-03-03T10:00:00Z","duration":60}"""),
                entry("POST /api/sessions/{id}/signature", """
                {"meetingNumber":"81234567890","role":1}"""),
                entry("POST /api/sessions/{id}/joined", """
                {"millis":1200}"""),
                entry("POST /api/cohorts/{id}/learners", """
                {"email":"eve@evil.example"}"""),
                entry("POST /api/unmatched/{id}/resolve", """
                {"customerId":"/api/customers/{id}"}"""),
                entry("POST /api/integrations/webhooks/{id}/redeliver", """
                {"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}"""),
                entry("PUT /api/integrations/crm/{id}/mappings", """
                {"items":[]}"""));
    }

    @Override
    public Map<String, String> references() {
        return Map.ofEntries(
                entry("customer", "/api/customers/{id}"),
                entry("personalId", "/api/videos/{id}/personal/{personalId}"),
                entry("orderId", "/api/videos/{id}/orders/{orderId}"),
                entry("customerId", "/api/customers/{id}"),
                entry("stakeholderId", "/api/stakeholders/{id}"),
                entry("instructorId", "an instructor"),
                entry("alternativeHosts", "another who teaches"),
                entry("instructor", "an instructor"),
                entry("instructor_id", "an instructor"),
                entry("cohortId", "/api/cohorts/{id}"),
                entry("cohort", "/api/cohorts/{id}"),
                entry("cohort_id", "/api/cohorts/{id}"),
                entry("ownerId", "/api/users/{id}"),
                entry("ownerUserId", "/api/users/{id}"),
                entry("connection", "/api/integrations/crm/{id}"),
                entry("connectionId", "/api/integrations/crm/{id}"),
                entry("POST /api/monitor/errors/retry ids", "/api/monitor/errors/{syncId}"),
                entry("POST /api/integrations/webhooks/test id", "/api/integrations/webhooks/{id}"));
    }

    private void people(TestOrganization organization, Map<String, String> ids) {
        var admin = organization.admin();
        ids.put("/api/users/{id}", organization.user(Role.CSM).id().toString());
        ids.put(
                "/api/invitations/{id}",
                id(json(post(admin, "/api/invitations", """
                {"email":"%s@rapport.example","role":"csm"}""".formatted(UUID.randomUUID())), 201)));
        ids.put("/api/api-keys/{id}", id(json(post(admin, "/api/api-keys", """
                {"name":"Ours","scopes":["customers:read"]}"""), 201)));
        ids.put("/api/sessions-of-mine/{id}", id(first(json(get(admin, "/api/sessions-of-mine"), 200))));
        organization.run(() -> {
            notices.raise(
                    Permission.MEMBERS_MANAGE,
                    new Notices.Notice("test.sample", Notices.Severity.INFO, "Ours", "Ours", Map.of(), null, "sample"));
            mail.send("ours@rapport.example", "Ours", "Ours", null);
        });
        ids.put("/api/notices/{id}", id(first(json(get(admin, "/api/notices"), 200))));
        ids.put("/api/outbox/{id}", id(first(json(get(admin, "/api/outbox"), 200))));
    }

    private static void customers(TestOrganization organization, Map<String, String> ids) {
        var customer = json(post(organization.admin(), "/api/customers", """
                {"name":"Acme Corp","domains":["acme-%s.example"]}""".formatted(UUID.randomUUID())), 201);
        ids.put("/api/customers/{id}", id(customer));
        var stakeholder = json(
                post(organization.admin(), "/api/customers/" + id(customer) + "/stakeholders", """
                {"name":"John Smith","emails":["john-%s@rapport.example"]}""".formatted(
                                UUID.randomUUID())),
                201);
        ids.put("/api/stakeholders/{id}", id(stakeholder));
    }

    private static void training(TestOrganization organization, Map<String, String> ids) {
        var admin = organization.admin();
        ids.put("an instructor", organization.user(Role.INSTRUCTOR).id().toString());
        ids.put("another who teaches", organization.user(Role.COORDINATOR).id().toString());
        var cohort = id(json(post(admin, "/api/cohorts", """
                {"name":"Spring onboarding","instructor_id":"%s"}""".formatted(ids.get("an instructor"))), 201));
        ids.put("/api/cohorts/{id}", cohort);
        var learner = json(post(admin, "/api/cohorts/" + cohort + "/learners", """
                {"email":"noor-%s@rapport.example","name":"Noor Haddad"}""".formatted(UUID.randomUUID())), 201);
        ids.put("/api/cohorts/{id}/learners/{userId}", learner.get("userId").asString());
        json(post(admin, "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"2099-03-02T10:00:00Z","duration":60}""".formatted(cohort, ids.get("an instructor"))), 201);
        json(post(admin, "/api/my-courses/calendar", ""), 200);
    }

    private static void connections(TestOrganization organization, Map<String, String> ids) {
        var sandbox = SandboxTest.InPlaceOfProviders.sandbox();
        ids.put(
                "/api/integrations/crm/{id}",
                id(json(
                        post(organization.admin(), "/api/integrations/crm", """
                {"crmType":"hubspot","config":{"apiKey":"%s"}}""".formatted(
                                        sandbox.hubspot().serviceKey())),
                        201)));
        ids.put(
                "/api/integrations/requests/{id}",
                json(post(organization.client(Role.CSM), "/api/integrations/salesforce/connect", "{}"), 202)
                        .get("requestId")
                        .asString());
        ids.put(
                "/api/integrations/webhooks/{id}",
                id(json(
                        post(organization.admin(), "/api/integrations/webhooks", """
                {"name":"Ours","url":"%s/receiver/ours","events":["session.completed"]}""".formatted(sandbox.baseUrl())),
                        201)));
    }

    private static void conversations(TestOrganization organization, Map<String, String> ids) {
        var admin = organization.admin();
        var conversation = id(json(post(admin, "/api/conversations", """
                {"title":"Quarterly review","source":"upload","startedAt":"2026-03-02T10:00:00Z","durationSeconds":1800,
                 "participants":[{"email":"stranger-%s@elsewhere.example","name":"A Stranger"}],
                 "transcript":{"format":"text","content":"Sam: We have a budget of $50,000.\\nJohn: I will send the plan by Friday."}}
                """.formatted(UUID.randomUUID())), 201));
        ids.put("/api/conversations/{id}", conversation);
        ids.put(
                "/api/action-items/{id}",
                id(json(post(admin, "/api/conversations/" + conversation + "/action-items", """
                {"title":"Send the plan"}"""), 201)));
        ids.put(
                "/api/insights/{id}",
                id(json(post(admin, "/api/conversations/" + conversation + "/summary", ""), 200)
                        .get("insights")
                        .get(0)));
        ids.put("/api/unmatched/{id}", id(first(json(get(admin, "/api/unmatched?state=open"), 200))));
        json(patch(admin, "/api/conversations/" + conversation, """
                {"customerId":"%s"}""".formatted(ids.get("/api/customers/{id}"))), 200);
    }

    /** A second one goes all the way: to the CRM and to the webhook's receiver. */
    private void completed(TestOrganization organization, Map<String, String> ids) {
        var admin = organization.admin();
        var conversation =
                id(json(post(admin, "/api/conversations", """
                {"title":"Kick-off","source":"upload","startedAt":"2026-03-01T10:00:00Z","customerId":"%s"}
                """.formatted(ids.get("/api/customers/{id}"))), 201));
        json(post(admin, "/api/conversations/" + conversation + "/complete", ""), 200);
        await().atMost(PATIENCE)
                .until(() -> json(get(admin, "/api/conversations/" + conversation), 200)
                        .at("/sync/0/state")
                        .asString("")
                        .equals("synced"));
        ids.put(
                "/api/monitor/errors/{syncId}",
                organization.in(() -> db.sql("select id from crm.sync where conversation_id = cast(:id as uuid)")
                        .param("id", conversation)
                        .query((row, number) -> row.getString(1))
                        .single()));
        var deliveries = "/api/integrations/webhooks/" + ids.get("/api/integrations/webhooks/{id}") + "/deliveries";
        await().atMost(PATIENCE)
                .until(() -> json(get(admin, deliveries), 200)
                        .at("/items/0/state")
                        .asString("")
                        .equals("delivered"));
        ids.put("/api/integrations/webhooks/deliveries/{id}", id(first(json(get(admin, deliveries), 200))));
    }

    private void receipt(TestOrganization organization, Map<String, String> ids) {
        organizations
                .anonymous()
                .post()
                .uri("/api/webhooks/listener")
                .header("X-Genuine", "yes")
                .header("X-Organization", organization.id().value().toString())
                .body("something " + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isOk();
        await().atMost(PATIENCE)
                .until(() -> !json(get(organization.admin(), "/api/intake/receipts?state=done"), 200)
                        .get("items")
                        .isEmpty());
        ids.put("/api/intake/receipts/{id}", id(first(json(get(organization.admin(), "/api/intake/receipts"), 200))));
    }

    private static void job(TestOrganization organization, Map<String, String> ids) {
        var job = json(post(organization.admin(), "/api/organization/rotate-secrets", ""), 202)
                .get("jobId")
                .asString();
        await().atMost(PATIENCE)
                .until(() -> json(get(organization.admin(), "/api/jobs/" + job), 200)
                        .get("state")
                        .asString()
                        .equals("done"));
        ids.put("/api/jobs/{id}", job);
    }

    /** A base video, one person's, and a file that nothing was made of. */
    private void videos(TestOrganization organization, Map<String, String> ids) {
        var admin = new VideosOverHttp(
                organizations.baseUrl(), "Cookie", organization.user(Role.ADMIN).cookie());
        var video = admin.video(Films.of(2), """
                ,"customerId":"%s","points":[{"kind":"overlay","from":0.5,"to":1.5,"template":"Hi {{first_name}}"}]
                """.formatted(ids.get("/api/customers/{id}")));
        admin.awaitVideo(video, "ready");
        ids.put("/api/videos/{id}", video);
        ids.put("/api/videos/{id}/shares/{sid}", id(VideoBed.share(organization, UUID.fromString(video), """
                {"recipient":{"name":"John Smith","email":"john-%s@elsewhere.example"}}""".formatted(
                        UUID.randomUUID()))));
        var order = admin.call(
                        "POST",
                        "/api/videos/" + video + "/personal",
                        "{\"people\":[{\"id\":\"ann\",\"values\":{\"first_name\":\"Ann\"}}]}")
                .body();
        ids.put("/api/videos/{id}/orders/{orderId}", id(order));
        var person = id(first(admin.get("/api/videos/" + video + "/personal")));
        admin.awaitPersonal(video, person, "ready");
        ids.put("/api/videos/{id}/personal/{personalId}", person);
        ids.put("/api/videos/{id}/images/{imageId}", id(image(organization, video)));
        var upload = admin.upload(Films.of(2));
        ids.put("/api/uploads/{id}", upload.substring(upload.lastIndexOf('/') + 1));
    }

    private static JsonNode image(TestOrganization organization, String video) {
        var form = new ByteArrayOutputStream();
        var head = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"dot.png\"\r\n\r\n";
        form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        form.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII));
        return json(
                organization
                        .admin()
                        .post()
                        .uri("/api/videos/" + video + "/images")
                        .contentType(MediaType.parseMediaType("multipart/form-data; boundary=cut"))
                        .body(form.toByteArray())
                        .exchange(),
                201);
    }

    /** A person's voice with one recorded name. */
    private void voices(TestOrganization organization, Map<String, String> ids) {
        var voices = new VoicesOverHttp(
                organizations.baseUrl(), organization.user(Role.ADMIN).cookie());
        var voice = voices.add("{\"kind\":\"recorded\",\"name\":\"Dana\"}");
        ids.put("/api/voices/{id}", voice);
        ids.put(
                "/api/voices/{id}/names/{nameId}",
                id(voices.record(voice, "Ann", Films.tone("webm", 700, 0.8)).body()));
    }

    /** What followed from all this is over when two looks, some time apart, see the same. */
    private void atRest(TestOrganization organization) {
        var last = new AtomicReference<>(rows.digests(organization));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(400)).until(() -> {
            var now = rows.digests(organization);
            return now.equals(last.getAndSet(now));
        });
    }

    private static JsonNode first(JsonNode page) {
        return page.get("items").get(0);
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
