package app.rapport;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;

import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.messages.Mail;
import app.rapport.messages.Notices;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes one of each thing, mostly the way its user would: through the API. */
@Component
class ApiSamples implements SampleIds {
    private final Notices notices;
    private final Mail mail;

    ApiSamples(Notices notices, Mail mail) {
        this.notices = notices;
        this.mail = mail;
    }

    @Override
    public Map<String, String> of(TestOrganization organization) {
        var ids = new HashMap<String, String>();
        people(organization, ids);
        customers(organization, ids);
        conversations(organization, ids);
        var webhook = json(post(organization.admin(), "/api/integrations/webhooks", """
                {"name":"Ours","url":"https://example.com/hook","events":["session.completed"]}"""), 201);
        ids.put("/api/integrations/webhooks/{id}", id(webhook));
        return ids;
    }

    @Override
    public Map<String, String> bodies() {
        return Map.of(
                "POST /api/customers/{id}/stakeholders", """
                {"name":"Eve","emails":["eve@evil.example"]}""",
                "POST /api/conversations/{id}/action-items", """
                {"title":"Send it to Eve"}""",
                "POST /api/unmatched/{id}/resolve", """
                {"customerId":"%s"}""".formatted(UUID.randomUUID()),
                "POST /api/integrations/webhooks/{id}/redeliver", """
                {"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""",
                "PUT /api/integrations/crm/{id}/mappings", """
                {"items":[]}""");
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
                    new Notices.Notice("test.sample", Notices.Severity.INFO, "Ours", "Ours", null, "sample"));
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
        var insights = json(post(admin, "/api/conversations/" + conversation + "/summary", ""), 200)
                .get("insights");
        if (!insights.isEmpty()) {
            ids.put("/api/insights/{id}", id(insights.get(0)));
        }
        var unmatched = json(get(admin, "/api/unmatched?state=open"), 200).get("items");
        if (!unmatched.isEmpty()) {
            ids.put("/api/unmatched/{id}", id(unmatched.get(0)));
        }
    }

    private static JsonNode first(JsonNode page) {
        return page.get("items").get(0);
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
