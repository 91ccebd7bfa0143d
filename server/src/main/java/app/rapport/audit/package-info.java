/** Who changed or read what: append-only. Others write through {@link app.rapport.audit.AuditTrail}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: csv", "platform :: jobs", "identity"})
package app.rapport.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
