/** The demo: two organisations, their people, customers and connections to the simulated providers; and a clock to move. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "identity"})
package app.rapport.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
