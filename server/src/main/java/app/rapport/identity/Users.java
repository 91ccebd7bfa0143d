package app.rapport.identity;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of the organisation in scope. */
public interface Users {
    Optional<User> find(UserId id);

    /** By e-mail address, however it is written. */
    Optional<User> byEmail(String email);

    /** Those of the ids that exist here. */
    Map<UserId, User> find(Collection<UserId> ids);

    /** Everybody, by name; those who left too. */
    List<User> all();

    /** Active people whose role has the permission. */
    List<User> holding(Permission permission);

    record User(UserId id, String name, String email, Role role, boolean active, ZoneId zone, String locale) {}
}
