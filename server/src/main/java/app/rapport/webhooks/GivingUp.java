package app.rapport.webhooks;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.LaneId;
import app.rapport.webhooks.DeliveryRows.EndpointGivenUp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Switches an endpoint off that is gone or has failed for days, and says so. */
@Component
class GivingUp {
    private final JdbcClient db;
    private final DeliveryLanes lanes;
    private final Notices notices;
    private final AuditTrail audit;
    private final WebhookSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    GivingUp(
            JdbcClient db,
            DeliveryLanes lanes,
            Notices notices,
            AuditTrail audit,
            WebhookSettings settings,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.lanes = lanes;
        this.notices = notices;
        this.audit = audit;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(EndpointGivenUp given) {
        var reason = given.gone()
                ? "The endpoint answered 410: it is gone for good."
                : "Every delivery failed for " + settings.disableAfter().toDays() + " days.";
        var words = given.gone()
                ? Wording.of("endpoint_gone")
                : Wording.of("endpoint_failing")
                        .with("days", settings.disableAfter().toDays());
        // Asks again: by now it may have worked once more, or be off already.
        var name = db.sql("""
                update webhooks.webhook_configs
                set active = false, disabled_reason = :reason, disabled_words = cast(:words as jsonb),
                    disabled_at = :now, updated_at = :now
                where id = :id and active and (:gone or failing_since <= :since)
                returning name
                """)
                .param("id", given.endpoint())
                .param("reason", reason)
                .param("words", json.writeValueAsString(words))
                .param("gone", given.gone())
                .param("now", Timestamps.at(clock.instant()))
                .param("since", Timestamps.at(clock.instant().minus(settings.disableAfter())))
                .query((row, number) -> row.getString(1))
                .optional();
        name.ifPresent(known -> tell(given, known, reason, words));
    }

    private void tell(EndpointGivenUp given, String name, String reason, Wording words) {
        lanes.pause(new LaneId(given.endpoint()));
        audit.record("webhook.disabled", "webhook", given.endpoint().toString(), Map.of("reason", reason));
        notices.raise(
                Permission.WEBHOOKS_MANAGE,
                new Notice(
                        "webhook.disabled",
                        Severity.ERROR,
                        "Webhook \"" + name + "\" is switched off",
                        reason + " What was not delivered waits. Switch it on again when it works.",
                        Map.of("name", name, "cause", words),
                        "/webhooks/" + given.endpoint(),
                        given.endpoint().toString()));
    }
}
