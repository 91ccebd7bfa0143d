package app.rapport.demo;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * What there is of the demo, where {@code RAPPORT_DEMO} asks for it. Decided when the server starts: a condition of an
 * annotation is decided when the server is built.
 */
public final class DemoParts implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        if (environment.getProperty("rapport.demo", Boolean.class, false)) {
            registry.registerBean(DemoClockController.class);
            registry.registerBean(DemoHealthController.class);
            registry.registerBean(DemoLogins.class);
            registry.registerBean(DemoFilm.class);
            registry.registerBean(DemoVoices.class);
            registry.registerBean(DemoClasses.class);
            registry.registerBean(DemoData.class);
        }
    }
}
