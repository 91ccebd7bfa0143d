/** The road to CRMs: mapping, push, pull, sync states, the monitor. A provider is one nested package. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "platform :: lanes",
            "identity",
            "audit",
            "messages",
            "webhooks",
            "connections",
            "intake",
            "customers",
            "conversations"
        })
package app.rapport.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
