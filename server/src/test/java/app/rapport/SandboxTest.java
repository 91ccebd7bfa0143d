package app.rapport;

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
 * Like {@link RapportTest}, and Salesforce, HubSpot, ElevenLabs and the receiver of webhooks are those of the sandbox, one for all tests of
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
            return Map.of(
                    "rapport.webhooks.allow", "localhost:" + sandbox().port(),
                    "rapport.providers.elevenlabs.base-url",
                            sandbox().provider("elevenlabs").baseUrl(),
                    "rapport.voices.timeout", "3s",
                    "rapport.providers.salesforce.base-url",
                            sandbox().salesforce().baseUrl(),
                    "rapport.providers.salesforce.client-id", "rapport-sandbox",
                    "rapport.providers.salesforce.client-secret", "rapport-sandbox-secret",
                    "rapport.providers.hubspot.base-url", sandbox().hubspot().baseUrl(),
                    "rapport.providers.hubspot.client-id", "rapport-sandbox",
                    "rapport.providers.hubspot.client-secret", "rapport-sandbox-secret");
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sandbox", properties()));
        }
    }
}
