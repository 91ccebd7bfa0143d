/** What providers tell us: receive, verify, store, dedupe, dispatch, replay. Modules contribute {@link app.rapport.intake.IntakeHandler}s. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: jobs", "platform :: secrets", "identity", "audit", "messages"})
package app.rapport.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
