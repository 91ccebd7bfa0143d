package app.rapport.crm;

import app.rapport.connections.ConnectionHealth;
import app.rapport.crm.Pusher.Trace;
import app.rapport.crm.Syncs.Push;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Warning;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.Wording;
import app.rapport.platform.lanes.DeliveryHandler;
import app.rapport.platform.lanes.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings conversations into CRMs when their lane says so, and decides what a failure means for the next try. */
@Component
class CrmDeliveries implements DeliveryHandler<Push> {
    static final String KIND = "crm";
    static final String UP_TO_DATE = "already up to date";
    private static final Logger log = LoggerFactory.getLogger(CrmDeliveries.class);
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

    private final Syncs syncs;
    private final Talk.Reader talks;
    private final Pusher pusher;
    private final Integrations integrations;
    private final ConnectionHealth health;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CrmDeliveries(
            Syncs syncs,
            Talk.Reader talks,
            Pusher pusher,
            Integrations integrations,
            ConnectionHealth health,
            Notices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.syncs = syncs;
        this.talks = talks;
        this.pusher = pusher;
        this.integrations = integrations;
        this.health = health;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Push> load(Collection<UUID> deliveries) {
        return syncs.pushes(deliveries);
    }

    @Override
    @Transactional
    public void recorded(List<Finished> attempts) {
        syncs.settled(attempts);
    }

    @Override
    public void forget(Collection<UUID> deliveries) {
        syncs.forget(deliveries);
    }

    /** What was wanted when the talk was read; null when it is there already. */
    private record Work(@Nullable Talk talk, int wanted, boolean done) {}

    @Override
    public Outcome attempt(UUID delivery, Push push) {
        var work = Objects.requireNonNull(transaction.execute(status -> read(push)));
        if (work.done()) {
            return new Outcome.Delivered(null, UP_TO_DATE);
        }
        var talk = work.talk();
        if (talk == null) {
            transaction.executeWithoutResult(status -> syncs.nothingLeft(push));
            return new Outcome.Delivered(null, UP_TO_DATE);
        }
        if (!talk.integration().connection().usable()) {
            return unusable(push, talk);
        }
        var started = clock.instant();
        var trace = new Trace();
        try {
            var pushed = pushed(push, talk, trace);
            transaction.executeWithoutResult(status -> {
                syncs.synced(push, work.wanted(), pushed.record(), trace);
                syncs.activity(
                        push,
                        String.join(", ", trace.operations),
                        "ok",
                        since(started),
                        pushed.record().record().id());
                integrations.synced(push.connection(), clock.instant());
            });
            health.worked(push.connection());
            return new Outcome.Delivered(null, String.join(", ", trace.operations));
        } catch (CrmFailure e) {
            return failed(push, talk, e.fault(), trace, started);
        } catch (RuntimeException e) {
            log.error("push {} of conversation {} broke", push.id(), push.conversation(), e);
            return failed(push, talk, broken(push), trace, started);
        }
    }

    private Work read(Push push) {
        var standing = syncs.standing(push.sync()).orElse(null);
        if (standing == null) {
            return new Work(null, 0, false);
        }
        if (standing.done() >= push.wanted()) {
            return new Work(null, standing.wanted(), true);
        }
        return new Work(talks.read(push.conversation(), push.connection()).orElse(null), standing.wanted(), false);
    }

    /** A link to a record that is gone was forgotten: the second try searches, or makes it anew. */
    private Pusher.Pushed pushed(Push push, Talk talk, Trace trace) throws CrmFailure {
        try {
            return pusher.push(talk, trace);
        } catch (CrmFailure e) {
            if (e.fault().gone().isEmpty()) {
                throw e;
            }
            var again = Objects.requireNonNull(transaction.execute(status -> read(push)));
            if (again.talk() == null) {
                throw e;
            }
            trace.warnings.add(new Warning(
                    "The record was gone from " + talk.connector().name() + "; Rapport made it again.",
                    Wording.of("record_made_again")
                            .with("provider", talk.connector().name())));
            return pusher.push(again.talk(), trace);
        }
    }

    private Outcome failed(Push push, Talk talk, Fault fault, Trace trace, Instant started) {
        var outcome = outcome(fault);
        transaction.executeWithoutResult(status -> {
            syncs.failed(push, fault, true, trace);
            syncs.activity(push, trace.operation(fault), fault.errorClass().word(), since(started), null);
            if (outcome instanceof Outcome.Refused) {
                notices.raise(Permission.MONITOR_READ, refusal(push, talk, fault));
            }
        });
        var pause = fault.pause();
        if (pause != null && pause.everybody()) {
            health.quietFor(push.connection(), pause.length(), fault.message(), fault.words(), pause.asked());
        }
        if (fault.errorClass() == ErrorClass.CONFIGURATION) {
            health.needsAttention(push.connection(), fault.message(), fault.nextStep(), fault.words());
        }
        return outcome;
    }

    private static Outcome outcome(Fault fault) {
        return switch (fault.errorClass()) {
            case AUTH -> new Outcome.Blocked(fault.code(), fault.message());
            case RATE ->
                new Outcome.Throttled(
                        fault.message(), fault.status(), fault.after() == null ? SHORT_PAUSE : fault.after());
            case VALIDATION, CONFIGURATION -> new Outcome.Refused(fault.code(), fault.message(), fault.status(), "");
            case NOT_FOUND, TRANSIENT ->
                new Outcome.Retry(fault.code(), fault.message(), fault.status(), "", fault.after());
        };
    }

    private Outcome unusable(Push push, Talk talk) {
        var connection = talk.integration().connection();
        var paused = connection.state().equals("paused");
        var name = talk.connector().name();
        var fault = Fault.of(
                ErrorClass.AUTH,
                connection.state(),
                paused ? name + " is paused." : name + " needs a person to reconnect it.",
                paused
                        ? "Resume " + name + " under Integrations; what waits then continues by itself."
                        : "Reconnect " + name + " under Integrations; what waits then continues by itself.",
                Wording.of(paused ? "paused" : "signed_out").with("provider", name));
        transaction.executeWithoutResult(status -> syncs.failed(push, fault, true, new Trace()));
        return new Outcome.Blocked(fault.code(), fault.message());
    }

    private static Notice refusal(Push push, Talk talk, Fault fault) {
        return new Notice(
                "crm.sync_refused",
                Severity.ERROR,
                talk.connector().name() + " did not take “" + talk.snapshot().title() + "”",
                fault.message() + " " + fault.nextStep(),
                Map.of(
                        "provider",
                        talk.connector().name(),
                        "title",
                        talk.snapshot().title(),
                        "cause",
                        fault.words()),
                "/integrations/monitor",
                push.connection() + ":" + fault.code());
    }

    private static Fault broken(Push push) {
        return Fault.of(
                ErrorClass.TRANSIENT,
                "internal_error",
                "Something went wrong inside Rapport; the log has the reason under push " + push.id() + ".",
                "Rapport tries again by itself. If it stays, ask the operator of this installation.",
                Wording.of("internal_error").with("push", push.id().toString()));
    }

    private Duration since(Instant started) {
        return Duration.between(started, clock.instant());
    }
}
