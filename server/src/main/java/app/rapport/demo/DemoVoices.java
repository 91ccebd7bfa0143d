package app.rapport.demo;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;

/** Somebody who may record names, and a voice at the simulated ElevenLabs where there is one. */
class DemoVoices {
    private static final Logger log = LoggerFactory.getLogger(DemoVoices.class);

    private final @Nullable String elevenLabs;

    DemoVoices(@Value("${rapport.providers.elevenlabs.base-url:#{null}}") @Nullable String elevenLabs) {
        this.elevenLabs = elevenLabs;
    }

    void show(DemoVisitor visitor) throws InterruptedException {
        try {
            visitor.voice(Map.of("kind", "recorded", "name", "Ada"));
            if (elevenLabs != null && elevenLabs.startsWith("http://localhost:")) {
                visitor.voice(Map.of(
                        "kind", "elevenlabs",
                        "name", "Alto",
                        "key", "sk_rapport_sandbox_elevenlabs",
                        "serviceVoice", "SandboxVoiceAlto0001"));
            }
        } catch (IOException e) {
            log.warn("the demo has no voices: {}", e.getMessage());
        }
    }
}
