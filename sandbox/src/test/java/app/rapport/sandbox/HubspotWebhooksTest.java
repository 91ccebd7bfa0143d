package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class HubspotWebhooksTest {
    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    @Timeout(20)
    void tellsTheTargetWhenAUserChangesAContact() throws Exception {
        sandbox.hubspot()
                .webhooksTo(URI.create(sandbox.baseUrl() + "/receiver/hub"), URI.create("https://rapport.example/in"));
        var john = sandbox.hubspot().records("contacts").getFirst();

        sandbox.hubspot()
                .change(
                        "contacts",
                        Json.text(john, "id", ""),
                        Json.object().put("jobtitle", "Chief Operating Officer"));

        var received = Received.by(sandbox, "hub", 1).getFirst();
        var event = Objects.requireNonNull(Json.parse(Json.text(received, "body", "")))
                .path(0);
        assertThat(Json.text(event, "subscriptionType")).isEqualTo("object.propertyChange");
        assertThat(Json.text(event, "propertyName")).isEqualTo("jobtitle");
        assertThat(Json.text(event, "propertyValue")).isEqualTo("Chief Operating Officer");
        assertThat(Json.text(event, "objectTypeId")).isEqualTo("0-1");
        assertThat(signed(received, "https://rapport.example/in")).isTrue();
        assertThat(signed(received, sandbox.baseUrl() + "/receiver/hub")).isFalse();
    }

    @Test
    void sendsWhateverATestWantsSent() throws Exception {
        var answer = control.post("/hubspot/webhooks/send", """
                {"url":"%s/receiver/hub","timestamp":1000,"events":[{"objectId":5,"propertyName":"email","propertyValue":"a@b.example"}]}""".formatted(sandbox.baseUrl()));

        assertThat(answer.json().path("status").asInt()).isEqualTo(200);
        var received = control.get("/receivers/hub").json().path("items").path(0);
        assertThat(header(received, "x-hubspot-request-timestamp")).isEqualTo("1000");
        assertThat(Json.text(received, "body")).startsWith("[{").contains("\"objectId\":5", "\"portalId\":147893286");
        assertThat(control.post("/hubspot/webhooks/send", "{\"events\":[{}]}").status())
                .isEqualTo(400);
        assertThat(sandbox.hubspot().state().path("webhooksSent").asInt()).isEqualTo(1);
    }

    @Test
    void changesMadeThroughTheApiAreNoNewsToTheApp() throws Exception {
        sandbox.hubspot()
                .webhooksTo(URI.create(sandbox.baseUrl() + "/receiver/hub"), URI.create("https://rapport.example/in"));
        var api = new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
        var john = Json.text(sandbox.hubspot().records("contacts").getFirst(), "id");
        api.patch("/crm/objects/2026-09/contacts/" + john, "{\"properties\":{\"jobtitle\":\"x\"}}");

        sandbox.hubspot().sendWebhook(List.of(Json.object().put("marker", true)));

        assertThat(control.get("/receivers/hub").json().path("total").asInt()).isEqualTo(1);
    }

    private static String header(JsonNode received, String name) {
        for (var header : received.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().asString();
            }
        }
        return "";
    }

    private static boolean signed(JsonNode received, String uri) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("rapport-sandbox-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var source = "POST" + uri + Json.text(received, "body", "") + header(received, "x-hubspot-request-timestamp");
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(source.getBytes(StandardCharsets.UTF_8)))
                .equals(header(received, "x-hubspot-signature-v3"));
    }
}
