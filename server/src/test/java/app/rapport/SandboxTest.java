package app.rapport;

import static java.util.Map.entry;

import app.rapport.sandbox.Sandbox;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Like {@link RapportTest}, and Salesforce, HubSpot, ElevenLabs, Zoom and the receiver of webhooks are those of the sandbox, one for all tests of
 * this JVM. Reset it before each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {RapportTest.OnADatabaseOfItsOwn.class, SandboxTest.InPlaceOfProviders.class})
public @interface SandboxTest {
    /** Points every provider at the sandbox. */
    class InPlaceOfProviders implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        private static final class Running {
            static final Sandbox SANDBOX = Sandbox.start(0);
        }

        public static Sandbox sandbox() {
            return Running.SANDBOX;
        }

        public static Map<String, Object> properties() {
            return Map.ofEntries(
                    entry("rapport.webhooks.allow", "localhost:" + sandbox().port()),
                    entry(
                            "rapport.providers.elevenlabs.base-url",
                            sandbox().provider("elevenlabs").baseUrl()),
                    entry("rapport.voices.timeout", "3s"),
                    entry(
                            "rapport.providers.salesforce.base-url",
                            sandbox().salesforce().baseUrl()),
                    entry("rapport.providers.salesforce.client-id", "rapport-sandbox"),
                    entry("rapport.providers.salesforce.client-secret", "rapport-sandbox-secret"),
                    entry(
                            "rapport.providers.hubspot.base-url",
                            sandbox().hubspot().baseUrl()),
                    entry("rapport.providers.hubspot.client-id", "rapport-sandbox"),
                    entry("rapport.providers.hubspot.client-secret", "rapport-sandbox-secret"),
                    entry("rapport.providers.zoom.base-url", sandbox().zoom().baseUrl()),
                    entry("rapport.zoom.plan", "business"),
                    entry("rapport.zoom.stand-in-room", sandbox().zoom().baseUrl() + "/room"),
                    entry("zoom.account-id", "rapport-sandbox-account"),
                    entry("zoom.client-id", "rapport-sandbox"),
                    entry("zoom.client-secret", "rapport-sandbox-secret"),
                    entry("zoom.sdk-key", "rapport-sandbox-sdk"),
                    entry("zoom.sdk-secret", "rapport-sandbox-sdk-secret"),
                    entry("zoom.webhook-secret-token", "rapport-sandbox-webhook-secret"));
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sandbox", properties()));
        }
    }
}
