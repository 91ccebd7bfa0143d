/**
 * Recorded talks with customers: transcript, summary, insights, action items.
 *
 * <p>Others read {@link app.rapport.conversations.Conversations} and hear what happened to them.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "identity",
            "audit",
            "messages",
            "webhooks",
            "customers"
        })
package app.rapport.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
