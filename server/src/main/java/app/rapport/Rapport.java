package app.rapport;

import app.rapport.demo.DemoParts;
import app.rapport.platform.EarlyDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The whole hub: one process that serves the API and the web app. */
@SpringBootApplication
@ComponentScan(
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @Filter(type = FilterType.REGEX, pattern = "app\\.rapport\\.demo\\..*")
        })
@ConfigurationPropertiesScan
@Import(DemoParts.class)
public class Rapport {
    public static void main(String[] args) {
        var application = new SpringApplication(Rapport.class);
        application.addInitializers(new EarlyDatabase());
        application.run(args);
    }
}
