package app.rapport.conversations;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A language model that may summarise conversations, behind any endpoint of the OpenAI form. Off without an address: the
 * built-in analyst works offline.
 *
 * @param url up to and including the version: {@code https://models.example/v1}
 * @param key sent as bearer token when there is one
 * @param name of the model
 */
@ConfigurationProperties("rapport.model")
record ModelSettings(
        @Nullable URI url,
        @Nullable String key,
        @DefaultValue("default") String name,
        @DefaultValue("60s") Duration timeout) {

    boolean present() {
        return url != null && !url.toString().isBlank();
    }
}
