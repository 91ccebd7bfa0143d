package app.rapport;

import app.rapport.platform.EarlyDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The whole hub: one process that serves the API and the web app. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {
    public static void main(String[] args) {
        var application = new SpringApplication(Rapport.class);
        application.addInitializers(new EarlyDatabase());
        application.run(args);
    }
}
