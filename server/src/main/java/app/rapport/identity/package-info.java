/**
 * Who may do what: organisations, users with roles, sessions, invitations, API keys with scopes.
 *
 * <p>A route names what it asks with {@link app.rapport.identity.Requires}; its caller is {@link app.rapport.identity.CurrentUser}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: jobs", "platform :: secrets"})
package app.rapport.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
