package app.rapport.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allow addresses inside the operator's network that endpoints may have after all: {@code host:port}, {@code host} or
 *     {@code 10.1.0.0/16}
 * @param timeout for one attempt, from looking the name up to the last byte read
 * @param disableAfter how long an endpoint may fail without a single success before it is switched off
 */
@ConfigurationProperties("rapport.webhooks")
record WebhookSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("5d") Duration disableAfter) {
    WebhookSettings {
        allow = allow.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
