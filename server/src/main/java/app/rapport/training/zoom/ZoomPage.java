package app.rapport.training.zoom;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.RapportSettings;
import app.rapport.training.zoom.Pulse.Beat;
import app.rapport.training.zoom.ZoomSessions.Creations;
import app.rapport.training.zoom.ZoomSessions.JoinTimes;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How this installation is set up with Zoom, and how it goes. */
@Service
class ZoomPage {
    /** Zoom tries the address of events every 72 hours, and gives it up after six failures. */
    private static final Duration REVALIDATED = Duration.ofDays(3);

    private final Installation installation;
    private final ZoomToken token;
    private final ZoomApi api;
    private final Pulse pulse;
    private final ObjectProvider<ZoomSessions> sessions;
    private final RapportSettings settings;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ZoomPage(
            Installation installation,
            ZoomToken token,
            ZoomApi api,
            Pulse pulse,
            ObjectProvider<ZoomSessions> sessions,
            RapportSettings settings,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.installation = installation;
        this.token = token;
        this.api = api;
        this.pulse = pulse;
        this.sessions = sessions;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param missing the settings that are not there, by name
     * @param state ready, failing or not_configured
     */
    record Whole(
            boolean configured,
            List<String> missing,
            String state,
            @Nullable String error,
            @Nullable Instant errorAt,
            String sdkVersion,
            String sdkBaseUrl,
            Webhook webhook,
            Meetings meetings,
            JoinTime joinTime) {}

    /** @param overdue whether Zoom should have tried the address again by now */
    record Webhook(
            String url,
            boolean verified,
            @Nullable Instant lastEventAt,
            @Nullable Instant lastValidatedAt,
            boolean overdue) {}

    record Meetings(long attempts, long successes, String definition, Instant asOf) {}

    record JoinTime(@Nullable Long p95Millis, long count, String definition, Instant asOf) {}

    Whole show() {
        var beats = pulse.all();
        var refused = beats.get(Pulse.REFUSED);
        var now = clock.instant();
        var state = !installation.configured() ? "not_configured" : refused == null ? "ready" : "failing";
        return new Whole(
                installation.configured(),
                installation.account().missing(),
                state,
                refused == null ? null : refused.words(),
                refused == null ? null : refused.at(),
                installation.sdkVersion(),
                installation.sdkBaseUrl(),
                webhook(beats, now),
                meetings(now),
                joinTime(now));
    }

    private Webhook webhook(Map<String, Beat> beats, Instant now) {
        var base = settings.appUrl().toString();
        var validated = beats.get(Pulse.VALIDATED);
        return new Webhook(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/webhooks/zoom",
                installation.webhookSecret().isPresent(),
                at(beats.get(Pulse.EVENT)),
                at(validated),
                validated != null
                        && validated
                                .at()
                                .plus(REVALIDATED)
                                .plus(Duration.ofHours(12))
                                .isBefore(now));
    }

    private static @Nullable Instant at(@Nullable Beat beat) {
        return beat == null ? null : beat.at();
    }

    private Meetings meetings(Instant now) {
        var from = sessions.getIfAvailable();
        var counted = from == null
                ? new Creations(0, 0)
                : Objects.requireNonNull(transaction.execute(status -> from.creations()));
        return new Meetings(
                counted.attempts(),
                counted.successes(),
                "Sessions whose meeting was asked of Zoom, and those that have one; tries of the same session count once.",
                now);
    }

    private JoinTime joinTime(Instant now) {
        var from = sessions.getIfAvailable();
        var counted = from == null
                ? new JoinTimes(null, 0)
                : Objects.requireNonNull(transaction.execute(status -> from.joinTimes()));
        return new JoinTime(
                counted.p95Millis(),
                counted.count(),
                "From the click on Join until the meeting window says it is in; 95 of 100 were no slower. The last 90 days.",
                now);
    }

    /** Tries the credentials now, whatever was known. */
    Whole check() {
        if (!installation.configured()) {
            throw ZoomProblems.of(ZoomFailed.notConfigured());
        }
        transaction.executeWithoutResult(status -> audit.record("zoom.checked", "zoom", null, Map.of()));
        token.forget();
        try {
            api.get("/users?page_size=1", Weight.MEDIUM);
        } catch (ZoomFailed failed) {
            switch (failed.reason()) {
                // Zoom's own no stands on the page already; a scope that is missing does not.
                case CREDENTIALS -> pulse.note(Pulse.REFUSED, failed.getMessage());
                case BUSY -> {} // it knows us
                default -> throw ZoomProblems.of(failed);
            }
        }
        return show();
    }
}
