package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import app.rapport.training.SessionView.Warning;
import app.rapport.training.zoom.ZoomHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What somebody who plans should know, and is free to do all the same. */
@Service
class SessionWarnings {
    private final JdbcClient db;
    private final SessionReads reads;
    private final Users users;
    private final ZoomHosts hosts;
    private final TrainingSettings settings;

    SessionWarnings(JdbcClient db, SessionReads reads, Users users, ZoomHosts hosts, TrainingSettings settings) {
        this.db = db;
        this.reads = reads;
        this.users = users;
        this.hosts = hosts;
        this.settings = settings;
    }

    @Transactional(readOnly = true)
    List<Warning> of(UUID id) {
        var session = reads.row(id);
        var warnings = new ArrayList<Warning>();
        overlap(session).ifPresent(warnings::add);
        if (session.enrolled() + 1 > settings.capacity()) {
            warnings.add(new Warning(
                    session.enrolled() + " people are enrolled, and the meeting holds " + settings.capacity()
                            + " with its host.",
                    Wording.of("more_than_capacity")
                            .with("enrolled", session.enrolled())
                            .with("capacity", settings.capacity())));
        }
        hosts.find(new UserId(session.instructor()))
                .flatMap(SessionWarnings::ofInstructor)
                .ifPresent(warnings::add);
        session.alternativeHosts().stream()
                .flatMap(other -> ofAlternative(new UserId(other)))
                .forEach(warnings::add);
        return warnings;
    }

    private Optional<Warning> overlap(SessionRow session) {
        return db.sql("""
                select title from training.sessions
                where instructor_id = :instructor and id <> :id and status in ('SCHEDULED', 'IN_PROGRESS')
                  and start_time < :end and start_time + make_interval(mins => duration) > :start
                order by start_time limit 1
                """)
                .param("id", session.id())
                .param("instructor", session.instructor())
                .param("start", Timestamps.at(session.start()))
                .param("end", Timestamps.at(session.end()))
                .query((row, number) -> row.getString("title"))
                .optional()
                .map(other -> new Warning(
                        "The instructor teaches “" + other + "” at the same time.",
                        Wording.of("instructor_busy").with("title", other)));
    }

    private static Optional<Warning> ofInstructor(ZoomHosts.Host host) {
        return switch (host.problem()) {
            case null -> Optional.empty();
            case "no_licence_left" ->
                Optional.of(new Warning(
                        "All Zoom licences are given out: without one, Zoom ends this meeting after 40 minutes.",
                        Wording.of("host_without_licence")));
            case "pending" ->
                Optional.of(new Warning(
                        "The instructor has not accepted Zoom's invitation yet.", Wording.of("host_invited")));
            default ->
                Optional.of(new Warning("The instructor's Zoom account is switched off.", Wording.of("host_inactive")));
        };
    }

    /** Zoom is not told of them until they have what it asks for. */
    private Stream<Warning> ofAlternative(UserId id) {
        return hosts.find(id).filter(host -> !AlternativeHosts.takes(host)).stream()
                .map(host -> {
                    var name = users.find(id).map(Users.User::name).orElse("");
                    return switch (host.status()) {
                        case "pending" ->
                            new Warning(
                                    name + " can start this session only after accepting Zoom's invitation.",
                                    Wording.of("alternative_host_invited").with("name", name));
                        case "inactive" ->
                            new Warning(
                                    name + " cannot start this session: their Zoom account is switched off.",
                                    Wording.of("alternative_host_inactive").with("name", name));
                        default ->
                            new Warning(
                                    name + " can start this session only with a Zoom licence, and none is left.",
                                    Wording.of("alternative_host_without_licence")
                                            .with("name", name));
                    };
                });
    }
}
