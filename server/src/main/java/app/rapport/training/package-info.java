/**
 * Live classes: cohorts and who is enrolled, sessions and their Zoom meetings, joining, and attendance that can be trusted.
 *
 * <p>{@code zoom} speaks with Zoom and knows no class; {@code attendance} turns what was heard about meetings into who was
 * there and for how long.
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
            "messages",
            "webhooks",
            "intake",
            "connections",
            "customers"
        })
package app.rapport.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
