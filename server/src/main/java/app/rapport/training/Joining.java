package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomInstallation;
import app.rapport.training.zoom.ZoomSignatures;
import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets people into a session's meeting: who, as what, and when. Zoom is asked outside any transaction. */
@Service
class Joining {
    private static final int HOST = 1;
    private static final int SLOWEST_MILLIS = 600_000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SessionReads reads;
    private final MeetingRows meetings;
    private final JoinKeys keys;
    private final ZoomSignatures signatures;
    private final HostKeys hostKeys;
    private final ZoomInstallation installation;
    private final Clock clock;

    Joining(
            JdbcClient db,
            TransactionTemplate transaction,
            SessionReads reads,
            MeetingRows meetings,
            JoinKeys keys,
            ZoomSignatures signatures,
            HostKeys hostKeys,
            ZoomInstallation installation,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.reads = reads;
        this.meetings = meetings;
        this.keys = keys;
        this.signatures = signatures;
        this.hostKeys = hostKeys;
        this.installation = installation;
        this.clock = clock;
    }

    /** @param role 0 takes part, 1 is the host */
    record Ask(
            @JsonAlias("meeting_number") @Nullable String meetingNumber,
            @Nullable Integer role) {
        boolean host() {
            var asked = Typed.needed("role", role);
            if (asked != 0 && asked != HOST) {
                throw Problem.invalid("invalid_field", "The role is 0 to take part or 1 to host.")
                        .with("field", "role");
            }
            return asked == HOST;
        }

        String number() {
            var digits = Typed.needed("meetingNumber", meetingNumber).replaceAll("[\\s-]", "");
            if (!digits.matches("[0-9]{1,20}")) {
                throw Problem.invalid("invalid_field", "A meeting's number is made of digits.")
                        .with("field", "meetingNumber");
            }
            return digits;
        }
    }

    record Measured(@Nullable Integer millis) {}

    /**
     * What a meeting window needs. A secret.
     *
     * @param zak what makes the window the host's
     * @param standIn address of the sandbox's room for this meeting, where the operator set one
     */
    record Ticket(
            String signature,
            Instant expiresAt,
            String customerKey,
            @Nullable String zak,
            String sdkKey,
            String password,
            String userName,
            String userEmail,
            String sdkBaseUrl,
            String sdkVersion,
            @Nullable String standIn) {}

    /** @param hosted the session, for who comes as its host */
    private record Admitted(
            @Nullable SessionRow hosted, MeetingRows.Way way, String customerKey, String name, String email) {}

    /** For who is signed in. */
    Ticket ticket(UUID session, Ask ask) {
        var user = CurrentUser.now();
        return ticket(Objects.requireNonNull(transaction.execute(status -> {
            var access = reads.access(session);
            var host = ask.host();
            var number = ask.number();
            if (host && !access.host()) {
                throw hostOnly();
            }
            checkTime(access.session(), host);
            var way = way(access.session(), number);
            // Who teaches is staff, also when somebody enrolled them.
            var learner = host || access.learner() == null ? null : access.learner();
            return learner == null
                    ? new Admitted(
                            host ? access.session() : null,
                            way,
                            keys.ofStaff(session, user.id().value()),
                            user.name(),
                            user.email())
                    : admitted(session, learner, way);
        })));
    }

    /** For somebody without an account, whose link was checked. In their organisation's scope. */
    Ticket guestTicket(UUID session, UUID learner, Ask ask) {
        if (ask.host()) {
            throw hostOnly();
        }
        var number = ask.number();
        return ticket(Objects.requireNonNull(transaction.execute(status -> {
            var row = reads.row(session);
            checkTime(row, false);
            return admitted(session, learner, way(row, number));
        })));
    }

    /** From the click until Zoom was asked to join, as the page of somebody who may join measured it. */
    void joined(UUID session, Measured measured) {
        transaction.executeWithoutResult(status -> {
            reads.access(session);
            note(session, measured);
        });
    }

    void guestJoined(UUID session, Measured measured) {
        transaction.executeWithoutResult(status -> note(session, measured));
    }

    private void note(UUID session, Measured measured) {
        var millis = Typed.needed("millis", measured.millis());
        if (millis < 0 || millis > SLOWEST_MILLIS) {
            throw Problem.invalid("invalid_field", "Joining takes 0 to " + SLOWEST_MILLIS + " milliseconds.")
                    .with("field", "millis");
        }
        db.sql("""
                insert into training.join_times (id, organization_id, session_id, millis, at)
                values (:id, :organization, :session, :millis, :now)
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("millis", millis)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private Admitted admitted(UUID session, UUID learner, MeetingRows.Way way) {
        return db.sql("select name, email from training.learners where id = :id")
                .param("id", learner)
                .query((row, number) -> new Admitted(
                        null, way, keys.ofLearner(session, learner), row.getString("name"), row.getString("email")))
                .single();
    }

    private Ticket ticket(Admitted admitted) {
        var way = admitted.way();
        var hosted = admitted.hosted();
        try {
            var signature = signatures.sign(way.zoomId(), hosted != null);
            return new Ticket(
                    signature.value(),
                    signature.expiresAt(),
                    admitted.customerKey(),
                    hosted == null
                            ? null
                            : hostKeys.of(hosted, CurrentUser.now().id(), way),
                    signature.sdkKey(),
                    way.password(),
                    admitted.name(),
                    admitted.email(),
                    installation.sdkBaseUrl(),
                    installation.sdkVersion(),
                    installation
                            .standInRoom()
                            .map(room -> room + "/" + way.zoomId())
                            .orElse(null));
        } catch (ZoomFailed failed) {
            throw Problem.conflict("meeting_not_open", "Zoom does not let anybody in right now: " + failed.getMessage())
                    .with("said", failed.getMessage());
        }
    }

    private MeetingRows.Way way(SessionRow session, String number) {
        var way = meetings.way(session.id())
                .orElseThrow(() -> Problem.conflict(
                        "meeting_not_ready", "This session has no Zoom meeting yet. Try again in a minute."));
        if (!way.zoomId().equals(number)) {
            throw Problem.invalid("wrong_meeting", "This number is not this session's meeting. Reload the page.")
                    .with("field", "meetingNumber");
        }
        return way;
    }

    /** Who takes part may hold a signature early: Zoom lets nobody in before the host, and the page offers no button. */
    private void checkTime(SessionRow session, boolean host) {
        var now = clock.instant();
        if (session.status().equals("CANCELLED")) {
            throw Problem.conflict("session_cancelled", "This session was cancelled.");
        }
        if (session.over(now) || (!host && session.completed())) {
            throw Problem.conflict("session_over", "This session is over.");
        }
        if (host && now.isBefore(session.opensAt())) {
            throw Problem.conflict("too_early", "A session can be started from 15 minutes before its time.")
                    .with("opensAt", session.opensAt());
        }
    }

    private static Problem hostOnly() {
        return Problem.forbidden(
                "host_only", "Only the instructor of this session, or one of its alternative hosts, can start it.");
    }
}
