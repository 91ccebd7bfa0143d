/** Who may do what: organisations, users with roles, sessions, invitations, API keys with scopes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: jobs", "platform :: secrets"})
package app.rapport.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
