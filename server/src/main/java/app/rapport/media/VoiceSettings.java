package app.rapport.media;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets about voices of services.
 *
 * @param allow addresses inside the operator's network that a speech service may have after all: {@code host:port},
 *     {@code host} or {@code 10.1.0.0/16}
 * @param timeout for one answer of a service, from looking its name up to the last byte
 */
@ConfigurationProperties("rapport.voices")
record VoiceSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("20s") Duration timeout) {}
