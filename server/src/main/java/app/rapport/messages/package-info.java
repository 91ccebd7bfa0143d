/** What Rapport tells people: notices in the app, e-mail through SMTP or the outbox page. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: jobs", "identity", "audit"})
package app.rapport.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
