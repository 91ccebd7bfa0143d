package app.rapport.webhooks;

import app.rapport.platform.OrganizationId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.io.JsonStringEncoder;

/** One event ready to be sent to one endpoint: the bytes stay the same from attempt to attempt, the signature does not. */
record Letter(URI url, Signature.Keys keys, UUID event, byte[] body) {

    static Letter of(
            URI url,
            Signature.Keys keys,
            UUID event,
            String type,
            OrganizationId organization,
            String payload,
            Instant timestamp) {
        return new Letter(url, keys, event, body(event, type, organization, payload, timestamp));
    }

    /** @param payload JSON text */
    static byte[] body(UUID event, String type, OrganizationId organization, String payload, Instant timestamp) {
        // The payload is JSON already; reading it only to write it again could change it.
        var body = "{\"id\":\"" + event + "\",\"type\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsCharArray(type)) + "\",\"organizationId\":\""
                + organization + "\",\"payload\":" + payload + ",\"timestamp\":\"" + timestamp + "\"}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    Map<String, String> headers(Instant attempt) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", event.toString());
        headers.put("webhook-timestamp", Long.toString(attempt.getEpochSecond()));
        headers.put("webhook-signature", keys.sign(event.toString(), attempt.getEpochSecond(), body));
        return headers;
    }
}
