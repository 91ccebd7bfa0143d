package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Problem;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may hold a session besides its instructor, and whom of them Zoom takes: people of its account with a licence. */
@Component
class AlternativeHosts {
    static final String FIELD = "alternative_hosts";
    private static final int MOST = 10;

    private final Users users;
    private final ZoomHosts hosts;
    private final TransactionTemplate transaction;

    AlternativeHosts(Users users, ZoomHosts hosts, TransactionTemplate transaction) {
        this.users = users;
        this.hosts = hosts;
        this.transaction = transaction;
    }

    /** As a session keeps them, each once; or a problem that names the field. Inside a transaction. */
    List<UUID> require(List<UUID> asked, UUID instructor) {
        var ids = asked.stream().filter(Objects::nonNull).distinct().toList();
        if (ids.size() > MOST) {
            throw Problem.invalid("too_many_hosts", "A session has at most " + MOST + " alternative hosts.")
                    .with("limit", MOST)
                    .with("field", FIELD);
        }
        if (ids.contains(instructor)) {
            throw Problem.invalid("instructor_is_host", "The instructor holds the session anyway: name only others.")
                    .with("field", FIELD);
        }
        var people = users.find(ids.stream().map(UserId::new).toList());
        if (people.size() < ids.size()) {
            throw Problem.notFound("user").with("field", FIELD);
        }
        if (!people.values().stream().allMatch(Instructors::teaches)) {
            throw Problem.invalid(
                            "not_an_instructor", "This person does not teach: give them the role instructor first.")
                    .with("field", FIELD);
        }
        return ids;
    }

    /**
     * Makes them known at Zoom before they are written down: who belongs to another account cannot be one. What else Zoom says
     * is for later. Outside a transaction.
     *
     * @param instructor who gets the last licence, if there is only one
     */
    void introduce(@Nullable UUID instructor, @Nullable List<UUID> asked) {
        if (asked == null || asked.isEmpty()) {
            return;
        }
        var people = Objects.requireNonNull(
                transaction.execute(status -> Stream.concat(Stream.ofNullable(instructor), asked.stream())
                        .filter(Objects::nonNull)
                        .flatMap(id -> teacher(id).stream())
                        .toList()));
        for (var person : people) {
            try {
                hosts.ensure(person.id());
            } catch (ZoomFailed failed) {
                if (failed.reason() == Reason.OTHER_ACCOUNT
                        && asked.contains(person.id().value())) {
                    throw Problem.invalid("zoom_other_account", String.valueOf(failed.getMessage()))
                            .with("field", FIELD);
                }
            }
        }
    }

    /** Those of the session whom Zoom takes now. Outside a transaction. */
    List<Users.User> atZoom(SessionRow session) throws ZoomFailed {
        if (session.alternativeHosts().isEmpty()) {
            return List.of();
        }
        // Of the last licence, the instructor comes first.
        hosts.ensure(new UserId(session.instructor()));
        var taken = new ArrayList<Users.User>();
        var people = Objects.requireNonNull(transaction.execute(status -> session.alternativeHosts().stream()
                .flatMap(id -> teacher(id).stream())
                .toList()));
        for (var person : people) {
            if (takes(person.id())) {
                taken.add(person);
            }
        }
        return taken;
    }

    private boolean takes(UserId user) throws ZoomFailed {
        try {
            return takes(hosts.ensure(user));
        } catch (ZoomFailed failed) {
            if (failed.passing()) {
                throw failed;
            }
            return false; // the class is held without them rather than not at all
        }
    }

    static boolean takes(ZoomHosts.Host host) {
        return host.licensed() && host.status().equals("active");
    }

    private Optional<Users.User> teacher(UUID id) {
        return users.find(new UserId(id)).filter(Instructors::teaches);
    }
}
