/** What we tell others: endpoints, signing, deliveries, replay. Modules publish {@link app.rapport.webhooks.OutwardEvents}. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "platform :: lanes",
            "platform :: outside",
            "identity",
            "audit",
            "messages"
        })
package app.rapport.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
