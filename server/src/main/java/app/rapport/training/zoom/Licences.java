package app.rapport.training.zoom;

import app.rapport.identity.Role;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.identity.Users.User;
import app.rapport.platform.Problem;
import app.rapport.training.zoom.HostTable.Row;
import app.rapport.training.zoom.ZoomSessions.Teaching;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Who holds a licence, who should give one back, and who gets it. */
@Service
class Licences {
    /** Whoever teaches within this time keeps the licence. */
    static final Duration NEAR = Duration.ofDays(1);

    private static final String DEFINITION =
            "Users of the Zoom account with a licence, of all who share the account. The limit is what is set, else what Zoom refused to go beyond; empty when neither is known.";
    private static final Teaching NEVER = new Teaching(false, null, null);

    private final HostsAtZoom hosts;
    private final HostTable table;
    private final ZoomApi api;
    private final Installation installation;
    private final Pulse pulse;
    private final Users users;
    private final ObjectProvider<ZoomSessions> sessions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Licences(
            HostsAtZoom hosts,
            HostTable table,
            ZoomApi api,
            Installation installation,
            Pulse pulse,
            Users users,
            ObjectProvider<ZoomSessions> sessions,
            TransactionTemplate transaction,
            Clock clock) {
        this.hosts = hosts;
        this.table = table;
        this.api = api;
        this.installation = installation;
        this.pulse = pulse;
        this.users = users;
        this.sessions = sessions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param capacity null when Zoom could not be asked */
    record Whole(
            List<Item> items,
            @Nullable Capacity capacity,
            @Nullable Suggestion suggestion) {}

    /** @param problem what stands in the way: no_licence_left, pending, other_account */
    record Item(
            UUID userId,
            String name,
            String email,
            @Nullable String zoomUserId,
            String zoomStatus,
            boolean licensed,
            @Nullable Instant assignedAt,
            @Nullable Instant nextSessionAt,
            @Nullable Instant lastTaughtAt,
            boolean teachingNow,
            @Nullable String problem) {

        private boolean needed(Instant now) {
            return teachingNow || (nextSessionAt != null && nextSessionAt.isBefore(now.plus(NEAR)));
        }
    }

    /** @param licensed null when Zoom could not be asked */
    record Capacity(@Nullable Long licensed, @Nullable Long limit, String definition, Instant asOf) {}

    /** @param reason never_taught, nothing_planned or planned_later */
    record Suggestion(UUID userId, String name, String reason) {}

    /** Asks Zoom how many there are: outside a transaction. */
    Whole all() {
        var items = Objects.requireNonNull(transaction.execute(status -> items()));
        return new Whole(items, capacity(), suggestion(items));
    }

    private List<Item> items() {
        var rows = table.all().stream().collect(Collectors.toMap(Row::user, Function.identity()));
        var people = users.all().stream()
                .filter(user -> rows.containsKey(user.id()) || (user.active() && user.role() == Role.INSTRUCTOR))
                .toList();
        var teaching = teaching(people.stream().map(User::id).toList());
        return people.stream()
                .map(user -> item(user, rows.get(user.id()), teaching.getOrDefault(user.id(), NEVER)))
                .toList();
    }

    private Map<UserId, Teaching> teaching(List<UserId> people) {
        var from = sessions.getIfAvailable();
        return from == null ? Map.of() : from.teaching(people);
    }

    private static Item item(User user, @Nullable Row row, Teaching teaching) {
        return new Item(
                user.id().value(),
                user.name(),
                user.email(),
                row == null ? null : row.zoomUserId(),
                row == null ? "none" : row.status(),
                row != null && row.licensed(),
                row == null ? null : row.assignedAt(),
                teaching.next(),
                teaching.last(),
                teaching.running(),
                row == null ? null : row.problem());
    }

    private @Nullable Capacity capacity() {
        try {
            var licensed = api.get("/users/summary", Weight.MEDIUM)
                    .path("licensed_users_count")
                    .asLong(0);
            var set = installation.settings().licences();
            var full = pulse.all().containsKey(Pulse.LICENCES_FULL);
            var limit = set != null ? Long.valueOf(set) : full ? Long.valueOf(licensed) : null;
            return new Capacity(licensed, limit, DEFINITION, clock.instant());
        } catch (ZoomFailed failed) {
            return null; // the list is of use without, and the settings page says what is wrong
        }
    }

    /** Of those who hold a licence and do not teach soon: who never taught, then who has nothing planned, then the others. */
    private @Nullable Suggestion suggestion(List<Item> items) {
        var now = clock.instant();
        return items.stream()
                .filter(item -> item.licensed() && !item.needed(now))
                .min(Comparator.comparing((Item item) -> item.nextSessionAt() != null)
                        .thenComparing(Item::lastTaughtAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .map(item -> new Suggestion(item.userId(), item.name(), reason(item)))
                .orElse(null);
    }

    private static String reason(Item item) {
        if (item.nextSessionAt() != null) {
            return "planned_later";
        }
        return item.lastTaughtAt() == null ? "never_taught" : "nothing_planned";
    }

    Item assign(UUID id) {
        var user = known(id);
        try {
            var host = hosts.ensure(user, true);
            if (!host.licensed()) {
                throw Problem.conflict(
                                "no_licence_left",
                                "All Zoom licences are given out. Release somebody else's, or buy another.")
                        .with("suggestion", all().suggestion());
            }
        } catch (ZoomFailed failed) {
            throw ZoomProblems.of(failed);
        }
        return only(user);
    }

    Item release(UUID id, boolean force) {
        var user = known(id);
        var row = Objects.requireNonNull(transaction.execute(status -> table.find(user)))
                .orElseThrow(() -> Problem.notFound("licence"));
        var item = only(user);
        if (!force && item.needed(clock.instant())) {
            throw Problem.conflict(
                            "host_is_needed",
                            "This instructor teaches now or within a day: without a licence the meeting ends after 40 minutes.")
                    .with("nextSessionAt", item.nextSessionAt());
        }
        try {
            hosts.release(row);
        } catch (ZoomFailed failed) {
            throw ZoomProblems.of(failed);
        }
        return only(user);
    }

    private UserId known(UUID id) {
        var user = new UserId(id);
        if (Objects.requireNonNull(transaction.execute(status -> users.find(user)))
                .isEmpty()) {
            throw Problem.notFound("user");
        }
        return user;
    }

    private Item only(UserId id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var user = users.find(id).orElseThrow(() -> Problem.notFound("user"));
            return item(user, table.find(id).orElse(null), teaching(List.of(id)).getOrDefault(id, NEVER));
        }));
    }
}
