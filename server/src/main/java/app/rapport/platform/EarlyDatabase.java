package app.rapport.platform;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;

/** Begins to start the embedded database before the first bean is made: the two take as long as each other. */
public final class EarlyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = Binder.get(context.getEnvironment()).bindOrCreate("rapport", RapportSettings.class);
        if (settings.embedsDatabase() && !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            var begun = EmbeddedDatabase.Begun.with(settings);
            context.getBeanFactory().registerSingleton("databaseBegun", begun);
            // A context that fails before it has asked for its database would leave it running.
            context.addApplicationListener((ApplicationListener<ApplicationFailedEvent>) _ -> begun.undo());
        }
    }
}
