/** The timeline: customer-facing facts, one per real event. Fed by events, answers from its own tables. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "identity",
            "audit",
            "customers",
            "conversations",
            "videos",
            "training"
        })
package app.rapport.engagement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
