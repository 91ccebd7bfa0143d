package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request. A controller method takes it as an argument; other code asks {@link #now()}.
 *
 * @param permissions what the caller may do: the role's, or of these what the API key was given
 * @param zone the user's own, else the organisation's
 * @param apiKey the key the request came with; null when the person is signed in
 */
public record CurrentUser(
        UserId id,
        OrganizationId organization,
        String email,
        String name,
        Role role,
        Set<Permission> permissions,
        ZoneId zone,
        String locale,
        @Nullable UUID apiKey) {

    /** The caller of the request under way; a bug when there is none. */
    public static CurrentUser now() {
        return optional().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** The caller, empty outside a request and in one that nobody signed in for. */
    public static Optional<CurrentUser> optional() {
        return Caller.optional().map(Caller::user);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** For what a route's own {@link Requires} cannot tell, because it depends on what is asked. */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw AccessRules.missing(permission);
        }
    }
}
