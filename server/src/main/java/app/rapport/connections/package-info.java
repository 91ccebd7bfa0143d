/**
 * Connections to providers: the directory, sign-in, credentials that renew themselves, health in words, rate budgets, and
 * the one HTTP client that reaches a provider.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: jobs", "platform :: secrets", "identity", "audit", "messages"})
package app.rapport.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
