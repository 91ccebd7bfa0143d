package app.rapport.webhooks;

import app.rapport.platform.secrets.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What rotation of the organisation's key must find here. */
@Configuration(proxyBeanMethods = false)
class WebhookSecrets {
    @Bean
    SealedColumn currentWebhookSecrets() {
        return Endpoints.SECRET;
    }

    @Bean
    SealedColumn previousWebhookSecrets() {
        return Endpoints.PREVIOUS;
    }

    @Bean
    SealedColumn webhookSigningKeys() {
        return Endpoints.SIGNING_KEY;
    }
}
