/**
 * Companies we look after, the people there, and the one answer to "whose was this?" for every sighting by a provider.
 *
 * <p>Others ask {@link app.rapport.customers.CustomerMatching} and {@link app.rapport.customers.CustomerDirectory}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "platform :: csv",
            "identity",
            "audit",
            "messages"
        })
package app.rapport.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
