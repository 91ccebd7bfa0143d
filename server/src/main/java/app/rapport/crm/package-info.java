/**
 * The road to CRMs: mapping, push, sync states, the monitor. A provider is one nested package that implements
 * {@link app.rapport.crm.connector.CrmConnector}.
 *
 * <p>Hears of conversations through their events and adds {@code sync} to their documents; nobody calls in here.
 */
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
