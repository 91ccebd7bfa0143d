package app.rapport;

import app.rapport.platform.postgres.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a free port, against a database of its own.
 *
 * <p>Classes with the same properties share one running application: make an organisation of your own instead of relying on
 * an empty database, and set the clock back if you move it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RapportTest.OnADatabaseOfItsOwn.class)
public @interface RapportTest {
    /** Hands the application a fresh database and a fixed master key. */
    class OnADatabaseOfItsOwn implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("a database of its own", properties()));
        }

        /** The master key is the same for all: the application role's password follows from it, and all share one server. */
        static Map<String, Object> properties() {
            var database = TestDatabase.create();
            var separator = database.url().contains("?") ? "&" : "?";
            var url = database.url() + separator + "user=" + encoded(database.user()) + "&password="
                    + encoded(database.password());
            return Map.of(
                    "rapport.database-url", url,
                    "rapport.data", "target/test-data",
                    "rapport.master-key", "dGhlIG1hc3RlciBrZXkgb2YgdGhlIHRlc3RzLCAzMmI=");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
