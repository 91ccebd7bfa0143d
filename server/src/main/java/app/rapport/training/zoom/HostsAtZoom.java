package app.rapport.training.zoom;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.identity.Users.User;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.training.zoom.HostTable.Row;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Finds, makes and licenses instructors' Zoom users. */
@Component
class HostsAtZoom implements ZoomHosts {
    /** Stands in the way of long meetings, and is somebody's to decide. */
    static final String NO_LICENCE_LEFT = "no_licence_left";

    private static final int BASIC = 1;
    private static final int LICENSED = 2;
    private static final int ADDRESS_TAKEN = 1005;
    private static final int LONGEST_NAME = 64;
    /** What Zoom said of somebody who is all right is believed for so long. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** With all licences given out, the next is asked for no sooner. */
    private static final Duration FULL_HOLDS = Duration.ofMinutes(10);

    private final ZoomApi api;
    private final HostTable table;
    private final Pulse pulse;
    private final Users users;
    private final Notices notices;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<UserId, ReentrantLock> turns = new ConcurrentHashMap<>();

    HostsAtZoom(
            ZoomApi api,
            HostTable table,
            Pulse pulse,
            Users users,
            Notices notices,
            AuditTrail audit,
            LiveEvents live,
            TransactionTemplate transaction,
            Clock clock) {
        this.api = api;
        this.table = table;
        this.pulse = pulse;
        this.users = users;
        this.notices = notices;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Host> find(UserId user) {
        return table.find(user).filter(row -> row.zoomUserId() != null).map(HostsAtZoom::host);
    }

    @Override
    public List<Host> find(Collection<UserId> users) {
        return table.find(users).stream()
                .filter(row -> row.zoomUserId() != null)
                .map(HostsAtZoom::host)
                .toList();
    }

    @Override
    public Host ensure(UserId user) throws ZoomFailed {
        return ensure(user, false);
    }

    /** @param asked whether a person wants the licence now: then Zoom is asked even if it refused one a moment ago */
    Host ensure(UserId user, boolean asked) throws ZoomFailed {
        var turn = turns.computeIfAbsent(user, ignored -> new ReentrantLock());
        turn.lock();
        try {
            var known = table.find(user).orElse(null);
            if (known != null && fine(known) && !asked) {
                return host(known);
            }
            return host(licensed(current(user, known), asked));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Host afresh(UserId user) throws ZoomFailed {
        var turn = turns.computeIfAbsent(user, ignored -> new ReentrantLock());
        turn.lock();
        try {
            return host(licensed(current(user, table.find(user).orElse(null)), false));
        } finally {
            turn.unlock();
        }
    }

    private boolean fine(Row row) {
        return row.status().equals(HostTable.ACTIVE)
                && row.licensed()
                && row.checkedAt().plus(FRESH).isAfter(clock.instant());
    }

    private static Host host(Row row) {
        return new Host(
                row.user(), Objects.requireNonNull(row.zoomUserId()), row.status(), row.licensed(), row.problem());
    }

    /** Who it is at Zoom now. */
    private Row current(UserId user, @Nullable Row known) throws ZoomFailed {
        var person = Objects.requireNonNull(transaction.execute(status -> users.find(user)))
                .orElseThrow(() -> Problem.notFound("user"));
        var zoomId = known == null ? null : known.zoomUserId();
        if (zoomId != null) {
            var said = read(zoomId);
            if (said != null) {
                return kept(user, said, known);
            }
        }
        return kept(user, made(person), known);
    }

    /** Null when the account has no such user. */
    private @Nullable JsonNode read(String who) throws ZoomFailed {
        try {
            return api.get("/users/" + ZoomApi.part(who), Weight.LIGHT);
        } catch (ZoomFailed failed) {
            if (failed.reason() == Reason.NOT_FOUND) {
                return null;
            }
            throw failed;
        }
    }

    private JsonNode made(User person) throws ZoomFailed {
        try {
            var said = api.change(person.email(), "POST", "/users", body(person), Weight.LIGHT);
            // Only the user itself says whether it still has to accept Zoom's invitation.
            var whole = read(said.path("id").asString(""));
            return whole == null ? said : whole;
        } catch (ZoomFailed failed) {
            var taken = failed.code() == ADDRESS_TAKEN;
            if (!taken && failed.reason() != Reason.OTHER_ACCOUNT) {
                throw failed;
            }
            var existing = taken ? read(person.email()) : null;
            if (existing != null) {
                return existing;
            }
            table.keep(new Row(
                    person.id(), null, HostTable.OTHER_ACCOUNT, false, null, HostTable.OTHER_ACCOUNT, clock.instant()));
            throw new ZoomFailed(
                    Reason.OTHER_ACCOUNT,
                    person.email()
                            + " belongs to another Zoom account. Give this instructor another address, or have them leave that account.",
                    null,
                    failed);
        }
    }

    private static Map<String, Object> body(User person) {
        var name = person.name().strip();
        var space = name.lastIndexOf(' ');
        var info = new LinkedHashMap<String, Object>();
        info.put("email", person.email());
        info.put("type", BASIC);
        info.put("first_name", cut(space < 0 ? name : name.substring(0, space)));
        info.put("last_name", cut(space < 0 ? "" : name.substring(space + 1)));
        return Map.of("action", "create", "user_info", info);
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private Row kept(UserId user, JsonNode said, @Nullable Row known) {
        var now = clock.instant();
        var status = switch (said.path("status").asString("")) {
            case HostTable.PENDING -> HostTable.PENDING;
            case HostTable.INACTIVE -> HostTable.INACTIVE;
            default -> HostTable.ACTIVE;
        };
        var licensed = said.path("type").asInt(BASIC) == LICENSED;
        var before = known == null ? null : known.assignedAt();
        var row = new Row(
                user,
                said.path("id").asString(""),
                status,
                licensed,
                !licensed ? null : before == null ? now : before,
                problem(status),
                now);
        table.keep(row);
        return row;
    }

    private static @Nullable String problem(String status) {
        return status.equals(HostTable.ACTIVE) ? null : status;
    }

    private Row licensed(Row row, boolean asked) throws ZoomFailed {
        var now = clock.instant();
        // Whoever was deactivated holds none, and Zoom gives them none.
        if (row.licensed() || row.status().equals(HostTable.INACTIVE)) {
            return row;
        }
        if (!asked && fullSince().isAfter(now.minus(FULL_HOLDS))) {
            return without(row, now);
        }
        try {
            setType(Objects.requireNonNull(row.zoomUserId()), LICENSED);
        } catch (ZoomFailed failed) {
            if (failed.reason() != Reason.NO_LICENCE) {
                throw failed;
            }
            pulse.note(Pulse.LICENCES_FULL, null);
            return without(row, now);
        }
        pulse.forget(Pulse.LICENCES_FULL);
        var given = row.withLicence(now, problem(row.status()), now);
        changed(given, "zoom_licence.assigned");
        return given;
    }

    private void changed(Row row, String action) {
        transaction.executeWithoutResult(status -> {
            table.keep(row);
            audit.record(action, "user", row.user().toString(), Map.of("name", name(row)));
            live.publish("training", row.user().toString());
        });
    }

    private String name(Row row) {
        return users.find(row.user()).map(User::name).orElse("");
    }

    private Instant fullSince() {
        var beat = pulse.all().get(Pulse.LICENCES_FULL);
        return beat == null ? Instant.EPOCH : beat.at();
    }

    /** They stay without: meetings end after 40 minutes, and somebody should know. */
    private Row without(Row row, Instant now) {
        var basic = row.withLicence(null, NO_LICENCE_LEFT, now);
        transaction.executeWithoutResult(status -> {
            table.keep(basic);
            var name = name(row);
            notices.raise(
                    Permission.TRAINING_MANAGE,
                    new Notice(
                            "training.no_licence_left",
                            Severity.WARNING,
                            "No Zoom licence left for " + name,
                            "Their meetings end after 40 minutes. Release somebody else's licence, or buy another.",
                            Map.of("name", name),
                            "/training/licences",
                            row.user().toString()));
        });
        return basic;
    }

    /** Takes the licence back. */
    void release(Row row) throws ZoomFailed {
        var zoomId = row.zoomUserId();
        if (zoomId != null) {
            try {
                setType(zoomId, BASIC);
            } catch (ZoomFailed failed) {
                if (failed.reason() != Reason.NOT_FOUND) {
                    throw failed;
                }
            }
        }
        pulse.forget(Pulse.LICENCES_FULL);
        changed(row.withLicence(null, null, clock.instant()), "zoom_licence.released");
    }

    private void setType(String zoomId, int type) throws ZoomFailed {
        api.change(zoomId, "PATCH", "/users/" + ZoomApi.part(zoomId), Map.of("type", type), Weight.LIGHT);
    }
}
